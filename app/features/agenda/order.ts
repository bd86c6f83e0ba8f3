import { scheduleAgenda, type AgendaKind } from '@shared/rules/agenda-times';

interface Row {
  id: string;
}

/** Rows in the order wanted; rows the order does not know come last, ids it knows no more are left out. */
export function inOrder<T extends Row>(rows: readonly T[], order: readonly string[] | null): T[] {
  if (!order) return [...rows];
  const place = new Map(order.map((id, index) => [id, index]));
  return [...rows].sort((a, b) => (place.get(a.id) ?? rows.length) - (place.get(b.id) ?? rows.length));
}

interface TimedRow extends Row {
  kind: AgendaKind;
  durationMin: number;
  number: number | null;
  startMinute: number;
  endMinute: number;
}

/** Numbers and times anew after a move, before the server has answered. */
export function rescheduled<T extends TimedRow>(rows: readonly T[]): T[] {
  const start = rows.length > 0 ? Math.min(...rows.map(({ startMinute }) => startMinute)) : 0;
  return scheduleAgenda(rows.map((row) => ({ ...row, plannedMinutes: row.durationMin })), start).map(({ plannedMinutes: _planned, ...row }) => row) as unknown as T[];
}
