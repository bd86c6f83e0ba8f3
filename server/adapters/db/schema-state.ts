import type { Db } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';
import { knownMigrations } from './migrate';

/**
 * Whether the database that answers now has the schema this program was written for: another program may have migrated it, or a
 * backup may have been put in its place.
 */
export async function schemaState(db: Db, migrationsFolder: string): Promise<'current' | 'behind' | 'ahead'> {
  const known = knownMigrations(migrationsFolder);
  const rows = await rowsOf<{ name: string }>(db, 'SELECT migration_name AS name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL', []);
  const applied = new Set(rows.map(({ name }) => name));
  if (known.some((name) => !applied.has(name))) return 'behind';
  return applied.size > known.length ? 'ahead' : 'current';
}
