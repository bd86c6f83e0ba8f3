import type { Db } from '../../kernel/ports/database';
import type { Viewer } from './viewers';

export type Cell = string | number | boolean | null | Date | object;
export type Row = Readonly<Record<string, Cell>>;

/** Rows of one kind, as one file of JSON and one for spreadsheets. Names of sections and columns are for good: programs of others read them. */
export interface Section {
  name: string;
  title: { vi: string; en: string };
  viewers: readonly Viewer[];
  /** Every column in its order, with what it holds. */
  columns: Readonly<Record<string, string>>;
  /** Some rows, in an order that does not change. @param after what the page before told. */
  page(db: Db, subjectId: string, after: string | null): Promise<{ rows: Row[]; next: string | null }>;
}

/** What columns hold that most sections have. */
export const ID = 'id (UUID)';
export const AT = 'time, UTC (ISO 8601)';

/** Rows read at once. */
export const PAGE = 500;

/** A page of rows that are found by a key of their own. */
export function pageOf<R extends Row>(rows: readonly R[], key: (row: R) => string | number): { rows: R[]; next: string | null } {
  const last = rows.at(-1);
  return { rows: [...rows], next: rows.length < PAGE || !last ? null : String(key(last)) };
}

/** A list with an end of its own. */
export const whole = (rows: readonly Row[]): { rows: Row[]; next: null } => ({ rows: [...rows], next: null });

export const json = (stored: string | null): Cell => (stored === null || stored === '' ? null : (JSON.parse(stored) as Cell));
