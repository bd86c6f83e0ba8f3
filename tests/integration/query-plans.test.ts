import BetterSqlite3 from 'better-sqlite3';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SqliteThread } from '../../server/adapters/db/sqlite-thread';
import { MATRIX } from '../authorization/matrix';
import { prepareWorld, type World } from '../authorization/world';
import { modules } from '../../server/modules';

/** Tables that grow with the years; reading one of them whole is felt by everybody in the hall. */
const BIG = new Set([
  'AuditEntry', 'HistoryEvent', 'Receipt', 'Job', 'SignIn', 'Person', 'Meeting', 'Attendee', 'AgendaItem', 'Document', 'DocumentVersion', 'Intake', 'OriginalFile', 'PagePicture', 'ReadingPlace', 'VoteQuestion', 'Minutes',
  'MinutesRevision', 'OfficialDocument', 'OfficialFile', 'RegisterEntry', 'SignatureStep', 'PrintDeclaration', 'Membership',
]);

/** Questions that read a table by their nature, each with its reason. */
const WHOLE: readonly (readonly [reason: string, sql: RegExp])[] = [
  ['the newest row of the chain, read from its end', /FROM `main`\.`AuditEntry` WHERE 1=1 ORDER BY `main`\.`AuditEntry`\.`seq` DESC LIMIT/u],
  ['how many people there are, for the first page', /COUNT\(\*\).*FROM `main`\.`Person`/u],
  ['the administrator’s directory shows everybody', /FROM `main`\.`(Person|Membership)` WHERE 1=1 ORDER BY/u],
  ['once at a start: whether the record and the tables agree', /SELECT t\."\w+"[^,]* AS id, json_object\(/u],
  ['once at a start: whether the newest papers lie in the store', /SELECT blobKey FROM "\w+" WHERE blobKey IS NOT NULL ORDER BY rowid DESC LIMIT 200/u],
  ['once at a start: whether anybody is there', /SELECT count\(\*\) FROM "Person"/u],
  ['people are searched without diacritics: their names are read as a whole', /FROM "Person" p LEFT JOIN "OrgUnit"/u],
];

interface Step {
  detail: string;
}

const database = BetterSqlite3.prototype as unknown as { prepare(sql: string): unknown };

/** Everything that is sent to SQLite while `work` runs, here (one copy of SQLite serves the whole program) and in its threads. */
async function sqlOf(work: () => Promise<void>): Promise<Set<string>> {
  const sent = new Set<string>();
  const { prepare } = database;
  const asking = vi.spyOn(SqliteThread.prototype, 'ask');
  const spy = vi.spyOn(database, 'prepare').mockImplementation(function (this: unknown, sql: string) {
    sent.add(sql);
    return prepare.call(this, sql);
  });
  try {
    await work();
  } finally {
    for (const [asked] of asking.mock.calls) {
      if ('query' in asked) sent.add(asked.query.sql);
      if ('sql' in asked) sent.add(asked.sql);
    }
    asking.mockRestore();
    spy.mockRestore();
  }
  return sent;
}

/** The ink log is a file of its own, with plans of its own; what a connection notes for itself is gone with its transaction. */
const ELSEWHERE = /\b(?:FROM|INTO|UPDATE|JOIN)\s+(?:(?:stream|op|meta)\b|temp\.)/u;

/** Steps of the plan that read a big table from one end to the other. */
function scansOf(db: BetterSqlite3.Database, sql: string): string[] {
  const aliases = new Map<string, string>();
  for (const [, table = '', alias] of sql.matchAll(/(?:FROM|JOIN)\s+(?:`main`\.)?[`"]?(\w+)[`"]?(?:\s+(?:AS\s+)?[`"]?(?!ON|WHERE|LEFT|JOIN|ORDER|LIMIT|SET)(\w+)[`"]?)?/giu)) {
    aliases.set(alias ?? table, table);
    aliases.set(table, table);
  }
  const values = Array.from({ length: sql.split('?').length - 1 }, () => null);
  return (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as Step[])
    .map(({ detail }) => detail)
    .filter((detail) => {
      const [, name = ''] = /^SCAN (\w+)/u.exec(detail) ?? [];
      return BIG.has(aliases.get(name) ?? name);
    });
}

describe('plans of what is asked of the database', () => {
  let world: World;
  let db: BetterSqlite3.Database;
  /** Statements that are prepared once may have been prepared while the world was made. */
  let earlier = new Set<string>();
  beforeAll(async () => {
    earlier = await sqlOf(async () => void (world = await prepareWorld()));
    const [{ file = '' } = {}] = await world.reader.$queryRawUnsafe<{ file: string }[]>('PRAGMA database_list');
    db = new BetterSqlite3(path.resolve(file), { readonly: true });
  }, 120_000);
  afterAll(async () => {
    db.close();
    await world.close();
  });

  it('no question of a page, a socket or a command reads a table that grows as a whole', async () => {
    const commands = new Set<string>(modules.flatMap((module) => module.commands.map(({ name }) => name)));
    const views = modules.flatMap((module) => module.liveViews) as unknown as { name: string; audienceOf(id: string, context: unknown): Promise<string | null>; load(id: string, context: unknown): Promise<unknown> }[];
    const sent = await sqlOf(async () => {
      for (const [name, row] of Object.entries(MATRIX)) {
        const view = views.find((one) => one.name === name);
        for (const role of commands.has(name) ? row.allow.slice(0, 1) : (['secretary', 'clerk', 'admin'] as const)) {
          const caller = world.callers[role];
          const input = row.input(world);
          const asked = view
            ? view.audienceOf(String(input), { db: world.reader, caller, now: world.now() }).then(() => view.load(String(input), { db: world.reader, now: world.now() }))
            : commands.has(name)
              ? world.bus.execute(name, input, caller)
              : world.bus.query(name, input, caller);
          // Refused or not: what it asked on its way counts.
          await asked.catch(() => undefined);
        }
        await (commands.has(name) || view ? Promise.resolve() : world.bus.query(name, row.input(world), { kind: 'system', name: 'plans' }).catch(() => undefined));
      }
    });
    const questions = [...earlier, ...sent].filter((sql) => /^\s*(SELECT|UPDATE|DELETE|WITH)\b/iu.test(sql) && !ELSEWHERE.test(sql));
    expect(questions.length).toBeGreaterThan(100);
    const whole = questions.flatMap((sql) => (WHOLE.some(([, known]) => known.test(sql)) ? [] : scansOf(db, sql).map((detail) => `${detail} — ${sql.slice(0, 400)}`)));
    expect(whole).toEqual([]);
  }, 240_000);

  it('the test sees a table that is read as a whole', () => {
    expect(scansOf(db, 'SELECT * FROM Attendee WHERE fullName = ?')).toEqual(['SCAN Attendee']);
    expect(scansOf(db, 'SELECT a.id FROM Attendee a WHERE a.fullName = ?')).toHaveLength(1);
  });

  it.each([
    ['DocumentVersion', 'blobKey = ?'],
    ['PagePicture', 'blobKey = ?'],
    ['OriginalFile', 'blobKey = ?'],
    ['OfficialFile', 'blobKey = ?'],
    ['OfficialFile', 'sha256 = ?'],
    ['RegisterEntry', 'bodyId = ? AND kind = ? AND year = ?'],
    ['VoteQuestion', 'itemId = ?'],
    ['SignIn', 'expiresAt < ?'],
    ['AuditEntry', 'actorId = ? AND at > ?'],
    ['HistoryEvent', 'position > ? AND position <= ? AND type IN (?, ?)'],
    ['Intake', "meetingId = ? AND state IN ('received', 'waiting')"],
    ['ReadingPlace', 'documentId = ?'],
  ])('%s is found by %s through an index', (table, condition) => {
    expect(scansOf(db, `SELECT * FROM ${table} WHERE ${condition}`)).toEqual([]);
  });
});
