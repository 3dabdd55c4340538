import { close, constants, fstat, open, read, readdir, type Dirent } from 'node:fs';

// By callbacks: a promise and a handle for each of thousands of files take longer than reading them.

/** Links are not followed, and a pipe is not waited for; Windows has neither flag. */
const FLAGS =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** What is in a folder; nothing where it cannot be read. */
export const entriesOf = (folder: string): Promise<readonly Dirent[]> =>
  new Promise((resolve) => {
    readdir(folder, { withFileTypes: true }, (error, entries) => resolve(error ? [] : entries));
  });

/** The bytes of an ordinary file; undefined where it is something else, a link, larger than `max` bytes or cannot be read. */
export const bytesOf = (file: string, max: number): Promise<Buffer | undefined> =>
  new Promise((resolve) => {
    open(file, FLAGS, (error, handle) => {
      if (error) resolve(undefined);
      else readOpen(handle, max, (bytes) => close(handle, () => resolve(bytes)));
    });
  });

function readOpen(handle: number, max: number, done: (bytes?: Buffer) => void): void {
  fstat(handle, (error, stats) => {
    if (error || !stats.isFile() || stats.size > max) return done();
    const bytes = Buffer.allocUnsafe(stats.size);
    let filled = 0;
    const next = (): void => {
      read(handle, bytes, filled, bytes.length - filled, filled, (failed, count) => {
        if (failed) return done();
        filled += count;
        // A file that has become shorter ends early.
        if (count === 0 || filled === bytes.length) done(bytes.subarray(0, filled));
        else next();
      });
    };
    next();
  });
}
