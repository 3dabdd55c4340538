/** Notification of the server: it begins to read a document that it has not read before. Sent before anything else happens. */
export const READING = 'productionFirst/reading';
/** Notification of the server: it has read it, and said what it found. */
export const READ = 'productionFirst/read';

/** Request of the client: nothing but an answer. */
export const ALIVE = 'productionFirst/alive';

export interface ReadingParams {
  readonly uri: string;
}

/** Among the options with which the client starts the server. */
export interface ReadingOptions {
  /** Whether the client wants to know what is being read. */
  readonly tellsReading: boolean;
  /** URIs of documents on which an earlier server ended, or hung: they are not read until they change. */
  readonly leftOut: readonly string[];
}

/** Options as the client sends them, whatever that is. */
export function readReadingOptions(received: unknown): ReadingOptions {
  const given: Readonly<Record<string, unknown>> =
    typeof received === 'object' && received !== null ? (received as Record<string, unknown>) : {};
  const leftOut = Array.isArray(given['leftOut']) ? given['leftOut'].filter((uri) => typeof uri === 'string') : [];
  return { tellsReading: given['tellsReading'] === true, leftOut };
}
