import { canonicalJson } from './canonical-json';
import { BASELINE, digestOf, verifyRecord, type BaselineDetails, type Difference, type RecordSource, type RecordChange, type RecordColumns, type RecordTable } from './record';
import type { Database, Db } from './ports/database';
import { appendAudit, lastEntryOf } from './repository';

const SUBJECT = { objectType: 'house', objectId: 'record' };
/** Rows taken into one entry, so that no entry grows without end. */
const ROWS_PER_ENTRY = 1_000;

async function lastColumns(db: Db): Promise<RecordColumns | null> {
  const last = await lastEntryOf(db, SUBJECT);
  return last && (JSON.parse(last.details) as BaselineDetails).columns;
}

async function takeAsFound(source: RecordSource, columns: RecordColumns): Promise<RecordChange[]> {
  const found: RecordChange[] = [];
  for (const [kind, names] of Object.entries(columns)) for await (const { id, text } of source.rows(kind, names)) found.push([kind, id, digestOf(text)]);
  return found;
}

const agreed = (differences: readonly Difference[]) => differences.filter(({ problem }) => problem !== 'before_baseline').map(({ kind, id }) => [kind, id] as const);

/** What does not agree with the chain now; nothing where there is no baseline yet. */
export async function differencesNow(source: RecordSource, records: readonly RecordTable[]): Promise<BaselineDetails['differing']> {
  return agreed((await verifyRecord(source, records)).differences);
}

/**
 * Takes every row of the record into the chain as found, where the chain does not know them yet or a migration changed them. What did
 * not agree with the chain until then is named in the entry and stays a difference.
 * @param migrated what differed before the migration of this start, null when there was none.
 */
export async function keepBaseline(
  database: Database,
  source: RecordSource,
  { records, now, migrated }: { records: readonly RecordTable[]; now: Date; migrated: BaselineDetails['differing'] | null },
): Promise<void> {
  const columns = source.columns();
  const before = await lastColumns(database.reader);
  if (before && !migrated && canonicalJson(before) === canonicalJson(columns)) return;
  const differing = migrated ?? (before ? await differencesNow(source, records) : []);
  const found = await takeAsFound(source, columns);
  const parts = Math.max(1, Math.ceil(found.length / ROWS_PER_ENTRY));
  await database.transaction(async (db) => {
    for (let part = 1; part <= parts; part += 1) {
      const details: BaselineDetails = { part, parts, columns, differing: part === 1 ? differing : [] };
      const changes = found.slice((part - 1) * ROWS_PER_ENTRY, part * ROWS_PER_ENTRY);
      await appendAudit(db, { ...SUBJECT, details: { ...details }, at: now, actorId: null, actorName: 'system:house', action: BASELINE, changes });
    }
  });
}
