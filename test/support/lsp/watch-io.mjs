// Preloaded into a server under test: writes each path it touches, each process it starts and each connection it opens, with what it
// did there, a line of JSON each, into the file that IO_LOG names.
import childProcess from 'node:child_process';
import dns from 'node:dns';
import fs from 'node:fs';
import promises from 'node:fs/promises';
import net from 'node:net';

const log = process.env.IO_LOG;
const { appendFileSync } = fs;
const note = (did, what) => appendFileSync(log, `${JSON.stringify([did, String(what)])}\n`);

const READS = [
  'readFile',
  'readdir',
  'stat',
  'lstat',
  'realpath',
  'opendir',
  'readlink',
  'access',
  'readFileSync',
  'readdirSync',
  'statSync',
  'lstatSync',
  'realpathSync',
  'existsSync',
  'createReadStream',
];
const WRITES = [
  'writeFile',
  'appendFile',
  'mkdir',
  'mkdtemp',
  'rename',
  'rm',
  'unlink',
  'rmdir',
  'copyFile',
  'cp',
  'symlink',
  'link',
  'chmod',
  'utimes',
  'truncate',
  'writeFileSync',
  'appendFileSync',
  'mkdirSync',
  'renameSync',
  'rmSync',
  'unlinkSync',
  'createWriteStream',
];
for (const module of [fs, promises]) {
  const watch = (name, did) => {
    const original = module[name];
    if (typeof original !== 'function') return;
    module[name] = function (...given) {
      if (given[0] !== log) note(typeof did === 'function' ? did(given) : did, given[0]);
      return original.apply(this, given);
    };
  };
  for (const name of READS) watch(name, 'read');
  for (const name of WRITES) watch(name, 'write');
  for (const name of ['open', 'openSync'])
    watch(name, ([, flags]) => (/^r[s]?$/.test(flags ?? 'r') ? 'read' : 'write'));
}
const watchAll = (module, names, did) => {
  for (const name of names) {
    const original = module[name];
    module[name] = function (...given) {
      note(did, typeof given[0] === 'object' ? JSON.stringify(given[0]?.host ?? given[0]?.path ?? '') : given[0]);
      return original.apply(this, given);
    };
  }
};
watchAll(childProcess, ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync'], 'process');
watchAll(net, ['connect', 'createConnection', 'createServer'], 'socket');
watchAll(dns, ['lookup'], 'socket');
const { fetch } = globalThis;
globalThis.fetch = (...given) => {
  note('socket', given[0]);
  return fetch(...given);
};
