import { DomainError } from '../kernel/errors';
import type { Threads } from '../kernel/ports/threads';
import { startThread } from './thread';

export interface ThreadLimits {
  /** Jobs at the same time. */
  parallel: number;
  /** Jobs that may wait. */
  waiting: number;
  /** A job is stopped after this, ms. */
  wallMs: number;
}

export const THREAD_LIMITS: ThreadLimits = { parallel: 2, waiting: 50, wallMs: 20_000 };

/** Threads started for one job each, at most `parallel` at a time, stopped when they take too long. */
export function createThreads(limits: ThreadLimits = THREAD_LIMITS): Threads {
  let running = 0;
  const queue: Array<() => void> = [];
  const enter = async (): Promise<void> => {
    if (running < limits.parallel) {
      running += 1;
      return;
    }
    if (queue.length >= limits.waiting) throw new DomainError('unavailable', 'threads.busy');
    await new Promise<void>((resolve) => queue.push(resolve));
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };
  return {
    async run<Result>(job: 'verify', input: unknown): Promise<Result> {
      await enter();
      const thread = startThread(job, input);
      try {
        return await new Promise<Result>((resolve, reject) => {
          const timer = setTimeout(() => reject(new DomainError('unavailable', 'threads.too_long')), limits.wallMs);
          const settle = (act: () => void): void => {
            clearTimeout(timer);
            act();
          };
          thread.once('message', (result: Result) => settle(() => resolve(result)));
          thread.once('error', (error) => settle(() => reject(error)));
          thread.once('exit', () => settle(() => reject(new Error(`thread ${job} ended without an answer`))));
        });
      } finally {
        await thread.terminate();
        leave();
      }
    },
  };
}
