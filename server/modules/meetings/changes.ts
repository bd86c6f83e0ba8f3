import { numberIn, type AgendaKind } from '../../shared/rules/agenda-times';
import type { Meeting } from './repository';

/** What everybody of a session sees of it and plans by; instants are ISO text. */
export interface SessionPicture {
  title: string;
  startsAt: string;
  endsAt: string;
  place: string;
  form: Meeting['form'];
  cancelled: boolean;
  /** Rows of the agenda in order. */
  items: { id: string; kind: AgendaKind; title: string }[];
  /** Papers with the number of their newest version. */
  papers: { id: string; title: string; number: number }[];
}

/** One thing that is not as it was seen (M18). */
export type SessionChange =
  | { kind: 'cancelled' }
  | { kind: 'time'; from: { startsAt: Date; endsAt: Date }; to: { startsAt: Date; endsAt: Date } }
  | { kind: 'place'; from: Pick<SessionPicture, 'place' | 'form'>; to: Pick<SessionPicture, 'place' | 'form'> }
  | { kind: 'title' | 'item_renamed'; from: string; to: string }
  | { kind: 'item_added' | 'item_removed' | 'paper_added' | 'paper_withdrawn'; title: string }
  /** Numbers of the item in the agenda; null for rows without one. */
  | { kind: 'item_moved'; title: string; from: number | null; to: number | null }
  | { kind: 'paper_version'; title: string; number: number };

type Item = SessionPicture['items'][number];

const period = ({ startsAt, endsAt }: SessionPicture) => ({ startsAt: new Date(startsAt), endsAt: new Date(endsAt) });
const site = ({ place, form }: SessionPicture) => ({ place, form });

/** Of the same rows in two orders, the fewest that were moved: all but a longest row of them that kept its order. */
export function movedIn(before: readonly string[], after: readonly string[]): string[] {
  const places = after.map((id) => before.indexOf(id));
  // best[i]: the longest increasing run of places that ends at i, as indexes.
  const best: number[][] = [];
  for (const [index, place] of places.entries()) {
    const earlier = best.filter((_run, i) => (places[i] ?? 0) < place);
    const longest = earlier.reduce<number[]>((most, run) => (run.length > most.length ? run : most), []);
    best.push([...longest, index]);
  }
  const kept = new Set(best.reduce<number[]>((most, run) => (run.length > most.length ? run : most), []));
  return after.filter((_id, index) => !kept.has(index));
}

function agendaChanges(before: readonly Item[], after: readonly Item[]): SessionChange[] {
  const was = new Map(before.map((item) => [item.id, item]));
  const now = new Map(after.map((item) => [item.id, item]));
  const stayed = (items: readonly Item[], others: ReadonlyMap<string, Item>): string[] => items.filter(({ id }) => others.has(id)).map(({ id }) => id);
  const moved = new Set(movedIn(stayed(before, now), stayed(after, was)));
  return [
    ...after.flatMap((item): SessionChange[] => {
      const old = was.get(item.id);
      if (!old) return [{ kind: 'item_added', title: item.title }];
      return [
        ...(old.title === item.title ? [] : [{ kind: 'item_renamed' as const, from: old.title, to: item.title }]),
        ...(moved.has(item.id) ? [{ kind: 'item_moved' as const, title: item.title, from: numberIn(before, item.id), to: numberIn(after, item.id) }] : []),
      ];
    }),
    ...before.filter(({ id }) => !now.has(id)).map(({ title }) => ({ kind: 'item_removed' as const, title })),
  ];
}

function paperChanges(before: SessionPicture['papers'], after: SessionPicture['papers']): SessionChange[] {
  const was = new Map(before.map((paper) => [paper.id, paper]));
  const now = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap(({ id, title, number }): SessionChange[] => {
      const old = was.get(id);
      if (!old) return [{ kind: 'paper_added', title }];
      return old.number === number ? [] : [{ kind: 'paper_version', title, number }];
    }),
    ...before.filter(({ id }) => !now.has(id)).map(({ title }) => ({ kind: 'paper_withdrawn' as const, title })),
  ];
}

/** What is not as it was seen, most important first; what was changed and changed back is no change (M18). */
export function changesBetween(seen: SessionPicture, present: SessionPicture): SessionChange[] {
  if (present.cancelled) return seen.cancelled ? [] : [{ kind: 'cancelled' }];
  const isMoved = seen.startsAt !== present.startsAt || seen.endsAt !== present.endsAt;
  const isElsewhere = seen.place !== present.place || seen.form !== present.form;
  return [
    ...(isMoved ? [{ kind: 'time' as const, from: period(seen), to: period(present) }] : []),
    ...(isElsewhere ? [{ kind: 'place' as const, from: site(seen), to: site(present) }] : []),
    ...(seen.title === present.title ? [] : [{ kind: 'title' as const, from: seen.title, to: present.title }]),
    ...agendaChanges(seen.items, present.items),
    ...paperChanges(seen.papers, present.papers),
  ];
}
