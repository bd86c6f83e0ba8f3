import type { Db } from '../../kernel/ports/database';
import { eventsOf } from '../../kernel/repository.history';
import { numberIn } from '../../shared/rules/agenda-times';
import type { FloorPart } from '../../shared/rules/floor-queue';
import { secondsOf, totalsBy } from '../../shared/rules/floor-record';
import { listSeats, type Meeting } from '../meetings';
import { unitNames, unitsOfPeople } from '../organization';
import { paperMark, type PaperMark } from './notes/mark';
import { recordOf } from './floor-record';
import { coursesOf } from './presence';
import { listItems } from './repository';

/** A stretch of a sitting, as it is read and exported. */
export interface RecordRow {
  from: Date;
  to: Date;
  seconds: number;
  state: 'item' | 'between' | 'paused';
  itemId: string | null;
  /** Of items with a number. */
  number: number | null;
  item: string;
  part: FloorPart | null;
  personId: string | null;
  speaker: string;
  position: string;
  /** The unit the speaker works for. */
  unit: string;
  /** The site the speaker took part from; empty in the hall (floor FL16). */
  site: string;
}

export interface SpokenTotal {
  name: string;
  /** Of people; empty for a unit. */
  position: string;
  seconds: number;
  /** Of each item, by its id. */
  byItem: Record<string, number>;
}

export interface SessionRecord {
  meetingId: string;
  title: string;
  openedAt: Date;
  /** The end of the record: the close of the session, or when it was asked for. */
  until: Date;
  isClosed: boolean;
  seconds: number;
  paused: number;
  /** Entered from notes, from then on (L66). */
  onPaper: Pick<PaperMark, 'from' | 'enteredAt' | 'by'> | null;
  rows: RecordRow[];
  people: SpokenTotal[];
  units: SpokenTotal[];
}

/** The floor record with names, and who spoke how long; null before the opening. */
export async function sessionRecord(db: Db, meeting: Meeting, now: Date): Promise<SessionRecord | null> {
  const { openedAt, closedAt } = meeting;
  if (!openedAt) return null;
  const until = closedAt ?? (now > openedAt ? now : openedAt);
  const events = await eventsOf(db, meeting.id);
  const stretches = recordOf({ openedAt, closedAt: until }, events);
  const changes = coursesOf(events);
  const siteAt = (personId: string, at: Date): string => changes.get(personId)?.filter((change) => change.at <= at).at(-1)?.site ?? '';
  const seconds = secondsOf(stretches);
  const items = new Map((await listItems(db, meeting.id)).map((item, _index, all) => [item.id, { title: item.title, number: numberIn(all, item.id) }]));
  const seats = new Map((await listSeats(db, meeting.id)).map((seat) => [seat.personId, seat]));
  const units = await unitsOfPeople(db, [...seats.keys()]);
  const names = await unitNames(db, [...new Set([...units.values()].flatMap(([own]) => own ?? []))]);
  const unitOf = (personId: string): string => names.get(units.get(personId)?.[0] ?? '') ?? '';
  const totals = (keyOf: (personId: string) => string, positionOf: (key: string) => string, nameOf: (key: string) => string): SpokenTotal[] => {
    const key = ({ speaker }: { speaker: { personId: string } | null }): string[] => (speaker && keyOf(speaker.personId) !== '' ? [keyOf(speaker.personId)] : []);
    const onItems = totalsBy(stretches, (stretch) => key(stretch).map((one) => `${one} ${stretch.itemId ?? ''}`));
    return [...totalsBy(stretches, key)].map(([one, sum]) => ({
      name: nameOf(one),
      position: positionOf(one),
      seconds: sum,
      byItem: Object.fromEntries([...items.keys()].flatMap((itemId) => (onItems.has(`${one} ${itemId}`) ? [[itemId, onItems.get(`${one} ${itemId}`) ?? 0]] : []))),
    }));
  };
  const mark = await paperMark(db, meeting.id);
  return {
    meetingId: meeting.id,
    title: meeting.title,
    openedAt,
    until,
    isClosed: closedAt !== null,
    seconds: seconds.reduce((sum, one) => sum + one, 0),
    paused: stretches.reduce((sum, { isPaused }, index) => sum + (isPaused ? (seconds[index] ?? 0) : 0), 0),
    onPaper: mark && { from: mark.from, enteredAt: mark.enteredAt, by: mark.by },
    rows: stretches.map(({ from, to, itemId, isPaused, speaker }, index) => ({
      from,
      to,
      seconds: seconds[index] ?? 0,
      state: isPaused ? 'paused' : itemId ? 'item' : 'between',
      itemId,
      number: items.get(itemId ?? '')?.number ?? null,
      item: items.get(itemId ?? '')?.title ?? '',
      part: speaker?.part ?? null,
      personId: speaker?.personId ?? null,
      speaker: seats.get(speaker?.personId ?? '')?.fullName ?? '',
      position: seats.get(speaker?.personId ?? '')?.position ?? '',
      unit: speaker ? unitOf(speaker.personId) : '',
      site: speaker ? siteAt(speaker.personId, from) : '',
    })),
    people: totals((personId) => personId, (personId) => seats.get(personId)?.position ?? '', (personId) => seats.get(personId)?.fullName ?? ''),
    units: totals(unitOf, () => '', (name) => name),
  };
}
