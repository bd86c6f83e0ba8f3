/** One untrusted file: where it lies, or its bytes. */
export type UntrustedFile = { path: string } | { bytes: AsyncIterable<Uint8Array> };

/**
 * Work over a file from outside, in a killable process of its own: limits on processor time, memory, time and the length of
 * the answer, no network, one file per process.
 */
export interface Sandbox {
  /** Work is about to come: a process is started for it, unless one waits already. */
  ready(): void;
  /**
   * @param input plain data, dates and bytes.
   * @param share who asks (a person, an address): shares take turns.
   * @returns plain data and dates; the process is as untrusted as the file it read, so the shape is to be checked.
   * @throws DomainError `unavailable`/`sandbox.busy` when too many wait, `sandbox.unavailable` when no process can be
   *   started, `rejected`/`sandbox.stopped` when it was stopped at one of the limits.
   */
  run(job: 'verify', input: unknown, file: UntrustedFile, share: string): Promise<unknown>;
  stop(): void;
}
