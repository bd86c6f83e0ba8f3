import BetterSqlite3 from 'better-sqlite3';
import type { Db, SqlValue } from '../../kernel/ports/database';
import { rowsOf } from '../../kernel/repository';

type Row = Record<string, unknown>;

/** Tables whose rows have an id of their own, which the copy has anew: nothing a tablet keeps of the copy is taken for the session's. */
const WITH_NEW_IDS = new Set(['Meeting', 'Attendee', 'AgendaItem', 'Document', 'DocumentVersion', 'PagePicture', 'VoteQuestion']);
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gu;

const OF_MEETING = 'WHERE "meetingId" = ?';
const OF_PAPERS = 'WHERE "documentId" IN (SELECT "id" FROM "Document" WHERE "meetingId" = ?)';
const OF_VERSIONS = `WHERE "versionId" IN (SELECT v."id" FROM "DocumentVersion" v JOIN "Document" d ON d."id" = v."documentId" WHERE d."meetingId" = ?)`;
/** Whoever has a seat, prepared the session or presents an item. */
const PEOPLE = `SELECT "personId" FROM "Attendee" WHERE "meetingId" = ? UNION SELECT "createdById" FROM "Meeting" WHERE "id" = ? UNION SELECT "presenterId" FROM "AgendaItem" WHERE "meetingId" = ?`;

/** What a session needs to be held, and which rows: every `?` is its id. Nothing that was done: no history, ballots, marks or floor. */
const COPIED: readonly (readonly [table: string, where: string])[] = [
  ['OrgUnit', ''],
  ['Person', `WHERE "id" IN (${PEOPLE})`],
  ['GlobalRole', `WHERE "role" <> 'admin' AND "personId" IN (${PEOPLE})`],
  ['Body', 'WHERE "id" = (SELECT "bodyId" FROM "Meeting" WHERE "id" = ?)'],
  ['Membership', `WHERE "bodyId" = (SELECT "bodyId" FROM "Meeting" WHERE "id" = ?) AND "personId" IN (${PEOPLE})`],
  ['Meeting', 'WHERE "id" = ?'],
  ['Attendee', OF_MEETING],
  ['AgendaItem', OF_MEETING],
  ['Document', OF_MEETING],
  ['DocumentVersion', OF_PAPERS],
  ['PagePicture', OF_VERSIONS],
  ['ScannedPage', OF_VERSIONS],
  ['Audience', OF_MEETING],
  ['AudienceName', 'WHERE "objectId" IN (SELECT "objectId" FROM "Audience" WHERE "meetingId" = ?)'],
  ['Recusal', OF_MEETING],
  ['VoteQuestion', OF_MEETING],
  ['PageRun', OF_MEETING],
  // By it tablets are given the key of what they keep: theirs stays the same.
  ['Setting', `WHERE "key" = 'devices.secret'`],
];

/** Before the title of the session, wherever it stands. */
const REHEARSAL_TITLE = 'Diễn tập';

/** What of a person goes along: the name and what the rules ask of them, nothing by which they sign in or are reached. */
const FORGOTTEN: Row = { userName: null, email: null, phone: null, passwordHash: null };

/** Columns that hold true or false, or a moment, come from either engine and go into the one of the copy. */
function stored(value: unknown): SqlValue | Buffer {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.toISOString().replace('Z', '+00:00');
  return value as SqlValue;
}

export interface SessionCopy {
  meetingId: string;
  /** Of the main database of the copy, which is open and has all tables. */
  file: string;
  /** Fresh UUIDv7. */
  id(): string;
  /** It begins then, and is as long as the session. */
  startsAt: Date;
}

/**
 * Copies a session with its people, agenda, papers (their rows), audiences and prepared questions into another installation.
 * @param reader of the installation it is in. @returns the id it has there.
 * @throws Error where there is no such session.
 */
export async function copySession(reader: Db, { meetingId, file, id, startsAt }: SessionCopy): Promise<string> {
  const tables: (readonly [string, Row[]])[] = [];
  for (const [table, where] of COPIED) tables.push([table, await rowsOf<Row>(reader, `SELECT * FROM "${table}" ${where}`, Array.from(where.matchAll(/\?/gu), () => meetingId))]);
  const renamed = new Map(tables.flatMap(([table, rows]) => (WITH_NEW_IDS.has(table) ? rows.map((row) => [String(row['id']), id()] as const) : [])));
  const copyId = renamed.get(meetingId);
  if (copyId === undefined) throw new Error(`there is no session ${meetingId}`);
  const anew = (value: unknown): unknown => (typeof value === 'string' ? value.replace(UUID, (found) => renamed.get(found) ?? found) : value);
  // Names of stored files stay: they are read where they lie.
  const copyOf = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([column, value]) => [column, column === 'blobKey' ? value : anew(value)]));
  const inside = new Set(tables.flatMap(([table, rows]) => (table === 'Person' ? rows.map((row) => String(row['id'])) : [])));
  const changed: Record<string, (row: Row) => Row> = {
    Person: (row) => ({ ...row, ...FORGOTTEN }),
    Meeting: (row) => {
      const longMs = new Date(String(row['endsAt'])).getTime() - new Date(String(row['startsAt'])).getTime();
      return { ...row, title: `${REHEARSAL_TITLE}: ${String(row['title'])}`, startsAt, endsAt: new Date(startsAt.getTime() + longMs), createdById: inside.has(String(row['createdById'])) ? row['createdById'] : row['secretaryId'] };
    },
  };
  const db = new BetterSqlite3(file, { fileMustExist: true, timeout: 10_000 });
  try {
    db.pragma('foreign_keys = OFF');
    db.transaction(() => {
      for (const [table, rows] of tables) {
        for (const row of rows) {
          const made = (changed[table] ?? ((same: Row) => same))(copyOf(row));
          const columns = Object.keys(made);
          db.prepare(`INSERT OR REPLACE INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(...columns.map((name) => stored(made[name])));
        }
      }
    })();
  } finally {
    db.close();
  }
  return copyId;
}
