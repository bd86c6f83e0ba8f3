import path from 'node:path';
import { PrismaBetterSQLite3 } from '@prisma/adapter-better-sqlite3';
import { defineConfig } from 'prisma/config';

/** Used by the `db:*` scripts alone; the program opens its database through `server/adapters/db`. */
const file = path.join(process.env.PHIEN_DATA ?? 'data', 'phien.sqlite');

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  experimental: { adapter: true },
  engine: 'js',
  adapter: async () => new PrismaBetterSQLite3({ url: `file:${file}` }),
});
