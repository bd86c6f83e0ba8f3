import type pg from 'pg';
import { BLOBS_ASKED, INSTALLATION_KEY, NAMING, type InstallationRows } from '../installation-rows';
import { quoted } from './record-rows';

/** What orders the rows of a table by when they were made, where it is not their id. */
const BEGUN_BY: Readonly<Record<string, string>> = { OriginalFile: 'versionId' };

type Asked = Pick<pg.ClientBase, 'query'>;

export async function tablesIn(db: Asked): Promise<Set<string>> {
  const { rows } = await db.query<{ name: string }>("SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'");
  return new Set(rows.map(({ name }) => name));
}

/** What the database knows of the folder it belongs to; also of one that has no tables yet. */
export async function readInstallationRows(db: Asked): Promise<InstallationRows> {
  const tables = await tablesIn(db);
  const blobKeys: string[] = [];
  for (const table of NAMING.filter((name) => tables.has(name))) {
    const { rows } = await db.query<{ key: string }>(`SELECT "blobKey" AS key FROM ${quoted(table)} WHERE "blobKey" IS NOT NULL ORDER BY ${quoted(BEGUN_BY[table] ?? 'id')} DESC LIMIT ${BLOBS_ASKED}`);
    blobKeys.push(...rows.map(({ key }) => key));
  }
  const people = tables.has('Person') ? (await db.query<{ count: string }>('SELECT count(*) AS count FROM "Person"')).rows[0]?.count : 0;
  const record = tables.has('Setting') ? (await db.query<{ value: string }>('SELECT "value" FROM "Setting" WHERE "key" = $1', [INSTALLATION_KEY])).rows[0]?.value : null;
  return { people: Number(people ?? 0), record: record ?? null, blobKeys };
}

/** Files that rows name and `isThere` does not find. Reads only, also while a server runs. */
export async function missingBlobs(db: Asked, isThere: (key: string) => boolean): Promise<{ named: number; missing: string[] }> {
  const tables = await tablesIn(db);
  const named = NAMING.filter((table) => tables.has(table)).map((table) => `SELECT "blobKey" AS key FROM ${quoted(table)} WHERE "blobKey" IS NOT NULL`);
  const { rows } = await db.query<{ key: string }>(named.join(' UNION '));
  return { named: rows.length, missing: rows.map(({ key }) => key).filter((key) => !isThere(key)) };
}

/** Notes the record in the database, when it differs. */
export async function keepInstallationRow(db: Asked, record: string): Promise<void> {
  await db.query('INSERT INTO "Setting" ("key", "value") VALUES ($1, $2) ON CONFLICT ("key") DO UPDATE SET "value" = excluded."value" WHERE "Setting"."value" <> excluded."value"', [INSTALLATION_KEY, record]);
}
