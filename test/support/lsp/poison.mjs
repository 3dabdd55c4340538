// Preloaded into a server under test: a text that holds one of these words meets a mistake that the program does not have.
const { exec } = RegExp.prototype;
RegExp.prototype.exec = function (text) {
  if (typeof text === 'string' && text.includes('POISON-THROWS')) throw new TypeError('poisoned');
  if (typeof text === 'string' && text.includes('POISON-REJECTS')) return Promise.reject(new TypeError('poisoned'));
  return exec.call(this, text);
};
