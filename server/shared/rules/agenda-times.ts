import { requireCount } from './majority';

/** opening, break and closing are rows of the agenda without a number; paper_only is an item whose papers never enter the system. */
export type AgendaKind = 'opening' | 'item' | 'break' | 'closing' | 'paper_only';

export const DAY_MINUTES = 1440;

export type AgendaRow = { id: string; kind: AgendaKind; plannedMinutes: number };

export type ScheduledRow<Row extends AgendaRow = AgendaRow> = Row & {
  /** Number of the item (Nội dung 1 …); null for opening, break and closing. */
  number: number | null;
  /** Minutes since midnight of the day the session begins; from 1440 on it is the day after. */
  startMinute: number;
  endMinute: number;
};

/** Kinds of rows that a session deals with: they have a number; opening, breaks and closing have none. */
export const NUMBERED_KINDS: readonly AgendaKind[] = ['item', 'paper_only'];
export const isNumbered = ({ kind }: { kind: string }): boolean => NUMBERED_KINDS.some((one) => one === kind);

/** The rows of a whole agenda, in their order, with their numbers: Nội dung 1 …, null for rows without one. */
export function numbered<Row extends { kind: string }>(rows: readonly Row[]): (Row & { number: number | null })[] {
  let last = 0;
  return rows.map((row) => ({ ...row, number: isNumbered(row) ? (last += 1) : null }));
}

/** The number of one row among all of them; null also where it is not there. */
export const numberIn = (rows: readonly { id: string; kind: string }[], id: string): number | null => numbered(rows).find((row) => row.id === id)?.number ?? null;

/**
 * Times and numbers of all rows from the start of the session and the planned durations; rows follow without gaps.
 * A session may cross midnight; an agenda is no longer than a day.
 * @throws RangeError when a duration is not a whole number of minutes or the agenda is longer than a day.
 */
export function scheduleAgenda<Row extends AgendaRow>(rows: readonly Row[], startMinute: number): ScheduledRow<Row>[] {
  requireCount('startMinute', startMinute);
  let clock = startMinute;
  return numbered(rows).map((row) => {
    requireCount('plannedMinutes', row.plannedMinutes);
    const begins = clock;
    clock += row.plannedMinutes;
    if (clock - startMinute > DAY_MINUTES) throw new RangeError('the agenda is longer than a day');
    return { ...row, startMinute: begins, endMinute: clock };
  });
}

/** The rows in the given order of ids. @throws RangeError unless the ids are exactly those of the rows, each once. */
export function reorderAgenda<Row extends { id: string }>(rows: readonly Row[], order: readonly string[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (order.length !== rows.length || new Set(order).size !== order.length) throw new RangeError('the order must name every row once');
  return order.map((id) => {
    const row = byId.get(id);
    if (!row) throw new RangeError(`the agenda has no row ${id}`);
    return row;
  });
}

/** "08:05" → 485. @throws RangeError for anything but a time of day. */
export function parseClock(text: string): number {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!match) throw new RangeError(`not a time of day: ${text}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** 485 → "08:05"; 1470, half past midnight of the next day, → "00:30" (`isNextDay` tells which day). */
export function formatClock(minute: number): string {
  requireCount('minute', minute);
  const ofDay = minute % DAY_MINUTES;
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(ofDay % 60).padStart(2, '0')}`;
}

/** Whether a minute of the agenda falls on the day after the one the session begins on. */
export const isNextDay = (minute: number): boolean => minute >= DAY_MINUTES;

export type SessionLength = { plannedMinutes: number; actualMinutes: number; savedMinutes: number };

/** Planned against real length in whole minutes; `savedMinutes` is negative when the session overran. Instants are ISO text or Date. */
export function compareLength(plannedMinutes: number, opened: Date | string, closed: Date | string): SessionLength {
  requireCount('plannedMinutes', plannedMinutes);
  const span = new Date(closed).getTime() - new Date(opened).getTime();
  if (!(span >= 0)) throw new RangeError('the session must close after it opened');
  const actualMinutes = Math.round(span / 60_000);
  return { plannedMinutes, actualMinutes, savedMinutes: plannedMinutes - actualMinutes };
}
