import type { DatabasePlace } from '../../kernel/database-place';
import { POSTGRESQL, readRecord, recordInFolder } from '../installation/record';
import { rowsElsewhere, rowsInFolder } from '../installation/refusals';
import type { Engine, ReadingEngine, SharedWish } from './engine';
import { INSTALLATION_KEY } from './installation-rows';

export interface OpenEngineOptions {
  /** Folder of the migrations, where it is not the program's. */
  migrations?: string;
  /** It is opened by one of several processes, which a server's database alone can be. */
  shared?: SharedWish | null;
  /** The write-ahead logs of the folder are another process's to move into the files. */
  shipped?: boolean;
}

/** Opens what keeps the rows of a data folder. @param place null: the folder itself. @throws BootError when it cannot be used. */
export async function openEngine(dataDir: string, place: DatabasePlace | null, { migrations, shared = null, shipped = false }: OpenEngineOptions = {}): Promise<Engine> {
  if (!place) return (await import('./sqlite-engine')).sqliteEngine(dataDir, { migrations, shipped });
  return (await import('./postgresql/engine')).postgresqlEngine(dataDir, place, shared, migrations);
}

/** The same for reading, also while a server runs. @throws BootError when there is nothing to read. */
export async function openReadingEngine(dataDir: string, place: DatabasePlace | null): Promise<ReadingEngine> {
  const beside = place ? null : recordInFolder(dataDir);
  // What is left in the folder since its rows moved out tells nothing of today.
  if (beside?.parts.includes(POSTGRESQL)) throw rowsElsewhere(dataDir, beside.place);
  if (!place) return (await import('./sqlite-engine')).readSqlite(dataDir);
  const engine = await (await import('./postgresql/engine')).readPostgresql(place);
  const known = await engine.reader.setting.findUnique({ where: { key: INSTALLATION_KEY } });
  const record = readRecord(known?.value ?? null);
  if (!record || record.parts.includes(POSTGRESQL)) return engine;
  // The same of a database whose rows moved back.
  await engine.close();
  throw rowsInFolder(dataDir);
}
