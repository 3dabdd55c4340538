import type { PathReference } from '../../core/plan/index-plan.ts';
import { splitSymbol, type FileFact } from '../../core/workspace-facts.ts';
import { code, paragraph, type Block } from './markup.ts';

/** What the workspace knows of a path. */
export interface PathAnswer {
  readonly state: FileFact['state'];
  /** The file's path from the workspace's root. */
  readonly shown?: string;
  /** Whether a Python file defines the symbol; undefined where that cannot be told. */
  readonly hasSymbol?: boolean | undefined;
  /** One-based line of the symbol. */
  readonly line?: number | undefined;
}

/** Looks up a path of the plan; undefined when nothing is known, e.g. for a plan that is not on disk. */
export type LookUp = (path: PathReference) => Promise<PathAnswer | undefined>;

export function describePath({ text, kind }: PathReference, answer: PathAnswer | undefined): Block[] {
  const { path, symbol } = splitSymbol(text);
  switch (answer?.state) {
    case undefined:
      return [];
    case 'outside':
      return [paragraph('This leads out of the workspace, so it is not read.')];
    case 'missing':
      return [paragraph(kind === 'glob' ? 'No file matches ' : 'There is no file ', code(path), '.')];
    case 'directory':
      return [paragraph('Folder ', code(path))];
    case 'file': {
      const file = [kind === 'glob' ? 'First match: ' : 'File ', code(answer.shown ?? path)];
      if (symbol === undefined || answer.hasSymbol === undefined) return [paragraph(...file)];
      if (!answer.hasSymbol) return [paragraph(...file, ', which does not define ', code(symbol))];
      return [paragraph(code(symbol), answer.line === undefined ? ' in ' : ` at line ${answer.line} of `, ...file)];
    }
  }
}
