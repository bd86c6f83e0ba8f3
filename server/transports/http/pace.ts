import type { IncomingMessage } from 'node:http';
import { DomainError } from '../../kernel/errors';

/** How fast a body has to come. */
export interface Pace {
  /** Milliseconds in which nothing is asked of the sender: a tablet that wakes its radio. */
  graceMs: number;
  /** Bytes a second on the average since the first one, once the grace is over. */
  bytesPerSecond: number;
  /** Milliseconds a body may take in all. */
  totalMs: number;
}

/** A form of a page: small, so that seconds are enough on any line. */
export const FORM_PACE: Pace = { graceMs: 10_000, bytesPerSecond: 1_024, totalMs: 60_000 };
/** A file: 8 kB/s is a telephone at the edge of its cell; 100 MB in a quarter of an hour is a hall on one slow line. */
export const FILE_PACE: Pace = { graceMs: 10_000, bytesPerSecond: 8_192, totalMs: 15 * 60_000 };

const LOOK_MS = 1_000;

/** A body on its way in. */
export interface Arrival {
  /** Bytes so far. */
  readonly bytes: number;
  /** Milliseconds since it began. */
  readonly age: number;
  /** Ends it now. */
  cut(error: DomainError): void;
  stop(): void;
}

const tooSlow = (): DomainError => new DomainError('too_slow', 'request.too_slow');

/** Watches a body; one that comes too slowly, or not at all, is cut. @param onCut told why, once. */
export function watchArrival(req: IncomingMessage, pace: Pace, onCut: (error: DomainError) => void): Arrival {
  const began = performance.now();
  let bytes = 0;
  let isOver = false;
  const count = (part: Buffer): void => void (bytes += part.length);
  const stop = (): void => {
    isOver = true;
    clearInterval(timer);
    req.off('data', count);
  };
  const cut = (error: DomainError): void => {
    if (isOver) return;
    stop();
    onCut(error);
  };
  const look = (): void => {
    const age = performance.now() - began;
    if (age > pace.totalMs || (age > pace.graceMs && bytes < (pace.bytesPerSecond * age) / 1_000)) cut(tooSlow());
  };
  const timer = setInterval(look, Math.min(LOOK_MS, pace.graceMs, pace.totalMs));
  timer.unref();
  // Listening does not set the stream flowing by itself here: whoever reads it does.
  req.prependListener('data', count);
  req.pause();
  return {
    get bytes() {
      return bytes;
    },
    get age() {
      return performance.now() - began;
    },
    cut,
    stop,
  };
}
