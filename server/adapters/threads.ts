import type { Worker } from 'node:worker_threads';
import { DomainError } from '../kernel/errors';
import type { Threads } from '../kernel/ports/threads';
import { createTurns } from '../kernel/turns';
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

/** At most `parallel` threads, started when first needed and kept for the next job; one that takes too long is ended. */
export function createThreads(limits: ThreadLimits = THREAD_LIMITS): Threads {
  const { inTurn } = createTurns({ ...limits, reason: 'threads.busy' });
  const idle: Worker[] = [];
  const take = (job: 'verify'): Worker => {
    const thread = idle.pop() ?? startThread(job);
    thread.ref();
    return thread;
  };
  return {
    run: <Result>(job: 'verify', input: unknown): Promise<Result> =>
      inTurn(async () => {
        const thread = take(job);
        try {
          const result = await answerOf<Result>(thread, input, limits.wallMs);
          thread.unref();
          idle.push(thread);
          return result;
        } catch (error) {
          await thread.terminate();
          throw error;
        }
      }),
  };
}

function answerOf<Result>(thread: Worker, input: unknown, wallMs: number): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      thread.off('message', onMessage);
      thread.off('error', onError);
      thread.off('exit', onExit);
      act();
    };
    const onMessage = (result: Result): void => settle(() => resolve(result));
    const onError = (error: unknown): void => settle(() => reject(error instanceof Error ? error : new Error(String(error))));
    const onExit = (): void => settle(() => reject(new Error('the thread ended without an answer')));
    const timer = setTimeout(() => settle(() => reject(new DomainError('unavailable', 'threads.too_long'))), wallMs);
    thread.on('message', onMessage);
    thread.on('error', onError);
    thread.on('exit', onExit);
    thread.postMessage(input);
  });
}
