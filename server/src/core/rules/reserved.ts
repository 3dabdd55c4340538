/**
 * Rules the format names that this version does not check yet. A waiver may name them: a plan written today stays
 * valid when they come.
 */
const RESERVED: Readonly<Record<string, string>> = {
  scaffold: 'out-of-date edited missing',
};

export const RESERVED_RULE_IDS: readonly string[] = Object.entries(RESERVED).flatMap(([family, names]) =>
  names.split(' ').map((name) => `${family}/${name}`),
);
