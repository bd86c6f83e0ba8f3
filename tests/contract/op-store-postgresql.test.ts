import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe } from 'vitest';
import { openPool } from '../../server/adapters/db/postgresql/connect';
import { openPostgresqlInk } from '../../server/adapters/db/postgresql/ink-store';
import { openInkStore } from '../../server/adapters/db/ink-store';
import { hasPostgresql, makeDatabase, type TestDatabase } from '../support/postgresql';
import { describeOpStore } from './op-store.suite';
import type { OpStore } from '../../server/kernel/ports/op-store';

/** A database for each folder that the suite thinks a log lies in. */
const made = new Map<string, TestDatabase>();

async function open(directory: string, options: { queueLimit?: number } = {}): Promise<OpStore> {
  // A copy has the form that the log has with SQLite.
  const copy = path.join(directory, 'ink.sqlite');
  if (existsSync(copy)) return openInkStore({ file: copy, now: Date.now });
  const known = made.get(directory) ?? (await makeDatabase());
  made.set(directory, known);
  return openPostgresqlInk({ writer: openPool(known.place, { max: 1, writes: true }), reader: openPool(known.place, { max: 2, writes: false }), now: Date.now, ...options });
}

describe.runIf(hasPostgresql())('on PostgreSQL', () => {
  afterAll(async () => {
    for (const database of made.values()) await database.drop();
  });

  describeOpStore('PostgreSQL', { open });
});
