import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { asSuperuser, type TestDatabase } from './postgresql';

/** How much history a house has behind it. */
export interface Years {
  sessions: number;
  /** Bodies of other agencies that hold most of them. */
  bodies: number;
  /** Of every so many sessions one is of the body whose session is copied. */
  own: number;
  /** Events, papers and marks of all sessions together, as far as the copied session has as many. */
  events: number;
  documents: number;
  marks: number;
}

/** 6,000 sessions a year for ten years in an installation of a province and its communes. */
export const TEN_YEARS: Years = { sessions: 60_000, bodies: 240, own: 60, events: 5_000_000, documents: 300_000, marks: 1_000_000 };

/** The same house after a share of the time, with the same share of bodies. @param share 0–1. */
export const shareOf = (years: Years, share: number): Years => ({
  ...years,
  sessions: Math.round(years.sessions * share),
  bodies: Math.max(2, Math.round(years.bodies * share)),
  events: Math.round(years.events * share),
  documents: Math.round(years.documents * share),
  marks: Math.round(years.marks * share),
});

const MINUTES_OF_TEN_YEARS = 10 * 365 * 24 * 60;

interface Column {
  name: string;
  isMoment: boolean;
}

/** Columns that name rows of a session: each copy has its own. What is unique by itself is among them. */
const OWN = new Set(['id', 'meetingId', 'itemId', 'currentItemId', 'documentId', 'minutesId', 'officialId', 'versionId', 'assignmentId', 'opId', 'stream', 'blobKey', 'sha256', 'verifyCode', 'userName']);
/** Of these those that are no ids: they are kept whole behind the number. */
const WORDS = new Set(['blobKey', 'verifyCode', 'userName']);
/** Columns that name people: each body has its own. */
const PEOPLE = new Set(['personId', 'chairId', 'secretaryId', 'createdById', 'presenterId', 'uploadedById', 'authorId', 'actorId', 'approvedById', 'recordedById', 'markedById', 'declaredById', 'substituteForId', 'submittedById']);
/** Columns with numbers that are given once. */
const NUMBERED: Readonly<Record<string, readonly string[]>> = { OfficialDocument: ['number'], RegisterEntry: ['number'] };

/** Tables of a session, and which of their rows are of it. `?` stands for its id. */
const OF_SESSION: readonly (readonly [table: string, where: string])[] = [
  ['Meeting', '"id" = ?'],
  ['Attendee', '"meetingId" = ?'],
  ['AgendaItem', '"meetingId" = ?'],
  ['Document', '"meetingId" = ?'],
  ['DocumentVersion', '"documentId" IN (SELECT "id" FROM "Document" WHERE "meetingId" = ?)'],
  ['ReadingPlace', '"documentId" IN (SELECT "id" FROM "Document" WHERE "meetingId" = ?)'],
  ['MeetingLook', '"meetingId" = ?'],
  ['VoteQuestion', '"meetingId" = ?'],
  ['FloorRequest', '"meetingId" = ?'],
  ['FloorTurn', '"meetingId" = ?'],
  ['SittingPause', '"meetingId" = ?'],
  ['SittingNotes', '"meetingId" = ?'],
  ['OfficialDocument', '"meetingId" = ?'],
  ['RegisterEntry', '"officialId" IN (SELECT "id" FROM "OfficialDocument" WHERE "meetingId" = ?)'],
  ['OfficialFile', '"officialId" IN (SELECT "id" FROM "OfficialDocument" WHERE "meetingId" = ?)'],
  ['SignatureStep', '"officialId" IN (SELECT "id" FROM "OfficialDocument" WHERE "meetingId" = ?)'],
  ['Minutes', '"meetingId" = ?'],
  ['MinutesRevision', '"minutesId" IN (SELECT "id" FROM "Minutes" WHERE "meetingId" = ?)'],
  ['MinutesWriting', '"minutesId" IN (SELECT "id" FROM "Minutes" WHERE "meetingId" = ?)'],
  ['MinutesEdit', '"minutesId" IN (SELECT "id" FROM "Minutes" WHERE "meetingId" = ?)'],
  ['ConclusionsNotice', '"meetingId" = ?'],
  ['Assignment', '"meetingId" = ?'],
  ['AssignmentUnit', '"assignmentId" IN (SELECT "id" FROM "Assignment" WHERE "meetingId" = ?)'],
  ['AssignmentStep', '"assignmentId" IN (SELECT "id" FROM "Assignment" WHERE "meetingId" = ?)'],
  ['PrintDeclaration', '"meetingId" = ?'],
];

/** What is kept for two years, as long as nobody chose otherwise. */
const RECENT = new Set(['ReadingPlace', 'MeetingLook']);
const RECENT_SHARE = 0.2;

/**
 * Puts years of history behind a session that was held: the same session again and again, of its own body and of others that have people of
 * their own, each earlier than the one after it. The same folder gives the same rows. Statements of the engine do it, so a house of ten
 * years is made in minutes; the audit chain is not continued, for no page reads it.
 */
