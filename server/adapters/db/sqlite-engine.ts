import { stat } from 'node:fs/promises';
import path from 'node:path';
import { INK_FILE, MAIN_FILE } from '../installation/contents';
import { keepBeforeUpgrade } from '../installation/before-upgrade';
import { syncFolder } from '../installation/durable-file';
import { damagedPart, newerPart, partEmpty, partMissing, partOfAnother } from '../installation/refusals';
import { openDatabase } from './database';
import type { Engine, ReadingEngine } from './engine';
import { aboveFloor } from './ink-floor';
import { InkOpenError } from './ink-sqlite';
import { openInkStore } from './ink-store';
import { keepInstallationRow, missingBlobs } from './installation-rows';
import { appliedMigrations, awaitsMigration, migrateDatabase, migrationsFolder, type AppliedMigrations } from './migrate';
import { openReader } from './reader';
import { withRecord } from './record-source';
import { checkSqlite } from './sqlite-check';

/** Rows and marks in two files of the data folder. @param options.shipped another process moves their write-ahead logs into the files. */
export function sqliteEngine(dataDir: string, { migrations = migrationsFolder, shipped = false }: { migrations?: string; shipped?: boolean } = {}): Engine {
  const mainFile = path.join(dataDir, MAIN_FILE);
  const inkFile = path.join(dataDir, INK_FILE);
  /** What the look before found, so that a start reads the file through once: nobody else has it meanwhile. */
  let found: AppliedMigrations | undefined;
  return {
    migrations,
    async awaitsMigration(look) {
      found = appliedMigrations(mainFile, look);
      return awaitsMigration(found, migrations);
    },
    async keepBeforeUpgrade(now) {
      await keepBeforeUpgrade(dataDir, now);
    },
    migrate: async ({ look }) => migrateDatabase(dataDir, migrations, look, found),
    withRecord: (tables, work) => withRecord(mainFile, tables, work),
    async keepInstallation(record) {
      syncFolder(dataDir);
      keepInstallationRow(mainFile, record);
    },
    async openInk({ belonging, now, floorBytes, onFault, onFloor }) {
      const store = await openInkStore({ file: inkFile, belonging, now, onFault, shipped }).catch((cause: unknown) => {
        throw refusedInk(dataDir, inkFile, cause);
      });
      return aboveFloor(store, { folder: dataDir, floorBytes, now: () => performance.now(), onFault: onFloor });
    },
    openDatabase: (records, onFault) => openDatabase(mainFile, records, onFault, shipped),
    async check(kind) {
      const file = kind === 'main' ? mainFile : inkFile;
      const problem = await checkSqlite({ kind, file });
      return problem === null ? null : `${file} is damaged: ${problem}`;
    },
    sizes: async () => ({ main: await sizeOf(mainFile), ink: await sizeOf(inkFile) }),
    close: () => Promise.resolve(),
  };
}

async function sizeOf(file: string): Promise<number> {
  const sizes = await Promise.all([file, `${file}-wal`].map((name) => stat(name).then(({ size }) => size, () => 0)));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** One connection opened read-only. */
export async function readSqlite(dataDir: string): Promise<ReadingEngine> {
  const file = path.join(dataDir, MAIN_FILE);
  const { reader, stop } = await openReader(file);
  return { reader, withRecord: (tables, work) => withRecord(file, tables, work), missingBlobs: async (isThere) => missingBlobs(file, isThere), close: stop };
}

function refusedInk(dataDir: string, file: string, cause: unknown): Error {
  const detail = cause instanceof Error ? cause.message : String(cause);
  switch (cause instanceof InkOpenError ? cause.problem : 'other') {
    case 'missing':
      return partMissing(dataDir, INK_FILE);
    case 'empty':
      return partEmpty(dataDir, INK_FILE);
    case 'foreign':
      return partOfAnother(dataDir, INK_FILE);
    case 'newer':
      return newerPart(file);
    default:
      return damagedPart(file, detail, cause);
  }
}
