import type { FloorPart } from './floor-queue';

/** Something that changed what is dealt with or who speaks. */
export type FloorMoment = { at: Date } & (
  | { kind: 'item'; itemId: string | null }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'speak'; turnId: string; personId: string; part: FloorPart }
  | { kind: 'silent'; turnId: string }
);

export interface RecordedSpeaker {
  turnId: string;
  personId: string;
  part: FloorPart;
}

/** A stretch of a sitting in which nothing of this changed. */
export interface FloorStretch {
  from: Date;
  to: Date;
  /** Null: between items. */
  itemId: string | null;
  /** The sitting stood still; nobody speaks then. */
  isPaused: boolean;
  speaker: RecordedSpeaker | null;
}

type Standing = Pick<FloorStretch, 'itemId' | 'isPaused' | 'speaker'>;

const isSame = (a: Standing, b: Standing): boolean => a.itemId === b.itemId && a.isPaused === b.isPaused && a.speaker?.turnId === b.speaker?.turnId;

function after(standing: Standing, moment: FloorMoment): Standing {
  switch (moment.kind) {
    case 'item':
      return { ...standing, itemId: moment.itemId, speaker: moment.itemId === standing.itemId ? standing.speaker : null };
    case 'pause':
      return { ...standing, isPaused: true, speaker: null };
    case 'resume':
      return { ...standing, isPaused: false };
    case 'speak':
      return standing.isPaused ? standing : { ...standing, speaker: { turnId: moment.turnId, personId: moment.personId, part: moment.part } };
    case 'silent':
      return standing.speaker?.turnId === moment.turnId ? { ...standing, speaker: null } : standing;
  }
}

/**
 * The floor record: every moment from opening to close has its item and its speaker, or none of them. Stretches follow each other
 * without a gap, none is empty, and neighbours differ.
 * @param moments in the order they happened; one whose time lies before the one before it (a clock that was set) counts from there.
 */
export function floorRecord(session: { openedAt: Date; closedAt: Date }, moments: readonly FloorMoment[]): FloorStretch[] {
  const stretches: FloorStretch[] = [];
  let from = session.openedAt;
  let standing: Standing = { itemId: null, isPaused: false, speaker: null };
  const until = (to: Date): void => {
    if (to <= from) return;
    const last = stretches.at(-1);
    if (last && isSame(last, standing)) last.to = to;
    else stretches.push({ from, to, ...standing });
    from = to;
  };
  for (const moment of moments) {
    until(moment.at < session.closedAt ? moment.at : session.closedAt);
    standing = after(standing, moment);
  }
  until(session.closedAt);
  return stretches;
}

/** Whole seconds of each stretch, from the opening on: their sum is that of the session, whatever was rounded. */
export function secondsOf(stretches: readonly Pick<FloorStretch, 'from' | 'to'>[]): number[] {
  const [first] = stretches;
  if (!first) return [];
  const second = (moment: Date): number => Math.floor((moment.getTime() - first.from.getTime()) / 1000);
  return stretches.map(({ from, to }) => second(to) - second(from));
}

/** Seconds by key, most first; stretches without a key are left out. */
export function totalsBy(stretches: readonly FloorStretch[], keysOf: (stretch: FloorStretch) => readonly string[]): Map<string, number> {
  const seconds = secondsOf(stretches);
  const totals = new Map<string, number>();
  for (const [index, stretch] of stretches.entries()) for (const key of keysOf(stretch)) totals.set(key, (totals.get(key) ?? 0) + (seconds[index] ?? 0));
  return new Map([...totals].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)));
}
