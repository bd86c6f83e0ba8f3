import BetterSqlite3 from 'better-sqlite3';
import path from 'node:path';
import { rmSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openForReading } from '../../server/application';
import { questionsOf } from '../support/hot-questions';
import { hasPostgresql, makeDatabase, type TestDatabase } from '../support/postgresql';
import { makeSampleHouse, type SampleHouse } from '../support/sample-house';
import { GROWING, scansOf, sqlOf } from '../support/sqlite-plans';
import { copyToServer, fillFolder, shareOf, TEN_YEARS } from '../support/ten-years';

/** Enough that reading one of its tables whole is dearer than any index, and that a plan which reads too much is seen. */
const YEARS = shareOf(TEN_YEARS, 1 / 75);
/** Rows of a table that one question may look at: those of a session and of a person's years, and no more of all there are than this share. */
const ROWS_AT_MOST = 400;
/** A smaller table is read whole with good reason: it is a few pages of the disk. */
const JUDGED_FROM = 1_000;
const SHARE_AT_MOST = 0.05;

interface Asked {
  sql: string;
  values: readonly unknown[];
}

const isQuestion = (sql: string): boolean => /^\s*(SELECT|WITH)\b/iu.test(sql);

/** Asks what the pages of every day ask. @param eachPage told after the questions of each. */
async function askEverything(house: SampleHouse, rows: TestDatabase | null, eachPage: (page: string) => void = () => undefined): Promise<void> {
  const application = await openForReading({ dataDir: house.dataDir, rows: rows?.place ?? null });
  try {
    for (const { page, questions } of questionsOf(house).filter((one) => !one.isList)) {
      for (const { name, input, caller } of questions) await application.query(name as never, input as never, caller);
      eachPage(page);
    }
  } finally {
    await application.stop();
  }
}

/** One house for both engines. */
let house: SampleHouse;
beforeAll(async () => {
  house = await makeSampleHouse();
  fillFolder(house.dataDir, house, YEARS);
}, 900_000);
afterAll(() => rmSync(house.dataDir, { recursive: true, force: true }));

describe('P25 on SQLite', () => {
  let db: BetterSqlite3.Database;
  beforeAll(() => {
    db = new BetterSqlite3(path.join(house.dataDir, 'phien.sqlite'), { readonly: true });
  });
  afterAll(() => void db.close());

  it('database P25 what the pages of every day ask finds its rows through an index', async () => {
    const asked = [...(await sqlOf(() => askEverything(house, null)))].filter(isQuestion);
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.flatMap((sql) => scansOf(db, sql).map((detail) => `${detail} — ${sql.slice(0, 300)}`))).toEqual([]);
  }, 900_000);
});

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Index Cond'?: string;
  Plans?: PlanNode[];
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
const looksAt = (node: PlanNode): number => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'];

describe.runIf(hasPostgresql())('P25 on PostgreSQL', () => {
  let database: TestDatabase;
  const sizes = new Map<string, number>();
  beforeAll(async () => {
    database = await makeDatabase();
    await copyToServer(house.dataDir, database);
    for (const { name, rows } of await database.query<{ name: string; rows: number }>('SELECT relname AS name, reltuples::int AS rows FROM pg_class WHERE relkind = \'r\'')) sizes.set(name, rows);
  }, 900_000);
  afterAll(() => database.drop());

  /** Steps of the plan, as it was carried out, that read a growing table whole, or far more of it than was asked for. */
  async function excessOf({ sql, values }: Asked): Promise<string[]> {
    const [row] = await database.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, [...values]);
    const plan = row?.['QUERY PLAN'][0]?.Plan;
    return (plan ? nodesOf(plan) : []).flatMap((node) => {
      const table = node['Relation Name'] ?? '';
      const size = sizes.get(table) ?? 0;
      if (!GROWING.has(table) || size < JUDGED_FROM) return [];
      const isWhole = node['Node Type'] === 'Seq Scan';
      return isWhole || looksAt(node) > Math.max(ROWS_AT_MOST, size * SHARE_AT_MOST) ? [`${node['Node Type']} of ${table}: ${looksAt(node)} of ${size} rows`] : [];
    });
  }

  it('database P25 what the pages of every day ask finds its rows through an index', async () => {
    const excess: string[] = [];
    const asked = new Map<string, Asked[]>();
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    try {
      await askEverything(house, database, (page) => {
        asked.set(page, (spy.mock.calls as unknown as [{ text: string; values?: unknown[] } | string, unknown][]).map(([first, second]) => {
          const values = typeof first === 'string' ? second : (first.values ?? second);
          return { sql: typeof first === 'string' ? first : first.text, values: Array.isArray(values) ? values : [] };
        }));
        spy.mockClear();
      });
    } finally {
      spy.mockRestore();
    }
    for (const [page, all] of asked) {
      const questions = all.filter(({ sql }) => isQuestion(sql));
      expect(questions.length, page).toBeGreaterThan(0);
      for (const one of questions) excess.push(...(await excessOf(one)).map((detail) => `${page}: ${detail} — ${one.sql.slice(0, 300)}`));
    }
    expect(excess).toEqual([]);
  }, 900_000);

  it('the test sees a table that is read whole, and one of which too much is read', async () => {
    expect(await excessOf({ sql: 'SELECT * FROM "Attendee" WHERE "fullName" = $1', values: ['Người không có'] })).toHaveLength(1);
    expect((await excessOf({ sql: 'SELECT count(*) FROM "Attendee" WHERE "meetingId" >= $1', values: [''] })).length).toBeGreaterThan(0);
  });
});
