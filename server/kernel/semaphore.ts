import { DomainError } from './errors';

export interface SemaphoreOptions {
  /** At work at once. */
  parallel: number;
  /** At work at once of one share; default all places. */
  ofOne?: number;
  /** In line altogether, and of one share; further ones are refused at once. Default: as many as come. */
  waiting?: number;
  waitingOfOne?: number;
  /** What those are told who find the line full. */
  reason?: string;
}

export interface PlaceOptions {
  /** Who asks: an address, a person. Shares take turns, first come, first served within each; without shares there is one line. */
  share?: string;
  /** Leaves the line when it aborts; work that has begun is not ended by it. */
  signal?: AbortSignal;
}

/** Places for work that must not all run at once; the one semaphore of the installation. */
export interface Semaphore {
  /** Does the work when it is its turn. @throws DomainError `unavailable` with the reason given when too many wait; the reason of the signal. */
  inTurn<T>(work: () => Promise<T>, options?: PlaceOptions): Promise<T>;
  /** Waits for a place and keeps it until the returned function is called; later calls of it do nothing. @throws as {@link inTurn}. */
  enter(options?: PlaceOptions): Promise<() => void>;
}

export function createSemaphore({ parallel, ofOne = parallel, waiting = Infinity, waitingOfOne = Infinity, reason = 'busy' }: SemaphoreOptions): Semaphore {
  const lines = new Map<string, Array<() => void>>();
  const running = new Map<string, number>();
  let all = 0;
  let inLine = 0;

  /** A place if there is one now. */
  function begin(share: string): (() => void) | null {
    const own = running.get(share) ?? 0;
    if (all >= parallel || own >= ofOne) return null;
    all += 1;
    running.set(share, own + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      all -= 1;
      const left = (running.get(share) ?? 1) - 1;
      if (left > 0) running.set(share, left);
      else running.delete(share);
      callNext();
    };
  }

  function callNext(): void {
    for (const [share, line] of lines) {
      if (all >= parallel || (running.get(share) ?? 0) >= ofOne) continue;
      const next = line.shift();
      lines.delete(share);
      // At the end of the circle again, where it has more.
      if (line.length > 0) lines.set(share, line);
      inLine -= 1;
      next?.();
      return;
    }
  }

  function standInLine(share: string, signal: AbortSignal | undefined): Promise<() => void> {
    const line = lines.get(share) ?? [];
    if (inLine >= waiting || line.length >= waitingOfOne) throw new DomainError('unavailable', reason);
    return new Promise((resolve, reject) => {
      const go = (): void => {
        signal?.removeEventListener('abort', leave);
        const end = begin(share);
        if (end) resolve(end);
        else reject(new Error('called without a free place'));
      };
      const leave = (): void => {
        line.splice(line.indexOf(go), 1);
        if (line.length === 0) lines.delete(share);
        inLine -= 1;
        reject(signal?.reason);
      };
      lines.set(share, line);
      line.push(go);
      inLine += 1;
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  async function enter({ share = '', signal }: PlaceOptions = {}): Promise<() => void> {
    signal?.throwIfAborted();
    return begin(share) ?? standInLine(share, signal);
  }

  return {
    enter,
    async inTurn(work, { share = '', signal } = {}) {
      signal?.throwIfAborted();
      const end = begin(share) ?? (await standInLine(share, signal));
      try {
        return await work();
      } finally {
        end();
      }
    },
  };
}