function fill(db: BetterSqlite3.Database, meetingId: string, { sessions, bodies, own, events, documents }: Years): void {
  const session = `'${meetingId}'`;
  const hex = (number: string): string => `printf('%08x', ${number})`;
  const columnsOf = (table: string): Column[] => (db.pragma(`table_info("${table}")`) as { name: string; type: string }[]).map(({ name, type }) => ({ name, isMoment: type === 'DATETIME' }));
  const series = (count: number): string => `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  const renamed = (column: string, number: string): string => `${hex(number)} || substr(${column}, 9)`;
  /** Which body holds session i: 0 is the one whose session is copied. */
  const body = `(CASE WHEN i % ${own} = 0 THEN 0 ELSE 1 + i % ${bodies} END)`;
  const ofBody = (column: string): string => `CASE WHEN ${body} = 0 THEN ${column} ELSE ${renamed(column, body)} END`;
  const minutes = `(CAST(${MINUTES_OF_TEN_YEARS} AS BIGINT) * (${sessions} - i + 1) / ${sessions})`;

  const insert = (table: string, values: (column: Column) => string, from: string, [count, first]: readonly [count: number, first?: number], more: readonly (readonly [column: string, value: string])[] = []): void => {
    const columns = columnsOf(table);
    const named = [...more.map(([name]) => name), ...columns.map(({ name }) => `"${name}"`)];
    const given = [...more.map(([, value]) => value), ...columns.map(values)];
    db.exec(`${series(count)} INSERT INTO "${table}" (${named.join(', ')}) SELECT ${given.join(', ')} FROM n CROSS JOIN ${from}${first ? ` WHERE i >= ${first}` : ''}`);
  };
  const quoted = ({ name }: Column): string => `t."${name}"`;
  const copied = (column: Column, number: string): string => (WORDS.has(column.name) ? `${hex(number)} || ${quoted(column)}` : renamed(quoted(column), number));

  const theBody = `(SELECT "bodyId" FROM "Meeting" WHERE "id" = ${session})`;
  const people = `(SELECT * FROM "Person" WHERE "id" IN (SELECT "personId" FROM "Attendee" WHERE "meetingId" = ${session}) OR "id" IN (SELECT "personId" FROM "Membership" WHERE "bodyId" = ${theBody})) AS t`;
  const others = new Set(['id', 'bodyId', 'personId', 'userName', 'unitId', 'organId']);
  const ofOther = (column: Column): string => (column.name === 'email' ? 'NULL' : others.has(column.name) ? copied(column, 'i') : quoted(column));
  insert('OrgUnit', (column) => (column.name === 'parentId' || column.name === 'organId' ? 'NULL' : ofOther(column)), `(SELECT * FROM "OrgUnit" WHERE "id" = (SELECT "unitId" FROM "Body" WHERE "id" = ${theBody})) AS t`, [bodies]);
  insert('Body', ofOther, `(SELECT * FROM "Body" WHERE "id" = ${theBody}) AS t`, [bodies]);
  insert('Person', (column) => (column.name === 'unitId' ? renamed(`(SELECT "unitId" FROM "Body" WHERE "id" = ${theBody})`, 'i') : ofOther(column)), people, [bodies]);
  insert('GlobalRole', ofOther, `(SELECT * FROM "GlobalRole" WHERE "personId" IN (SELECT "id" FROM ${people})) AS t`, [bodies]);
  insert('Membership', ofOther, `(SELECT * FROM "Membership" WHERE "bodyId" = ${theBody}) AS t`, [bodies]);

  const ofCopy = (table: string) => (column: Column): string => {
    const { name, isMoment } = column;
    // What the sample leaves to be sealed was sealed long ago.
    if (table === 'SignatureStep' && name === 'state') return `'signed'`;
    // What was asked for years ago is done, by units of its own body.
    if (table === 'Assignment' && name === 'state') return `'done'`;
    if (table.startsWith('Assignment') && name === 'unitId') return ofBody(quoted(column));
    if (NUMBERED[table]?.includes(name)) return `${quoted(column)} + i`;
    if (name === 'bodyId') return ofBody(quoted(column));
    if (OWN.has(name)) return copied(column, 'i');
    if (PEOPLE.has(name)) return ofBody(quoted(column));
    return isMoment ? `strftime('%Y-%m-%dT%H:%M:%f', ${quoted(column)}, '-' || ${minutes} || ' minutes') || '+00:00'` : quoted(column);
  };
  const papers = Math.max(1, Math.round(documents / sessions));
  for (const [table, where] of OF_SESSION) {
    const most = table === 'Document' || table === 'DocumentVersion' ? ` ORDER BY "${table === 'Document' ? 'id' : 'documentId'}" LIMIT ${papers}` : '';
    const rows = `(SELECT * FROM "${table}" WHERE ${where.replace('?', session)}${most}) AS t`;
    // Which files are there is asked of the newest rows: the copies have none.
    const place: [string, string][] = columnsOf(table).some(({ name }) => name === 'blobKey') ? [['rowid', `-((${sessions} - i + 1) * 1000 - row_number() OVER (PARTITION BY i))`]] : [];
    insert(table, ofCopy(table), rows, [sessions, RECENT.has(table) ? Math.round(sessions * (1 - RECENT_SHARE)) : 1], place);
  }

  const head = db.prepare('SELECT max("position") FROM "HistoryEvent"').pluck().get() as number;
  const most = Math.max(1, Math.round(events / sessions));
  const known = db.prepare(`SELECT count(*) FROM "HistoryEvent" WHERE "stream" = ${session}`).pluck().get() as number;
  // A session that had more to tell tells it again.
  const each = `(SELECT e.*, row_number() OVER (ORDER BY k, e."seq") AS turn FROM (SELECT * FROM "HistoryEvent" WHERE "stream" = ${session}) AS e CROSS JOIN (${Array.from({ length: Math.ceil(most / known) }, (_, k) => `SELECT ${k} AS k`).join(' UNION ALL ')}) AS again ORDER BY turn LIMIT ${most}) AS t`;
  const told = Math.min(most, Math.ceil(most / known) * known);
  const columns = columnsOf('HistoryEvent');
  const values = columns.map((column) => {
    if (column.name === 'position') return `${head} + (i - 1) * ${told} + t.turn`;
    if (column.name === 'seq') return 't.turn';
    if (column.name === 'id') return `${hex('i')} || substr(t."id", 9, 20) || substr(${hex('t.turn')}, 1, 8)`;
    return ofCopy('HistoryEvent')(column);
  });
  db.exec(`${series(sessions)} INSERT INTO "HistoryEvent" (${columns.map(({ name }) => `"${name}"`).join(', ')}) SELECT ${values.join(', ')} FROM n CROSS JOIN ${each}`);
  db.exec(`UPDATE "ConsumerCursor" SET "position" = ${head + sessions * told}`);
}

/** Into the files of an installation that is not open. @param paper whose marks are copied: it has some. */
export function fillFolder(dataDir: string, of: { meetingId: string; paper: string }, years: Years): void {
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -400000');
  db.pragma('foreign_keys = OFF');
  // What is in the way of a million rows, and of rows made from rows; as it was afterwards.
  const guards = db.prepare(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger'`).all() as { name: string; sql: string }[];
  for (const { name } of guards) db.exec(`DROP TRIGGER "${name}"`);
  fill(db, of.meetingId, years);
  for (const { sql } of guards) db.exec(sql);
  db.pragma('journal_mode = WAL');
  db.close();
  fillMarks(path.join(dataDir, 'ink.sqlite'), of.paper, years);
}

