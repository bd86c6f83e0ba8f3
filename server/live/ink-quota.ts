import { RateLimit } from '../kernel/rate-limit';

const MEGABYTE = 1024 * 1024;
/** Operations of one person over all connections: an outbox that comes back in full speed, or two hands on three tablets. */
const OPS_PER_SECOND = 100;
const OPS_BURST = 400;
const BYTES_PER_SECOND = 128 * 1024;
const BYTES_BURST = 4 * MEGABYTE;
/** Live batches of one person over all connections. */
const LIVE_PER_SECOND = 240;
/**
 * A day of hard writing (eight hours, a stroke of half a second every second) is 3 MB; ten times that in one paper, and
 * twenty times in all papers together. `tests/realtime/ink-quota.test.ts` measures it.
 */
export const PAPER_BYTES_PER_DAY = 32 * MEGABYTE;
export const PERSON_BYTES_PER_DAY = 64 * MEGABYTE;
const DAY_MS = 24 * 3_600_000;
const DAY_SECONDS = DAY_MS / 1_000;

interface Pen {
  readonly live: RateLimit;
  readonly ops: RateLimit;
  readonly bytes: RateLimit;
  readonly day: RateLimit;
  readonly papers: Map<string, RateLimit>;
  usedAt: number;
}

/** What one person may put into the ink log, whatever the number of tablets: a pace, and an amount for each day. */
export class InkQuota {
  readonly #pens = new Map<string, Pen>();
  #sweptAt = 0;

  mayDraw(personId: string, now: number): boolean {
    return this.#penOf(personId, now).live.take(1, now);
  }

  /** @returns null when it may be stored; `busy`: too fast, it may come again soon; `storage_full`: the amount of this day is used up. */
  refusal(personId: string, docId: string, count: number, bytes: number, now: number): 'busy' | 'storage_full' | null {
    const pen = this.#penOf(personId, now);
    const paper = pen.papers.get(docId) ?? new RateLimit(PAPER_BYTES_PER_DAY / DAY_SECONDS, PAPER_BYTES_PER_DAY, now);
    pen.papers.set(docId, paper);
    if (!pen.ops.take(count, now) || !pen.bytes.take(bytes, now)) return 'busy';
    return pen.day.take(bytes, now) && paper.take(bytes, now) ? null : 'storage_full';
  }

  #penOf(personId: string, now: number): Pen {
    this.#forgetRested(now);
    const pen = this.#pens.get(personId) ?? {
      live: new RateLimit(LIVE_PER_SECOND, LIVE_PER_SECOND, now),
      ops: new RateLimit(OPS_PER_SECOND, OPS_BURST, now),
      bytes: new RateLimit(BYTES_PER_SECOND, BYTES_BURST, now),
      day: new RateLimit(PERSON_BYTES_PER_DAY / DAY_SECONDS, PERSON_BYTES_PER_DAY, now),
      papers: new Map<string, RateLimit>(),
      usedAt: now,
    };
    pen.usedAt = now;
    this.#pens.set(personId, pen);
    return pen;
  }

  /** After a day at rest everything is whole again, so that nothing need be remembered. */
  #forgetRested(now: number): void {
    if (now - this.#sweptAt < DAY_MS / 24) return;
    this.#sweptAt = now;
    for (const [personId, { usedAt }] of this.#pens) if (now - usedAt > DAY_MS) this.#pens.delete(personId);
  }
}
