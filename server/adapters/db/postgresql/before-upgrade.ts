import path from 'node:path';
import type pg from 'pg';
import { namedPlace, type DatabasePlace } from '../../../kernel/database-place';
import { keepCopies } from '../../installation/before-upgrade';
import { MAIN_FILE } from '../../installation/contents';
import { ALL_HERE, formatRecord, partsOf, readRecord, recordInFolder } from '../../installation/record';
import { rowsOfAnother } from '../../installation/refusals';
import { keepInstallationRow } from '../installation-rows';
import { knownMigrations } from '../migrate';
import { bytesOnServer, writeFileOf } from '../move/from-server';
import { readInstallationRows } from './installation-rows';
import { postgresqlMigrations } from './migrate';
import { newerVersion } from './refusals';

export interface UpgradeOrder {
  dataDir: string;
  place: DatabasePlace;
  now: Date;
  /** Folder of the server's migrations. */
  migrations?: string;
  /** Tests of full disks ask for more than there is. */
  spareBytes?: number;
}

/**
 * Copies rows and marks of the server before they are changed, of one moment, as the two files of a data folder with the tables they have
 * now: the version before opens them. @param client nobody else writes meanwhile, or it does not matter. @throws BootError when they
 * cannot be made; then nothing was changed.
 */
export async function keepServerBeforeUpgrade(client: pg.ClientBase, { dataDir, place, now, migrations = postgresqlMigrations, spareBytes }: UpgradeOrder): Promise<string> {
  const id = readRecord((await readInstallationRows(client)).record)?.id;
  const own = recordInFolder(dataDir)?.id;
  if (id !== undefined && own !== undefined && id !== own) throw rowsOfAnother(dataDir, namedPlace(place));
  const { rows } = await client.query<{ name: string }>('SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name');
  const applied = rows.map(({ name }) => name);
  const last = applied.at(-1) ?? 'none';
  const newer = applied.filter((name) => !knownMigrations(migrations).includes(name));
  if (newer.length > 0) throw newerVersion(place, newer);
  // A server has one for all that a file had before servers were known.
  const names = knownMigrations().filter((name) => name <= last);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await keepCopies(dataDir, now, {
      bytes: await bytesOnServer(client),
      async write(making) {
        for (const file of ['main', 'ink'] as const) await writeFileOf(client, file, making, undefined, names);
        if (id !== undefined) keepInstallationRow(path.join(making, MAIN_FILE), formatRecord({ id, parts: partsOf(dataDir, ALL_HERE) }));
        return last;
      },
    }, spareBytes);
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
  }
}
