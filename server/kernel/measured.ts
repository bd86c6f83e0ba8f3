import { DomainError } from './errors';
import type { Deed, Meter, Outcome } from './ports/meter';

/** What an error is counted as: its code, or `internal` for what nobody foresaw. */
export const outcomeOf = (error: unknown): Outcome => (error instanceof DomainError ? error.code : 'internal');

/**
 * Does the work and tells the meter how long it took and how it ended. @param bytes asked afterwards, and only where somebody looks.
 */
export async function measured<T>(meter: Meter, { kind, name }: Pick<Deed, 'kind' | 'name'>, work: () => Promise<T>, bytes: (result: T | undefined) => number | null): Promise<T> {
  const started = performance.now();
  let outcome: Outcome = 'ok';
  let result: T | undefined;
  try {
    result = await work();
    return result;
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    meter.done({ kind, name, outcome, ms: performance.now() - started, bytes: meter.weighs ? bytes(result) : null });
  }
}
