import type { CheckedFile } from '../../core/document/checked-file.ts';
import type { Definition } from '../../core/plan/index-plan.ts';
import type { JsonSchema } from '../../core/schema/json-schema.ts';
import type { EntryStyle } from '../snippets/entry.ts';
import type { CompletionPlace } from './place.ts';

export interface FileEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}

/** Looks into the workspace for completion; paths are relative to the file being edited. */
export interface FileLister {
  /** What is in `directory` (`''` for the file's own), bounded; nothing outside the workspace. */
  list(directory: string): Promise<readonly FileEntry[]>;
  /** Functions and classes of a Python file. */
  symbols(path: string): Promise<readonly string[]>;
}

/** What the client can do, and what completion needs to know of the world. */
export interface CompletionContext {
  /** The client understands snippets. */
  readonly snippets: boolean;
  /** The client indents continuation lines like the line they are inserted in. */
  readonly adjustsIndentation: boolean;
  /** The file is JSON. */
  readonly json: boolean;
  /** ISO date. */
  readonly today: string;
  /** The character that made the editor ask, when it was not the user. */
  readonly trigger?: string | undefined;
  /** Undefined for a file that is not on disk. */
  readonly files: FileLister | undefined;
}

/** What a source of suggestions looks at. */
export interface Scene {
  readonly file: CheckedFile;
  readonly schema: JsonSchema;
  readonly place: CompletionPlace;
  readonly context: CompletionContext;
  /** Names of the document. Most completions do not need them. */
  readonly definitions: () => readonly Definition[];
  /** How to write an entry at this place; each call numbers its snippet's places anew. */
  readonly style: (flow: boolean) => EntryStyle;
}

/** Something to insert; item.ts makes it fit the place and the client. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'section' | 'field' | 'value' | 'name' | 'file' | 'folder' | 'function' | 'rule' | 'snippet';
  /** Snippet lines; those behind the first are indented relative to `column`. */
  readonly lines: readonly string[];
  /** Column to indent to when it is not where the first line begins. */
  readonly column?: number;
  readonly detail?: string;
  readonly documentation?: string;
  /** Sorted by this, then by the order of the schema or the list. */
  readonly rank: number;
  readonly deprecated?: boolean;
  /** Offer the next level when this is accepted. */
  readonly again?: boolean;
  readonly preselect?: boolean;
}
