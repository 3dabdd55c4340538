import path from 'node:path';
import { CodeOwners } from '../core/codeowners.ts';

/** Where GitHub and GitLab look for the file, in their order. */
const PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'];

/** Who owns the files below a workspace's root. */
export class OwnersOfFiles {
  private readonly root: string;
  private readonly owners: CodeOwners;

  private constructor(root: string, owners: CodeOwners) {
    this.root = root;
    this.owners = owners;
  }

  /** @param read gives the text of a file inside the workspace, by its absolute path */
  static async of(
    root: string,
    read: (file: string) => Promise<string | undefined>,
  ): Promise<OwnersOfFiles | undefined> {
    for (const place of PLACES) {
      const text = await read(path.join(root, place));
      if (text !== undefined) return new OwnersOfFiles(root, new CodeOwners(text));
    }
    return undefined;
  }

  /** Owners of a file by its absolute path. */
  ownersOf(file: string): readonly string[] {
    return this.owners.ownersOf(path.relative(this.root, file).replaceAll(path.sep, '/'));
  }
}
