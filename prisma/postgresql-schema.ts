/**
 * Makes the schema of the tables for PostgreSQL out of `schema.prisma`: the same models, another engine, a client of its own.
 * `npm run db:postgresql` writes it; a test holds that it is up to date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
export const SCHEMA = path.join(folder, 'schema.prisma');
export const POSTGRESQL_SCHEMA = path.join(folder, 'postgresql.prisma');

const HEAD = '// Made from schema.prisma by `npm run db:postgresql`; changes belong there.\n\n';

/** Each stands in the schema once, and is replaced. */
const CHANGES: readonly (readonly [from: string, to: string])[] = [
  ['output       = "./generated"', 'output       = "./generated-postgresql"'],
  ['provider = "sqlite"', 'provider = "postgresql"'],
  ['url      = "file:../data/phien.sqlite"', 'url      = env("DATABASE_URL")'],
];

/** @throws Error where the schema has changed so that this would not be the same tables. */
export function postgresqlSchema(schema: string): string {
  return HEAD + CHANGES.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`schema.prisma must hold once: ${from}`);
    return text.replace(from, to);
  }, schema);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(POSTGRESQL_SCHEMA, postgresqlSchema(readFileSync(SCHEMA, 'utf8')));
