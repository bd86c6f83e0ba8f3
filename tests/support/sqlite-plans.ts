import BetterSqlite3 from 'better-sqlite3';
import { vi } from 'vitest';
import { SqliteThread } from '../../server/adapters/db/sqlite-thread';

/** Tables that grow with the years; reading one of them whole is felt by everybody in the hall. */
export const GROWING = new Set([
  'AuditEntry', 'HistoryEvent', 'Receipt', 'Job', 'SignIn', 'Person', 'Meeting', 'Attendee', 'Site', 'ImportedSession', 'ImportedFile', 'AgendaItem', 'Document', 'DocumentVersion', 'Intake', 'OriginalFile', 'PaperTask', 'PaperSubmission', 'SubmissionOriginal', 'PreparationStep', 'PagePicture', 'ScannedPage', 'ReadingPlace', 'CarriedMark', 'CarriedStream', 'PreparedStream', 'VersionComparison', 'SignatureVerdict', 'VoteQuestion', 'SealedBallot', 'OpenedBallot', 'Ballot', 'Minutes',
  'MinutesRevision', 'MinutesWriting', 'MinutesEdit', 'OfficialDocument', 'OfficialFile', 'RegisterEntry', 'SignatureStep', 'SigningRun', 'SigningRunItem', 'PrintDeclaration', 'Membership', 'PageRun', 'Pack', 'PackPrint',
  'Position', 'Assignment', 'AssignmentUnit', 'AssignmentStep', 'SearchSource', 'SearchText', 'ConclusionsNotice', 'LibraryEntry', 'LibraryText', 'LibraryOriginal',
]);

interface Step {
  detail: string;
}

const database = BetterSqlite3.prototype as unknown as { prepare(sql: string): unknown };

/** Everything that is sent to SQLite while `work` runs, here (one copy of SQLite serves the whole program) and in its threads. */
export async function sqlOf(work: () => Promise<void>): Promise<Set<string>> {
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

/** Steps of the plan that read a big table from one end to the other. */
export function scansOf(db: BetterSqlite3.Database, sql: string): string[] {
  const aliases = new Map<string, string>();
  for (const [, table = '', alias] of sql.matchAll(/(?:FROM|JOIN)\s+(?:`main`\.)?[`"]?(\w+)[`"]?(?:\s+(?:AS\s+)?[`"]?(?!ON|WHERE|LEFT|JOIN|ORDER|LIMIT|SET)(\w+)[`"]?)?/giu)) {
    aliases.set(alias ?? table, table);
    aliases.set(table, table);
  }
  const values = Array.from({ length: sql.split('?').length - 1 }, () => null);
  return (db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as Step[])
    .map(({ detail }) => detail)
    .filter((detail) => {
      const [, name = ''] = /^SCAN (?:main\.)?(\w+)/u.exec(detail) ?? [];
      return GROWING.has(aliases.get(name) ?? name);
    });
}
