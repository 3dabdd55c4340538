/** The parts of an outline's entry that are needed to find one. */
interface Entry<E> {
  readonly name: string;
  readonly children: readonly E[];
}

/**
 * The indicator `name` of the plan at `plan` in the outline of a file. A file of several plans has an entry for each,
 * with the sections in it; a file of one has the sections themselves.
 */
export function findIndicator<E extends Entry<E>>(outline: readonly E[], plan: number, name: string): E | undefined {
  const single = outline.some((entry) => entry.name === 'spec');
  const wanted = single ? undefined : outline[plan];
  return find(wanted ? [wanted] : outline, name);
}

function find<E extends Entry<E>>(entries: readonly E[], name: string): E | undefined {
  for (const entry of entries) {
    const own = entry.name === 'indicators' ? entry.children.find((child) => child.name === name) : undefined;
    const found = own ?? find(entry.children, name);
    if (found) return found;
  }
  return undefined;
}
