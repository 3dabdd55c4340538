/**
 * How the server's process is started, beyond its program. V8 reads this before the first line runs: without it, garbage
 * of large plans is left lying until hundreds of megabytes have come together.
 */
export const SERVER_FLAGS: readonly string[] = ['--optimize-for-size'];
