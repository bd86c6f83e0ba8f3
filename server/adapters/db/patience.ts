import type { Db } from '../../kernel/ports/database';

/** First and longest pause between two attempts, ms. */
const PAUSES = [20, 250] as const;

/** Tries again, with growing pauses, while what is in the way may pass. @param forMs how long in all. @throws what the last attempt threw */
export async function patiently<T>(forMs: number, attempt: () => Promise<T>, mayPass: (error: unknown) => boolean): Promise<T> {
  const started = performance.now();
  for (let pause: number = PAUSES[0]; ; pause = Math.min(pause * 2, PAUSES[1])) {
    try {
      return await attempt();
    } catch (error) {
      if (!mayPass(error) || performance.now() - started > forMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Whether a question is answered. @param judge told why not. */
export const answers = (reader: Db, judge: (error: unknown) => unknown): Promise<boolean> =>
  reader.$queryRawUnsafe('SELECT count(*) FROM "Setting"').then(
    () => true,
    (error: unknown) => {
      judge(error);
      return false;
    },
  );
