const DAY = 86_400_000;

/**
 * Milliseconds to wait as a Retry-After header says it (RFC 9110 §10.2.3), in seconds or as a date; at most a day, so
 * that a wrong clock does not switch a source off.
 * @param headers names in small letters
 * @param now milliseconds since the epoch; the server's own Date counts before it
 */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Math.min(Number(value) * 1000, DAY);
  // An HTTP date begins with the day's name; Date.parse alone takes "-1" for a year.
  const date = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(date)) return undefined;
  return Math.min(Math.max(date - (serverTime(headers) ?? now), 0), DAY);
}

/** The server's clock as its answer's Date says it; milliseconds since the epoch. */
export function serverTime(headers: Readonly<Record<string, string>>): number | undefined {
  const time = Date.parse(headers['date'] ?? '');
  return Number.isNaN(time) ? undefined : time;
}
