import { AUDIT_GENESIS, auditHash, type AuditFacts, type AuditHead, type AuditRow } from './audit';
import { canonicalJson } from './canonical-json';
import type { RecordChange } from './record';
import type { Db, SqlValue } from './ports/database';

/** What the kernel itself keeps beside the history: receipts, audit rows and settings, written in the transaction of their command. */

/**
 * Rows of one plain statement, as the mapper would give them: by `statements` of the handle, else on the connection of the
 * transaction. Names of tables and columns stand in double quotes, which both engines need to keep their capitals. @param shape columns that hold instants, and those that hold true or false.
 */
export async function rowsOf<Row extends object>(
  db: Db,
  sql: string,
  values: readonly SqlValue[],
  shape: { instants?: readonly (keyof Row & string)[]; truths?: readonly (keyof Row & string)[] } = {},
): Promise<Row[]> {
  const rows = db.statements ? await db.statements.rows<Row>(sql, values) : await db.$queryRawUnsafe<Row[]>(sql, ...values);
  for (const row of rows as Record<string, unknown>[]) {
    for (const name of shape.instants ?? []) if (row[name] !== null) row[name] = new Date(row[name] as string);
    for (const name of shape.truths ?? []) row[name] = Boolean(row[name]);
  }
  return rows;
}

/** An instant as it is stored; both engines compare it as it is. */
export const storedInstant = (at: Date): string => at.toISOString().replace('Z', '+00:00');

const storedValue = (value: SqlValue | Date): SqlValue => (value instanceof Date ? storedInstant(value) : value);

/** Writes whole rows by plain statements, where the mapper would take longer over them than the database. @param rows all with the same columns. @param then what stands before RETURNING, e.g. ON CONFLICT. */
export async function insertRows(db: Db, table: string, rows: readonly Readonly<Record<string, SqlValue | Date>>[], then = ''): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const sql = `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ${then} RETURNING "${columns[0]}"`;
  await Promise.all(rows.map((row) => rowsOf(db, sql, columns.map((name) => storedValue(row[name] ?? null)))));
}

export interface StoredReceipt {
  command: string;
  inputHash: string;
  result: unknown;
}

export async function findReceipt(db: Db, actorId: string, commandId: string): Promise<StoredReceipt | null> {
  const [row] = await rowsOf<{ command: string; inputHash: string; result: string }>(db, 'SELECT "command", "inputHash", "result" FROM "Receipt" WHERE "actorId" = ? AND "commandId" = ?', [actorId, commandId]);
  if (!row) return null;
  return { command: row.command, inputHash: row.inputHash, result: JSON.parse(row.result) as unknown };
}

export async function storeReceipt(
  db: Db,
  receipt: { actorId: string; commandId: string; command: string; inputHash: string; result: unknown; at: Date },
): Promise<void> {
  await insertRows(db, 'Receipt', [{ ...receipt, result: JSON.stringify(receipt.result ?? null) }]);
}

/** Rows that are kept for a time: how many are older than a moment, and their end, the oldest first and some at once. */
export interface Perishable {
  count(db: Db, before: Date): Promise<number>;
  /** @returns how many went. */
  drop(db: Db, before: Date, atMost: number): Promise<number>;
}

/** Of one table. @param key its primary key. @param time the column that tells how old a row is; an index begins with it where the table grows. */
export function perishable(table: string, key: readonly string[], time: string): Perishable {
  const names = key.map((name) => `"${name}"`).join(', ');
  return {
    async count(db, before) {
      const [row] = await rowsOf<{ found: number | bigint }>(db, `SELECT count(*) AS found FROM "${table}" WHERE "${time}" < ?`, [storedInstant(before)]);
      return Number(row?.found ?? 0);
    },
    async drop(db, before, atMost) {
      const sql = `DELETE FROM "${table}" WHERE (${names}) IN (SELECT ${names} FROM "${table}" WHERE "${time}" < ? ORDER BY "${time}" LIMIT ?) RETURNING "${key[0]}"`;
      return (await rowsOf(db, sql, [storedInstant(before), atMost])).length;
    },
  };
}

/** Answers to commands that were carried out. */
export const oldReceipts = perishable('Receipt', ['actorId', 'commandId'], 'at');

/** Answers kept for one person. @returns how many went. */
export const dropReceiptsOf = async (db: Db, actorId: string): Promise<number> => (await db.receipt.deleteMany({ where: { actorId } })).count;
export const countReceiptsOf = (db: Db, actorId: string): Promise<number> => db.receipt.count({ where: { actorId } });

