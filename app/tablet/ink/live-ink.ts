/**
 * Ink while the pen is down. Going out: points collected and sent at most 60 times a second. Coming in: the growing strokes
 * of others, until the finished operation replaces them; laser dots, which fade.
 */
import { INK_LIMITS } from '@shared/protocol/ink';
import type { OpRecord } from '@shared/protocol/ink';
import type { InkBatch, LiveTool } from '@shared/protocol/ink-live';
import type { LiveStroke } from './ink-connection';

/** 60 batches a second. */
export const LIVE_INTERVAL_MS = 1000 / 60;
/** A stroke whose end never came (its author lost the network) goes after this time; the operation brings it back. */
export const LIVE_FORGET_MS = 8_000;
export const LASER_FADE_MS = 1_200;

export interface LiveHead {
  readonly page: number;
  readonly tool: LiveTool;
  readonly color: number;
  readonly width: number;
}

/** Sends the points of strokes being drawn here. `schedule` runs the callback after at least `LIVE_INTERVAL_MS`. */
export class LiveSender {
  readonly #send: (batch: InkBatch) => void;
  readonly #schedule: (callback: () => void) => void;
  #number = 0;
  #head: LiveHead | null = null;
  #points: number[] = [];
  #scheduled = false;

  constructor(send: (batch: InkBatch) => void, schedule: (callback: () => void) => void) {
    this.#send = send;
    this.#schedule = schedule;
  }

  /** Begins a stroke; returns its number for `StrokeOp.liveStroke`. */
  begin(head: LiveHead): number {
    this.#flush();
    this.#number = (this.#number % 255) + 1;
    this.#head = head;
    return this.#number;
  }

  /** Page units and pressure 0–255. */
  point(x: number, y: number, pressure: number): void {
    if (this.#head === null) return;
    // Of a laser only the newest point matters.
    if (this.#head.tool === 'laser') this.#points = [];
    this.#points.push(x, y, pressure);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#schedule(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  end(): void {
    this.#flush();
    this.#head = null;
  }

  /** Drops what is not sent: the stroke was taken back. */
  discard(): void {
    this.#points = [];
    this.#head = null;
  }

  #flush(): void {
    const head = this.#head;
    const points = this.#points;
    this.#points = [];
    if (head === null) return;
    const most = INK_LIMITS.livePoints * 3;
    for (let start = 0; start < points.length; start += most) {
      this.#send({ ...head, stroke: this.#number, points: Uint16Array.from(points.slice(start, start + most)) });
    }
  }
}

export interface GrowingStroke extends LiveHead {
  readonly personId: string;
  readonly stroke: number;
  readonly points: readonly number[];
  /** When the newest point came, in the clock of the caller. */
  readonly at: number;
}

/** Strokes of others that grow now. */
export class LiveStrokes {
  readonly #strokes = new Map<string, GrowingStroke & { points: number[]; at: number }>();

  receive(strokes: readonly LiveStroke[], now: number): void {
    for (const { personId, batch } of strokes) {
      const key = batch.tool === 'laser' ? `${personId} laser` : `${personId} ${batch.stroke}`;
      const known = this.#strokes.get(key);
      if (known === undefined || known.page !== batch.page || batch.tool === 'laser') {
        const { page, tool, color, width, stroke } = batch;
        this.#strokes.set(key, { personId, page, tool, color, width, stroke, points: [...batch.points], at: now });
      } else {
        known.points.push(...batch.points);
        known.at = now;
      }
    }
  }

  /** The finished stroke is there: its preview goes. */
  settle(record: OpRecord): boolean {
    if (record.op.kind !== 'stroke' || record.op.liveStroke === 0) return false;
    return this.#strokes.delete(`${record.authorId} ${record.op.liveStroke}`);
  }

  /** What to draw now; forgets what is over. */
  current(now: number): readonly GrowingStroke[] {
    for (const [key, stroke] of this.#strokes) {
      if (now - stroke.at > (stroke.tool === 'laser' ? LASER_FADE_MS : LIVE_FORGET_MS)) this.#strokes.delete(key);
    }
    return [...this.#strokes.values()];
  }

  clear(): void {
    this.#strokes.clear();
  }
}
