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

export interface FairTurnsOptions {
  parallel: number;
  /** In line altogether, and of one share. */
  waiting: number;
  waitingOfOne: number;
  reason: string;
}

export interface FairTurns {
  /** @param share who asks: an address, a person. @throws DomainError as {@link Turns}. */
  inTurn<T>(share: string, work: () => Promise<T>): Promise<T>;
}

/**
 * Turns by share: shares take turns, first come, first served within each, and while there is more than one place no share
 * takes the last of them. So a share with much to do makes others wait for the work under way, never for its line.
 */
export function createFairTurns({ parallel, waiting, waitingOfOne, reason }: FairTurnsOptions): FairTurns {
  const ofOne = Math.max(1, parallel - 1);
  const lines = new Map<string, Array<() => void>>();
  const running = new Map<string, number>();
  let all = 0;
  let inLine = 0;

  const mayRun = (share: string): boolean => all < parallel && (running.get(share) ?? 0) < ofOne;
  const begin = (share: string): void => {
    all += 1;
    running.set(share, (running.get(share) ?? 0) + 1);
  };
  const end = (share: string): void => {
    all -= 1;
    const left = (running.get(share) ?? 1) - 1;
    if (left > 0) running.set(share, left);
    else running.delete(share);
    callNext();
  };
  function callNext(): void {
    for (const [share, line] of lines) {
      if (!mayRun(share)) continue;
      const next = line.shift();
      lines.delete(share);
      // At the end of the circle again, where it has more.
      if (line.length > 0) lines.set(share, line);
      inLine -= 1;
      begin(share);
      next?.();
      return;
    }
  }

  return {
    async inTurn(share, work) {
      if (mayRun(share)) begin(share);
      else {
        const line = lines.get(share) ?? [];
        if (inLine >= waiting || line.length >= waitingOfOne) throw new DomainError('unavailable', reason);
        lines.set(share, line);
        inLine += 1;
        await new Promise<void>((resolve) => line.push(resolve));
      }
      try {
        return await work();
      } finally {
        end(share);
      }
    },
  };
}
