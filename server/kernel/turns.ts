import { DomainError } from './errors';

export interface Turns {
  /** Does the work when it is its turn. @throws DomainError `unavailable` with the reason given when too many wait. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

/** First come, first served: `parallel` at a time, at most `waiting` in line, further ones are refused at once. */
export function createTurns({ parallel, waiting, reason }: { parallel: number; waiting: number; reason: string }): Turns {
  let running = 0;
  const line: Array<() => void> = [];
  return {
    async inTurn(work) {
      if (running < parallel) running += 1;
      else if (line.length >= waiting) throw new DomainError('unavailable', reason);
      else await new Promise<void>((resolve) => line.push(resolve));
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
