const MAX_LINES = 10_000;
const MAX_PATTERN = 256;

/** Who owns which files, as a CODEOWNERS file says; the last line that matches a path decides. */
export class CodeOwners {
  private readonly entries: readonly { readonly matches: Matcher; readonly owners: readonly string[] }[];

  /** @param text a CODEOWNERS file of GitHub, GitLab or Bitbucket */
  constructor(text: string) {
    const entries: { matches: Matcher; owners: string[] }[] = [];
    let inherited: string[] = [];
    for (const line of text.split(/\r\n?|\n/, MAX_LINES)) {
      const section = /^\^?\[[^\]]*\](?:\[\d+\])?(.*)$/.exec(line.trim());
      if (section) {
        // GitLab: owners behind a section's name own the lines that name none.
        inherited = ownersIn(section[1] ?? '');
        continue;
      }
      const entry = /^((?:\\.|[^\s#\\])+)(.*)$/.exec(line.trim());
      if (!entry || (entry[1] ?? '').length > MAX_PATTERN) continue;
      const named = ownersIn(entry[2] ?? '');
      entries.push({ matches: matcher(entry[1] ?? ''), owners: named.length > 0 ? named : inherited });
    }
    this.entries = entries;
  }

  /**
   * @param path from the repository's root, with forward slashes
   * @returns owners in the order written; none for a path nobody owns
   */
  ownersOf(path: string): readonly string[] {
    return this.entries.findLast(({ matches }) => matches(path))?.owners ?? [];
  }
}

const ownersIn = (text: string): string[] =>
  text
    .replace(/(?:^|\s)#.*$/, '')
    .split(/\s+/)
    .filter((word) => word !== '');

type Matcher = (path: string) => boolean;

/** A pattern as .gitignore has them: anchored if it holds a slash, and covering what lies below. */
function matcher(pattern: string): Matcher {
  const plain = pattern.replace(/\\(.)/g, '$1');
  const parts = plain.replace(/^\//, '').replace(/\/$/, '').split('/');
  const anchored = plain.replace(/\/$/, '').includes('/');
  const wanted = anchored ? parts : ['**', ...parts];
  // `docs/*` is the files of that folder only, any other pattern is a folder's contents too.
  const isFlat = !plain.endsWith('/') && parts.at(-1) === '*' && parts.length > 1;
  return (path) => {
    const segments = path.split('/');
    const isMatch = (names: readonly string[]): boolean =>
      wildcard(names, wanted, (part) => part === '**', matchesName);
    if (!plain.endsWith('/') && isMatch(segments)) return true;
    return !isFlat && segments.some((_, length) => length > 0 && isMatch(segments.slice(0, length)));
  };
}

const matchesName = (name: string, pattern: string): boolean =>
  wildcard(
    Array.from(name),
    Array.from(pattern),
    (c) => c === '*',
    (c, wanted) => wanted === '?' || c === wanted,
  );

/** Whether `items` match `pattern`, in which a star stands for any number of them. Takes at most items × pattern steps. */
function wildcard(
  items: readonly string[],
  pattern: readonly string[],
  isStar: (part: string) => boolean,
  matches: (item: string, part: string) => boolean,
): boolean {
  let [item, part, star, resumed] = [0, 0, -1, 0];
  while (item < items.length) {
    const wanted = pattern[part];
    if (wanted !== undefined && isStar(wanted)) {
      star = part++;
      resumed = item;
    } else if (wanted !== undefined && matches(items[item] ?? '', wanted)) {
      item++;
      part++;
    } else if (star >= 0) {
      part = star + 1;
      item = ++resumed;
    } else return false;
  }
  return pattern.slice(part).every(isStar);
}
