/** Whether to colour: on a terminal, unless NO_COLOR is set (no-color.org); FORCE_COLOR decides before both. */
export function wantsColors(environment: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  const force = environment['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (environment['NO_COLOR']) return false;
  return isTerminal && environment['TERM'] !== 'dumb';
}
