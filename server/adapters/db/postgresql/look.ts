import type { DatabasePlace } from '../../../kernel/database-place';
import { readRecord, recordInFolder } from '../../installation/record';
import { assertUsable, openPool } from './connect';
import { INK_GAPS, inkGapOf, type InkGap } from './ink-append';
import { readInstallationRows, tablesIn } from './installation-rows';

const ROUNDS = 20;

export interface PostgresqlLook {
  version: string;
  /** The middle one of some questions without work. */
  roundTripMs: number;
  /** Whose rows are in it, held against the data folder. */
  installation: 'none' | 'this' | 'another';
  inkProblem: string | null;
}

/** For the doctor; writes nothing. @throws BootError when the database cannot be used. */
export async function lookAtPostgresql(place: DatabasePlace, dataDir: string): Promise<PostgresqlLook> {
  const { version } = await assertUsable(place);
  const pool = openPool(place, { max: 1, writes: false });
  try {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const began = performance.now();
      await pool.query('SELECT 1');
      times.push(performance.now() - began);
    }
    const roundTripMs = times.sort((a, b) => a - b)[ROUNDS / 2] ?? 0;
    const tables = await tablesIn(pool);
    const known = readRecord((await readInstallationRows(pool)).record);
    const installation = !tables.has('AuditEntry') || known === null ? 'none' : known.id === recordInFolder(dataDir)?.id ? 'this' : 'another';
    const gap = tables.has('InkStream') ? (await pool.query<InkGap>(INK_GAPS)).rows[0] : undefined;
    return { version, roundTripMs, installation, inkProblem: inkGapOf(gap) };
  } finally {
    await pool.end();
  }
}
