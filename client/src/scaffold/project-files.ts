import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { FileType, RelativePattern, Uri, workspace, type CancellationToken, type WorkspaceFolder } from 'vscode';
import type { FoundFile, ProjectFiles } from '../../../server/src/core/scaffold/collect-facts.ts';
import { PATTERNS } from '../../../server/src/protocol/documents.ts';
import { EXCLUDED } from '../workspace-files.ts';

const MAX_BYTES = 300_000;
/** Of all files of a kind together: what is read is also looked through, in the process that answers keystrokes. */
const MAX_TOTAL = 4_000_000;
const MAX_DOCUMENTS = 50;
const MAX_PYTHON = 400;

/** Files of a workspace folder that may say something about its model. Bounded in number and size; ends early when cancelled. */
export async function findProjectFiles(folder: WorkspaceFolder, token: CancellationToken): Promise<ProjectFiles> {
  const find = async (glob: string, max: number): Promise<FoundFile[]> => {
    const found = await workspace.findFiles(new RelativePattern(folder, glob), EXCLUDED, max, token);
    const files: FoundFile[] = [];
    let total = 0;
    for (const uri of found) {
      if (token.isCancellationRequested || total > MAX_TOTAL) break;
      const text = await read(folder, uri);
      if (text === undefined) continue;
      total += text.length;
      files.push({ path: uri.path.slice(folder.uri.path.length + 1), text });
    }
    return files;
  };
  const one = async (...names: string[]): Promise<string | undefined> => {
    for (const name of names) {
      const text = await read(folder, Uri.joinPath(folder.uri, name));
      if (text !== undefined) return text;
    }
    return undefined;
  };
  const [cards, readmes, plans, training, python, codeOwners, gitConfig] = await Promise.all([
    find(PATTERNS.card, MAX_DOCUMENTS),
    find(PATTERNS.readme, MAX_DOCUMENTS),
    find(PATTERNS.plan, MAX_DOCUMENTS),
    find('**/*train*.py', MAX_DOCUMENTS),
    find('**/*.py', MAX_PYTHON),
    one('.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'),
    one('.git/config'),
  ]);
  // In a large repository the general search ends before it comes to the file that is named for what it does.
  const code = new Map([...training, ...python].map((file) => [file.path, file]));
  return {
    folder: folder.name,
    cards: [...cards, ...readmes],
    plans,
    python: [...code.values()],
    codeOwners,
    gitConfig,
  };
}

const decoder = new TextDecoder();

/** A file's text; undefined for what is missing, too large, no plain file, or leads out of the folder. */
async function read(folder: WorkspaceFolder, uri: Uri): Promise<string | undefined> {
  try {
    const { type, size } = await workspace.fs.stat(uri);
    if (type !== FileType.File || size > MAX_BYTES || !(await isInside(folder, uri))) return undefined;
    return decoder.decode(await workspace.fs.readFile(uri));
  } catch {
    return undefined;
  }
}

/** The search follows links between folders; what they lead to outside is not read. */
async function isInside(folder: WorkspaceFolder, uri: Uri): Promise<boolean> {
  if (uri.scheme !== 'file') return true;
  const [root, real] = await Promise.all([realpath(folder.uri.fsPath), realpath(uri.fsPath)]);
  const relative = path.relative(root, real);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}
