// Preloaded into a server under test: a text that holds one of these words meets a mistake that the program does not have.
const { exec } = RegExp.prototype;
RegExp.prototype.exec = function (text) {
  if (typeof text === 'string' && text.includes('POISON-THROWS')) throw new TypeError('poisoned');
  if (typeof text === 'string' && text.includes('POISON-REJECTS')) return Promise.reject(new TypeError('poisoned'));
  // Aborts as an exhausted heap does: nothing is written or flushed any more.
  if (typeof text === 'string' && text.includes('POISON-ENDS')) process.kill(process.pid, 'SIGKILL');
  while (typeof text === 'string' && text.includes('POISON-HANGS')) continue;
  return exec.call(this, text);
};
