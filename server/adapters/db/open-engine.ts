import type { DatabasePlace } from '../../kernel/database-place';
import type { Engine, ReadingEngine, SharedWish } from './engine';

export interface OpenEngineOptions {
  /** Folder of the migrations, where it is not the program's. */
  migrations?: string;
  /** It is opened by one of several processes, which a server's database alone can be. */
  shared?: SharedWish | null;
}

/** Opens what keeps the rows of a data folder. @param place null: the folder itself. @throws BootError when it cannot be used. */
export async function openEngine(dataDir: string, place: DatabasePlace | null, { migrations, shared = null }: OpenEngineOptions = {}): Promise<Engine> {
  if (!place) return (await import('./sqlite-engine')).sqliteEngine(dataDir, migrations);
  return (await import('./postgresql/engine')).postgresqlEngine(dataDir, place, shared);
}

/** The same for reading, also while a server runs. @throws BootError when there is nothing to read. */
export async function openReadingEngine(dataDir: string, place: DatabasePlace | null): Promise<ReadingEngine> {
  if (!place) return (await import('./sqlite-engine')).readSqlite(dataDir);
  return (await import('./postgresql/engine')).readPostgresql(place);
}
