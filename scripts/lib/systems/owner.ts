/** Whoever a system is started for: what it registers is called when it is no longer needed. A test is one. */
export interface Owner {
  readonly after: (release: () => void | Promise<void>) => void;
}