/** How many entries of the audit log are what this person did. */
export const countActs = (db: Db, actorId: string): Promise<number> => db.auditEntry.count({ where: { actorId } });

export async function appendAudit(
  db: Db,
  entry: AuditFacts & { at: Date; actorId: string | null; actorName: string; action: string; changes: readonly RecordChange[] | Promise<readonly RecordChange[]> },
): Promise<void> {
  const [last, changes] = await Promise.all([lastAudit(db), entry.changes]);
  const row: Omit<AuditRow, 'hash'> = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    actorId: entry.actorId,
    actorName: entry.actorName,
    action: entry.action,
    objectType: entry.objectType,
    objectId: entry.objectId,
    meetingId: entry.meetingId ?? null,
    details: canonicalJson(entry.details ?? {}),
    changes: JSON.stringify(changes),
    prevHash: last?.hash ?? AUDIT_GENESIS,
  };
  await insertRows(db, 'AuditEntry', [{ ...row, hash: auditHash(row) }]);
}

async function lastAudit(db: Db): Promise<{ seq: number; hash: string } | undefined> {
  const [last] = await rowsOf<{ seq: number | bigint; hash: string }>(db, 'SELECT "seq", "hash" FROM "AuditEntry" WHERE "seq" = (SELECT max("seq") FROM "AuditEntry")', []);
  return last && { seq: Number(last.seq), hash: last.hash };
}

/** Where the audit log ends now. */
export async function auditHead(db: Db): Promise<AuditHead> {
  const last = await lastAudit(db);
  return { rows: last?.seq ?? 0, head: last?.hash ?? AUDIT_GENESIS };
}

/** All audit rows in order, read in pages. */
export async function* auditRows(db: Db, pageSize = 1000): AsyncGenerator<AuditRow> {
  for (let after = 0; ;) {
    const rows = await db.auditEntry.findMany({ where: { seq: { gt: after } }, orderBy: { seq: 'asc' }, take: pageSize });
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = last.seq;
  }
}

/** A word of the installation by its key, e.g. how far a job is; null where there is none. */
export async function readSetting(db: Db, key: string): Promise<string | null> {
  return (await db.setting.findUnique({ where: { key } }))?.value ?? null;
}

export async function keepSetting(db: Db, key: string, value: string): Promise<void> {
  await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

const RUN_KEY = 'clock.run';

/** Until when this installation has noted that it runs, ms in all, and when it last recorded something, ms since 1970; 0 for nothing. */
export async function clockRecord(db: Db): Promise<{ run: number; recorded: number }> {
  const [noted, last] = [await readSetting(db, RUN_KEY), await db.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { at: true } })];
  return { run: Number(noted ?? 0), recorded: last?.at.getTime() ?? 0 };
}

/** Notes how long this installation has run; after a crash it goes on from the last note. */
export async function storeRun(db: Db, run: number): Promise<void> {
  await keepSetting(db, RUN_KEY, String(Math.round(run)));
}

/** The newest audit rows of one action, newest first. */
export async function lastAudited(db: Db, action: string, take: number): Promise<{ at: Date; objectId: string; details: Record<string, unknown> }[]> {
  const rows = await db.auditEntry.findMany({ where: { action }, orderBy: { seq: 'desc' }, take, select: { at: true, objectId: true, details: true } });
  return rows.map(({ at, objectId, details }) => ({ at, objectId, details: JSON.parse(details) as Record<string, unknown> }));
}

/** What entries of the audit log are about: one thing, or anything in a meeting. */
export type AuditSubject = { objectType: string; objectId: string } | { meetingId: string };

/** Who last carried out one of these commands on a subject, and when; null: nobody. The program itself has no name. */
export async function lastChange(db: Db, subject: AuditSubject, commands: readonly string[]): Promise<{ by: string; byId: string | null; at: Date } | null> {
  const last = await db.auditEntry.findFirst({ where: { ...subject, action: { in: [...commands] } }, orderBy: { seq: 'desc' }, select: { actorId: true, actorName: true, at: true } });
  return last && { by: last.actorId === null ? '' : last.actorName, byId: last.actorId, at: last.at };
}

/** The newest entry about one object. */
export async function lastEntryOf(db: Db, subject: { objectType: string; objectId: string }): Promise<{ details: string } | null> {
  return db.auditEntry.findFirst({ where: subject, orderBy: { seq: 'desc' }, select: { details: true } });
}
