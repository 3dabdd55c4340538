import type { CheckedFile } from '../core/document/checked-file.ts';
import type { DocumentKind } from '../core/rules/rule.ts';
import { readFile } from '../core/document/read.ts';

/** A plan and its card are looked at several times within a moment, and hundreds of others soon after. */
const MOST = 32;

/** Keeps the files that were read last, for as long as their text is the same. */
export class RecentFiles {
  private readonly files = new Map<string, { readonly text: string; readonly file: CheckedFile }>();

  /** `text`, as it now is at the absolute path `location`, read as a `kind`. */
  read(kind: DocumentKind, location: string, text: string): CheckedFile {
    const key = `${kind} ${location}`;
    const known = this.files.get(key);
    this.files.delete(key);
    const file = known?.text === text ? known.file : readFile(kind, text);
    this.files.set(key, { text, file });
    const [oldest] = this.files.keys();
    if (this.files.size > MOST && oldest !== undefined) this.files.delete(oldest);
    return file;
  }
}