/** As many marks on each copy of a paper. */
function fillMarks(file: string, paper: string, { sessions, marks }: Years): void {
  const db = new BetterSqlite3(file);
  db.pragma('journal_mode = DELETE');
  db.pragma('synchronous = OFF');
  const each = Math.max(1, Math.round(marks / sessions));
  const series = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${sessions})`;
  const head = db.prepare('SELECT max(id) FROM stream').pluck().get() as number;
  const last = db.prepare('SELECT max(id) FROM op').pluck().get() as number;
  db.exec(`${series} INSERT INTO stream (id, doc_id, layer, owner, head) SELECT ${head} + i, printf('%08x', i) || substr('${paper}', 9), 1, '', ${each} FROM n`);
  db.exec(`${series} INSERT INTO op (id, stream_id, seq, op_id, author, at, body) SELECT ${last} + (i - 1) * ${each} + t.turn, ${head} + i, t.turn, CAST(printf('%010d%06d', i, t.turn) AS BLOB), t.author, t.at, t.body
    FROM n CROSS JOIN (SELECT op.*, row_number() OVER (ORDER BY op.id) AS turn FROM op JOIN stream ON stream.id = op.stream_id WHERE stream.doc_id = '${paper}' ORDER BY op.id LIMIT ${each}) AS t ORDER BY i, t.turn`);
  db.pragma('journal_mode = WAL');
  db.close();
}

/** Rows put into one statement. */
const AT_ONCE = 2_000;
/** Names the folder as the place of the rows, which a copy is not. */
const NOT_COPIED = new Set(['Setting']);

/** The rows of such a folder, which is not open, in a database of a PostgreSQL server, with the statistics its own housekeeping would make. */
export async function copyToServer(dataDir: string, database: TestDatabase): Promise<void> {
  const db = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'), { readonly: true });
  const tables = (await database.query<{ name: string }>(`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`)).map(({ name }) => name);
  await asSuperuser(async (client) => {
    // Rows come table by table, past guards and references: they were right where they come from.
    await client.query('SET session_replication_role = replica');
    for (const table of tables) {
      if (NOT_COPIED.has(table) || !db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`).get(table)) continue;
      let rows: unknown[] = [];
      const flush = async (): Promise<void> => {
        if (rows.length > 0) await client.query(`INSERT INTO "${table}" SELECT * FROM json_populate_recordset(NULL::"${table}", $1::json)`, [JSON.stringify(rows)]);
        rows = [];
      };
      for (const row of db.prepare(`SELECT * FROM "${table}"`).iterate()) {
        rows.push(row);
        if (rows.length >= AT_ONCE) await flush();
      }
      await flush();
    }
    await client.query('ANALYZE');
  }, database.name);
  db.close();
}
