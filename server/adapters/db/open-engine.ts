import type { DatabasePlace } from '../../kernel/database-place';
import { POSTGRESQL, recordInFolder } from '../installation/record';
import { rowsElsewhere } from '../installation/refusals';
import type { Engine, ReadingEngine } from './engine';

/** Opens what keeps the rows of a data folder. @param place null: the folder itself. @throws BootError when it cannot be used. */
export async function openEngine(dataDir: string, place: DatabasePlace | null, migrations?: string): Promise<Engine> {
  if (!place) return (await import('./sqlite-engine')).sqliteEngine(dataDir, migrations);
  return (await import('./postgresql/engine')).postgresqlEngine(dataDir, place);
}

/** The same for reading, also while a server runs. @throws BootError when there is nothing to read. */
export async function openReadingEngine(dataDir: string, place: DatabasePlace | null): Promise<ReadingEngine> {
  const beside = place ? null : recordInFolder(dataDir);
  // What is left in the folder since its rows moved out tells nothing of today.
  if (beside?.parts.includes(POSTGRESQL)) throw rowsElsewhere(dataDir, beside.place);
  if (!place) return (await import('./sqlite-engine')).readSqlite(dataDir);
  return (await import('./postgresql/engine')).readPostgresql(place);
}
