import BetterSqlite3 from 'better-sqlite3';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MATRIX } from '../authorization/matrix';
import { prepareWorld, type World } from '../authorization/world';
import { modules } from '../../server/modules';
import { scansOf, sqlOf } from '../support/sqlite-plans';

/** Questions that read a table by their nature, each with its reason. */
const WHOLE: readonly (readonly [reason: string, sql: RegExp])[] = [
  ['the newest row of the chain, read from its end', /FROM `main`\.`AuditEntry` WHERE 1=1 ORDER BY `main`\.`AuditEntry`\.`seq` DESC LIMIT/u],
  ['how many people there are, for the first page', /COUNT\(\*\).*FROM `main`\.`Person`/u],
  ['the administrator’s directory shows everybody', /FROM `main`\.`(Person|Membership)` WHERE 1=1 ORDER BY/u],
  ['once at a start: whether the record and the tables agree', /SELECT t\."\w+"[^,]* AS id, json_object\(/u],
  ['once at a start: whether the newest papers lie in the store', /SELECT blobKey FROM "\w+" WHERE blobKey IS NOT NULL ORDER BY rowid DESC LIMIT 200/u],
  ['once at a start: when somebody was last seen', /SELECT MAX\(`seenRun`\)/u],
  ['asks for nothing: the mapper writes an empty list so', /WHERE \(?1=0\b/u],
  ['people with an office are looked for among all people, who are not many', /FROM `main`\.`Person` WHERE \(`main`\.`Person`\.`status` (=|<>) \? AND EXISTS\(SELECT `t0`\.`personId` FROM `main`\.`GlobalRole`/u],
  ['a job by night: files to be erased, among all that ever came in', /FROM `main`\.`Intake` WHERE .*`erasedAt` IS NULL AND .*`refusal` IS NOT NULL.* ORDER BY `main`\.`Intake`\.`id` ASC LIMIT/u],
  ['once at a start: whether anybody is there', /SELECT count\(\*\) FROM "Person"/u],
  ['the library is listed, the newest first, a page at a time, and counted: documents of a house, not of its years', /FROM `main`\.`LibraryEntry` WHERE \(*`main`\.`LibraryEntry`\.`removedAt` IS NULL AND .*`agencyId` IS NULL/u],
  ['people are searched without diacritics: their names are read as a whole', /FROM "Person" p LEFT JOIN "OrgUnit"/u],
];

/** The ink log is a file of its own, with plans of its own; what a connection notes for itself is gone with its transaction. */
const ELSEWHERE = /\b(?:FROM|INTO|UPDATE|JOIN)\s+(?:(?:stream|op|meta)\b|temp\.)/u;

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
    // As the mapper writes it.
    expect(scansOf(db, 'SELECT `main`.`Attendee`.`id` FROM `main`.`Attendee` WHERE `main`.`Attendee`.`fullName` = ?')).toHaveLength(1);
    expect(scansOf(db, 'SELECT `main`.`Attendee`.`id` FROM `main`.`Attendee` WHERE `main`.`Attendee`.`fullName` = ? ORDER BY `main`.`Attendee`.`id`')).toHaveLength(1);
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
    ['SignatureStep', 'state = ?'],
    ['AuditEntry', 'actorId = ? AND at > ?'],
    ['HistoryEvent', 'position > ? AND position <= ? AND type IN (?, ?)'],
    ['Intake', "meetingId = ? AND state IN ('received', 'waiting')"],
    ['ReadingPlace', 'documentId = ?'],
    ['CarriedMark', 'documentId = ? AND ownerId = ?'],
    ['CarriedMark', 'sourceInk = ?'],
    ['CarriedStream', 'inkId = ? AND ownerId = ?'],
    ['VersionComparison', 'newId = ?'],
    ['VersionComparison', 'oldId = ?'],
    ['SignatureVerdict', 'at < ? ORDER BY at'],
  ])('%s is found by %s through an index', (table, condition) => {
    expect(scansOf(db, `SELECT * FROM ${table} WHERE ${condition}`)).toEqual([]);
  });
});
