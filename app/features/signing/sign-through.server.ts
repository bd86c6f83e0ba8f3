import type { Application } from '../../../server/application';

/** Refusals of one document in a row that only say it changed meanwhile: it is looked at again. */
const TRIES = 3;

const reasonOf = (error: unknown): { code: unknown; reason: unknown } => (typeof error === 'object' && error !== null && 'code' in error && 'reason' in error ? { code: error.code, reason: error.reason } : { code: null, reason: null });

/**
 * Goes through a run that was begun here, one document after the other; whoever waits looks at the run. It goes on when the tablet is turned
 * off, and ends with what no document is to blame for: what is left waits for another PIN.
 */
export async function signThrough({ execute }: Pick<Application, 'execute'>, runId: string, caller: Parameters<Application['execute']>[2]): Promise<void> {
  for (let tries = 1; ;) {
    try {
      const { isLast } = await execute('records.sign-next', { runId }, caller);
      if (isLast) break;
      tries = 1;
    } catch (error) {
      const { code, reason } = reasonOf(error);
      if (code !== 'conflict' || reason === 'signing.run_over' || tries >= TRIES) break;
      tries += 1;
    }
  }
  // Nothing waits for it: a run that cannot be closed is seen to be cut off.
  await execute('records.close-run', { runId }, caller).catch(() => undefined);
}
