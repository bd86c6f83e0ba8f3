/**
 * How long a test waits for what must come, ms, whatever else the machine does meanwhile: no measure of the program, only the
 * end of hope. What comes is noticed at once; a test that measures says so and measures against something of the same run.
 */
export const PATIENCE_MS = 60_000;

/** Between the tests nothing has a name by itself: what does not end says what it is, before the hook is given up without a word. */
export async function hoping<T>(what: string, work: Promise<T>): Promise<T> {
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => (late = setTimeout(() => reject(new Error(`${what} has not ended after ${2 * PATIENCE_MS} ms`)), 2 * PATIENCE_MS)));
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(late);
  }
}
