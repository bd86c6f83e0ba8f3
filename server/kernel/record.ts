import { createHash } from 'node:crypto';
import type { StoredBlob } from './ports/blob';
import { verifyAuditChain, type AuditHead, type AuditRow, type AuditVerdict } from './audit';

/**
 * The record (hồ sơ: every row that must answer for itself, those of the history among them). What every command wrote goes as digests
 * into its audit entry, and so into the chain. Replayed from the chain, they say what each row must be now.
 */

/** A table whose every row is part of the record. */
export interface RecordTable {
  table: string;
  /** Columns that name a stored file, its SHA-256 and its size. */
  file?: { key: string; sha256: string; size: string };
}

/** A row as it is written down: its table, its key, and its text; null when it is gone. */
export interface RecordRow {
  kind: string;
  id: string;
  text: string | null;
}

export type RecordChange = readonly [kind: string, id: string, sha256: string | null];

/** Columns of each table that its digests are taken over. */
export type RecordColumns = Readonly<Record<string, readonly string[]>>;

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What the rows written in one unit of work became in the end. */
export function changesOf(written: readonly RecordRow[]): RecordChange[] {
  const last = new Map(written.map((row) => [`${row.kind}\n${row.id}`, row]));
  return [...last.values()].map(({ kind, id, text }) => [kind, id, text === null ? null : digestOf(text)]);
}

/** Action of the entry that takes everything as found: at the first start, and after a migration. */
export const BASELINE = 'house.baseline';

export interface BaselineDetails {
  part: number;
  parts: number;
  columns: RecordColumns;
  /** What did not agree with the chain just before. */
  differing: readonly (readonly [kind: string, id: string])[];
}

export type DifferenceProblem = 'changed' | 'missing' | 'added' | 'file' | 'before_baseline';

export interface Difference {
  problem: DifferenceProblem;
  /** Table. */
  kind: string;
  id: string;
}

/** Rows that come one after the other: at once, or over a network. */
export type Rows<T> = Iterable<T> | AsyncIterable<T>;

/** Where chain and tables are read, all at one moment; one list after the other. */
export interface RecordSource {
  entries(): Rows<AuditRow>;
  /** Tables of the record with the columns they have now; a table the file does not have yet is left out. */
  columns(): RecordColumns;
  /** The same of any one table, also of one that today's record does not know; nothing where there is none. */
  columnsOf(kind: string): readonly string[];
  rows(kind: string, columns: readonly string[]): Rows<{ id: string; text: string }>;
  files(kind: string, file: NonNullable<RecordTable['file']>): Rows<{ id: string; blob: StoredBlob }>;
}

export interface RecordReport {
  chain: AuditVerdict;
  /** Rows of the record that were compared, and files. */
  records: number;
  files: number;
  /** Rows of the chain that took everything as found; nothing is known of what happened before the first. */
  baselines: number[];
  /** How many, and the first of them (at most 100). */
  differing: number;
  differences: Difference[];
}

const MOST_NAMED = 100;

/** What the chain says each row of the record is: digests by table and key. */
class Replay {
  readonly state = new Map<string, Map<string, string>>();
  readonly baselines: number[] = [];
  readonly found: Difference[] = [];
  columns: RecordColumns = {};

  take(row: AuditRow): void {
    const changes = row.changes === null ? [] : (JSON.parse(row.changes) as RecordChange[]);
    if (row.action === BASELINE) this.#baseline(row.seq, JSON.parse(row.details) as BaselineDetails, changes);
    else this.#apply(changes);
  }

  #apply(changes: readonly RecordChange[]): void {
    for (const [kind, id, sha256] of changes) {
      const rows = this.state.get(kind) ?? new Map<string, string>();
      this.state.set(kind, rows);
      if (sha256 === null) rows.delete(id);
      else rows.set(id, sha256);
    }
  }

  #baseline(seq: number, details: BaselineDetails, changes: readonly RecordChange[]): void {
    if (details.part === 1) {
      this.baselines.push(seq);
      this.columns = details.columns;
      this.state.clear();
      for (const [kind, id] of details.differing) this.found.push({ problem: 'before_baseline', kind, id });
    }
    this.#apply(changes);
  }
}

/** Reads the entries one after the other into the replay, as the walk of the chain asks for them. */
async function* replayed(entries: Rows<AuditRow>, replay: Replay): AsyncGenerator<AuditRow> {
  for await (const row of entries) {
    yield row;
    replay.take(row);
  }
}

async function* differencesOf(source: RecordSource, replay: Replay, count: () => void): AsyncGenerator<Difference> {
  for (const [kind, columns] of Object.entries(replay.columns)) {
    const expected = new Map(replay.state.get(kind) ?? []);
    // Asked of the file, not of today's record: before a migration the chain names tables as they were called then.
    const now = source.columnsOf(kind);
    // A table in which the columns themselves are gone has none of its rows.
    const rows = columns.every((column) => now.includes(column)) ? source.rows(kind, columns) : [];
    for await (const { id, text } of rows) {
      count();
      const sha256 = expected.get(id);
      if (sha256 === undefined) yield { problem: 'added', kind, id };
      else if (sha256 !== digestOf(text)) yield { problem: 'changed', kind, id };
      expected.delete(id);
    }
    for (const id of expected.keys()) yield { problem: 'missing', kind, id };
  }
}

/**
 * Walks the chain, replays it and compares every row of the record, and every file named by one, with what the chain says.
 * @param options.holds whether the stored file is what its row says; left out: files are not read.
 */
export async function verifyRecord(
  source: RecordSource,
  tables: readonly RecordTable[],
  options: { noted?: readonly AuditHead[]; holds?: (blob: StoredBlob) => Promise<boolean> } = {},
): Promise<RecordReport> {
  const replay = new Replay();
  const chain = await verifyAuditChain(replayed(source.entries(), replay), options.noted);
  const report: RecordReport = { chain, records: 0, files: 0, baselines: replay.baselines, differing: 0, differences: [] };
  const note = (difference: Difference): void => {
    report.differing += 1;
    if (report.differences.length < MOST_NAMED) report.differences.push(difference);
  };
  replay.found.forEach(note);
  // A chain that is broken says nothing of the rows.
  if (!chain.ok) return report;
  for await (const difference of differencesOf(source, replay, () => (report.records += 1))) note(difference);
  if (!options.holds) return report;
  for (const { table, file } of tables) {
    if (!file || !replay.columns[table]) continue;
    for await (const { id, blob } of source.files(table, file)) {
      report.files += 1;
      if (!(await options.holds(blob))) note({ problem: 'file', kind: table, id });
    }
  }
  return report;
}
