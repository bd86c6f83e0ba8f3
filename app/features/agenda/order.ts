import { scheduleAgenda, type AgendaKind } from '@shared/rules/agenda-times';

interface TimedRow {
  id: string;
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
