import { SourceError } from './source-error.ts';

/**
 * Runs `work` until it is done, `timeoutMs` are over or `signal` aborts, whichever is first. Work gets a signal that
 * then aborts, and also when the work is done: an answer nobody reads to its end is given up.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signal: AbortSignal,
  what: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let stop: (error: SourceError) => void = () => undefined;
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = (error) => {
      reject(error);
      controller.abort(error);
    };
  });
  const cancel = (): void => stop(new SourceError('cancelled', `Asking ${what} was given up.`));
  const late = (): void =>
    stop(
      new SourceError(
        'timeout',
        `${what} has not answered within ${Math.max(1, Math.round(timeoutMs / 1000))} s. Try again, or ask for a shorter range.`,
      ),
    );
  const timer = setTimeout(late, timeoutMs);
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  try {
    return await Promise.race([stopped, controller.signal.aborted ? stopped : work(controller.signal)]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
    controller.abort();
  }
}
