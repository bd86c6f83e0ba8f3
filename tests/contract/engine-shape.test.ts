import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import { POSTGRESQL_SCHEMA, postgresqlSchema, SCHEMA } from '../../prisma/postgresql-schema';
import type { PrismaClient as PostgresqlClient } from '../../prisma/generated-postgresql/client';
import type { PrismaClient } from '../../prisma/generated/client';
import { projectRoot } from '../../server/adapters/project-root';
import { makeEngine, type EngineUnderTest } from '../support/engines';
import { hasPostgresql } from '../support/postgresql';

const migrationsIn = (folder: string): string[] =>
  readdirSync(path.join(projectRoot, 'prisma', folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

describe('the same tables for both engines', () => {
  it('database P1 the schema for PostgreSQL is made from that of SQLite and up to date; a change that it does not know is told', () => {
    const schema = readFileSync(SCHEMA, 'utf8');
    expect(readFileSync(POSTGRESQL_SCHEMA, 'utf8')).toBe(postgresqlSchema(schema));
    expect(() => postgresqlSchema(schema.replace('provider = "sqlite"', 'provider = "other"'))).toThrow(/must hold once/u);
  });

  it('database P1 from the first migration of PostgreSQL on both engines have one of each name', () => {
    const [own, twins] = [migrationsIn('migrations-postgresql'), migrationsIn('migrations')];
    expect(own.length).toBeGreaterThan(0);
    expect(own).toEqual(twins.filter((name) => name >= (own[0] ?? '')));
  });

  it('database P1 rows of both clients have the same types', () => {
    type Rows<Client extends { [model: string]: unknown }, Model extends keyof Client> = Client[Model] extends { findFirstOrThrow(...args: never[]): infer Answer } ? Awaited<Answer> : never;
    type Of<Client> = Client & { [model: string]: unknown };
    expectTypeOf<Rows<Of<PostgresqlClient>, 'meeting'>>().toEqualTypeOf<Rows<Of<PrismaClient>, 'meeting'>>();
    expectTypeOf<Rows<Of<PostgresqlClient>, 'job'>>().toEqualTypeOf<Rows<Of<PrismaClient>, 'job'>>();
    expectTypeOf<Rows<Of<PostgresqlClient>, 'factor'>>().toEqualTypeOf<Rows<Of<PrismaClient>, 'factor'>>();
    expectTypeOf<Rows<Of<PostgresqlClient>, 'signIn'>>().toEqualTypeOf<Rows<Of<PrismaClient>, 'signIn'>>();
  });
});

interface Column extends Record<string, unknown> {
  table: string;
  name: string;
  type: string;
  required: boolean;
  fallback: string | null;
}

/** Kinds of values as both engines have them. */
const KINDS: Readonly<Record<string, string>> = {
  TEXT: 'text', INTEGER: 'integer', BOOLEAN: 'boolean', DATETIME: 'instant', REAL: 'number',
  text: 'text', integer: 'integer', boolean: 'boolean', 'timestamp without time zone': 'instant', 'double precision': 'number',
};
/** The index of what is searched is made by each engine in its own way (tests/integration/search/recall.test.ts). */
const OURS = `t.name NOT LIKE 'sqlite%' AND t.name <> '_prisma_migrations' AND t.name NOT LIKE 'SearchIndex%'`;
const THEIRS = `table_schema = 'public' AND table_name NOT IN ('_prisma_migrations', 'SearchIndex', 'InkMeta', 'InkStream', 'InkOp')`;
/** Numbers that count up are said by a sequence there; a whole number that is the key counts up by itself here. */
const plain = (text: string): string => text.replace(/^nextval\(.*\)$/u, '').replace(/::text|::bpchar/gu, '').replace(/^'(.*)'$/u, '$1').replace('current_timestamp', 'CURRENT_TIMESTAMP');
/** A condition without what an engine writes into it. */
const bare = (sql: string): string => sql.replace(/::text(\[\])?|[\s"()[\]]|ARRAY/gu, '').replace(/<>ALL/gu, 'NOTIN').replace(/=ANY/gu, 'IN').replace(/(\w+)>=(\d+)AND\1<=(\d+)/gu, '$1BETWEEN$2AND$3');

describe.runIf(hasPostgresql())('the same tables in a database', () => {
  let sqlite: EngineUnderTest;
  let server: EngineUnderTest;
  beforeAll(async () => {
    [sqlite, server] = [await makeEngine('sqlite'), await makeEngine('postgresql')];
  });
  afterAll(async () => {
    await sqlite.remove();
    await server.remove();
  });

  it('database P1 columns, with what they hold, must hold and hold where nothing was said', async () => {
    const ours = await sqlite.ask<Column>(`SELECT t.name AS "table", c.name, c.type, c."notnull" OR c.pk > 0 AS required, c.dflt_value AS fallback FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND ${OURS}`);
    const theirs = await server.ask<Column>(`SELECT table_name AS "table", column_name AS name, data_type AS type, is_nullable = 'NO' AS required, column_default AS fallback FROM information_schema.columns WHERE ${THEIRS}`);
    const listed = (columns: Column[]): string[] => columns.map(({ table, name, type, required, fallback }) => `${table}.${name} ${KINDS[type]} ${required ? 'required' : ''} ${plain(fallback ?? '')}`).sort();
    expect(listed(theirs)).toEqual(listed(ours));
    expect(ours.length).toBeGreaterThan(250);
    const collations = await server.ask(`SELECT DISTINCT collation_name AS name FROM information_schema.columns WHERE ${THEIRS} AND data_type = 'text'`);
    expect(collations).toEqual([{ name: 'C' }]);
  });

  it('database P1 P2 indexes, unique ones and partial ones, references and conditions', async () => {
    const ours = await sqlite.ask<{ name: string; sql: string; table: string }>(`SELECT t.name, t.sql, t.tbl_name AS "table" FROM sqlite_master t WHERE t.type IN ('index', 'table') AND sql IS NOT NULL AND ${OURS}`);
    const theirs = await server.ask<{ name: string; sql: string }>(`SELECT indexname AS name, indexdef AS sql FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%\\_pkey' AND tablename NOT IN ('_prisma_migrations', 'SearchIndex', 'InkMeta', 'InkStream', 'InkOp')`);
    const shape = (sql: string): string => bare(sql.replace(/USING btree |COLLATE "C"|public\./gu, '')).replace(/^CREATE/u, '');
    expect(theirs.map(({ sql }) => shape(sql)).sort()).toEqual(ours.filter(({ sql }) => /^CREATE (UNIQUE )?INDEX/u.test(sql)).map(({ sql }) => shape(sql)).sort());
    const [checks, references] = await Promise.all(['c', 'f'].map((kind) => server.ask<{ table: string; name: string; sql: string }>(`SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS sql FROM pg_constraint WHERE contype = '${kind}' AND connamespace = 'public'::regnamespace AND conname NOT LIKE 'Ink%'`)));
    const tables = ours.filter(({ sql }) => sql.startsWith('CREATE TABLE')).map(({ sql }) => sql).join('\n');
    const conditions = [...tables.matchAll(/CONSTRAINT "(\w+)" CHECK (\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))/gu)].map(([, name = '', sql = '']) => `${name} ${bare(sql)}`);
    expect(checks?.map(({ name, sql }) => `${name} ${bare(sql.replace(/^CHECK /u, ''))}`).sort()).toEqual(conditions.sort());
    expect(conditions.length).toBeGreaterThan(40);
    const named = [...tables.matchAll(/CONSTRAINT "(\w+)" (FOREIGN KEY .*?),?$/gmu)].map(([, name = '', sql = '']) => `${name.replace(/^Session_/u, 'SignIn_')} ${bare(sql)}`);
    expect(references?.map(({ name, sql }) => `${name} ${bare(sql.replace(/(ON UPDATE CASCADE) (ON DELETE .*)$/u, '$2 $1'))}`).sort()).toEqual(named.sort());
  });

  /** Statements that must be refused, by both. Each stands on what `MADE` put there. */
  const MADE = [
    `INSERT INTO "OrgUnit" ("id", "name", "shortName", "kind", "validFrom") VALUES ('u', 'U', 'U', 'k', '2026-01-01')`,
    `INSERT INTO "Body" ("id", "name", "shortName", "unitId", "policy", "validFrom") VALUES ('b', 'B', 'B', 'u', '{}', '2026-01-01')`,
    `INSERT INTO "Person" ("id", "userName", "fullName", "sortName", "createdAt") VALUES ('p', 'an', 'An', 'an', '2026-01-01T00:00:00.000+00:00')`,
    `INSERT INTO "AuditEntry" ("seq", "at", "actorName", "action", "objectType", "objectId", "details", "prevHash", "hash") VALUES (1, '2026-01-01T00:00:00.000+00:00', 'x', 'x', 'x', 'x', '{}', 'x', 'x')`,
    `INSERT INTO "HistoryEvent" ("id", "position", "stream", "seq", "type", "payload", "at") VALUES ('e', 1, 's', 1, 't', '{}', '2026-01-01T00:00:00.000+00:00')`,
    `INSERT INTO "ConsumerCursor" ("name", "position") VALUES ('c', 5)`,
    `INSERT INTO "Job" ("id", "kind", "payload", "key", "priority", "turn", "runAfter", "queuedAt") VALUES ('j', 'k', '{}', 'one', 1, 't', '2026-01-01T00:00:00.000+00:00', '2026-01-01T00:00:00.000+00:00')`,
    `INSERT INTO "Meeting" ("id", "bodyId", "title", "kind", "startsAt", "endsAt", "place", "chairId", "secretaryId", "policy", "createdById", "createdAt") VALUES ('m', 'b', 'M', 'regular', '2026-01-01T00:00:00.000+00:00', '2026-01-01T00:00:00.000+00:00', 'x', 'p', 'p', '{}', 'p', '2026-01-01T00:00:00.000+00:00')`,
    `INSERT INTO "OfficialDocument" ("id", "kind", "meetingId", "title", "notation", "year", "number", "frozen", "frozenSha256", "approvedAt", "approvedById", "verifyCode") VALUES ('o', 'k', 'm', 't', 'n', 2026, 1, '{}', 'x', '2026-01-01T00:00:00.000+00:00', 'p', 'v')`,
    `INSERT INTO "RegisterEntry" ("bodyId", "kind", "year", "number", "officialId", "givenAt") VALUES ('b', 'k', 2026, 1, 'o', '2026-01-01T00:00:00.000+00:00')`,
  ];
  const event = (values: string): string => `INSERT INTO "HistoryEvent" ("id", "position", "stream", "seq", "type", "payload", "at") VALUES (${values}, 't', '{}', '2026-01-01T00:00:00.000+00:00')`;
  const REFUSED = [
    `UPDATE "AuditEntry" SET "action" = 'y'`,
    `DELETE FROM "AuditEntry"`,
    `UPDATE "HistoryEvent" SET "payload" = '[]'`,
    `DELETE FROM "HistoryEvent"`,
    event(`'f', 3, 's', 2`),
    event(`'f', 1, 's', 2`),
    event(`'e', 2, 's', 2`),
    event(`'f', 2, 's', 1`),
    event(`'f', 2, 's', 0`),
    `UPDATE "ConsumerCursor" SET "position" = 4`,
    `UPDATE "ConsumerCursor" SET "attempts" = -1`,
    `UPDATE "ConsumerCursor" SET "stoppedAt" = '2026-01-01T00:00:00.000+00:00'`,
    `UPDATE "RegisterEntry" SET "number" = 2`,
    `DELETE FROM "RegisterEntry"`,
    `INSERT INTO "Job" ("id", "kind", "payload", "key", "priority", "turn", "runAfter", "queuedAt") VALUES ('j2', 'k', '{}', 'one', 1, 't', '2026-01-01T00:00:00.000+00:00', '2026-01-01T00:00:00.000+00:00')`,
    `UPDATE "Job" SET "state" = 'running'`,
    `UPDATE "Job" SET "state" = 'done'`,
    `UPDATE "Job" SET "state" = 'other'`,
    `UPDATE "Person" SET "status" = 'gone'`,
    `UPDATE "Person" SET "unitId" = 'nowhere'`,
    `INSERT INTO "Person" ("id", "userName", "fullName", "sortName", "createdAt") VALUES ('q', 'an', 'An', 'an', '2026-01-01T00:00:00.000+00:00')`,
    `INSERT INTO "Person" ("id", "fullName", "createdAt") VALUES ('q', 'An', '2026-01-01T00:00:00.000+00:00')`,
    `DELETE FROM "OrgUnit"`,
    `UPDATE "Meeting" SET "state" = 'over'`,
    `UPDATE "Meeting" SET "printedSets" = -1`,
    `UPDATE "OfficialDocument" SET "number" = 0`,
    `INSERT INTO "RoomScreen" ("id", "meetingId", "offeredBy", "offeredAt") VALUES ('r', 'm', 'p', '2026-01-01T00:00:00.000+00:00')`,
    `INSERT INTO "PinReset" ("id", "keyId", "personId", "resetById", "reason", "at") VALUES ('r', 'k', 'p', 'p', 'x', '2026-01-01T00:00:00.000+00:00')`,
    `INSERT INTO "Minutes" ("id", "meetingId", "state", "content") VALUES ('mi', 'm', 'approved', '{}')`,
  ];
  const ALLOWED = [event(`'f', 2, 's', 2`), `UPDATE "ConsumerCursor" SET "position" = 6`, `UPDATE "Person" SET "status" = 'blocked'`, `UPDATE "Job" SET "state" = 'done', "endedAt" = '2026-01-01T00:00:00.000+00:00'`];

  it('database P2 what one engine refuses the other refuses, and takes what it takes', async () => {
    for (const engine of [sqlite, server]) {
      for (const sql of MADE) await engine.exec(sql);
      const answers = await Promise.all(REFUSED.map((sql) => engine.exec(sql).then(() => `${engine.name} took: ${sql}`, () => null)));
      expect(answers.filter((answer) => answer !== null)).toEqual([]);
      for (const sql of ALLOWED) await engine.exec(sql);
    }
    await expect(server.exec('TRUNCATE "AuditEntry"')).rejects.toThrow(/never deleted/u);
  });
});
