import { DomainError } from '../../kernel/errors';
import type { SittingItem } from './agenda-item';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** A break that is shorter is a pause; a sitting that stands still for longer is another session. */
export const SHORTEST_MS = 15 * MINUTE;
export const LONGEST_MS = 30 * DAY;

/** @throws DomainError `invalid`/`sitting.adjourned_too_short` {minutes}, `sitting.adjourned_too_long` {days}. */
export function assertContinuation(until: Date, now: Date): Date {
  const length = until.getTime() - now.getTime();
  if (length < SHORTEST_MS) throw new DomainError('invalid', 'sitting.adjourned_too_short', { field: 'until', minutes: SHORTEST_MS / MINUTE });
  if (length > LONGEST_MS) throw new DomainError('invalid', 'sitting.adjourned_too_long', { field: 'until', days: LONGEST_MS / DAY });
  return until;
}

type Planned = Pick<SittingItem, 'state' | 'durationMin' | 'startedAt'> & { stoodStill: number };

/** When a sitting that goes on then is expected to end: what is left of the current item, and all that has not begun (L52). */
export function continuationOf(items: readonly Planned[], continuesAt: Date, now: Date): Date {
  const left = items.map(({ state, durationMin, startedAt, stoodStill }) => {
    if (state === 'coming') return durationMin * MINUTE;
    return state === 'now' && startedAt ? Math.max(0, durationMin * MINUTE - (now.getTime() - startedAt.getTime() - stoodStill)) : 0;
  });
  return new Date(continuesAt.getTime() + Math.max(MINUTE, left.reduce((sum, one) => sum + one, 0)));
}
