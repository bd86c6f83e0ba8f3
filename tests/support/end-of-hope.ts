/**
 * How long a test waits for what must come, ms, whatever else the machine does meanwhile: no measure of the program, only the
 * end of hope. What comes is noticed at once; a test that measures says so and measures against something of the same run.
 */
export const PATIENCE_MS = 60_000;
