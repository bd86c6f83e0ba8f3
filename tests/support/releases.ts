import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import BetterSqlite3 from 'better-sqlite3';
import { verifyInstallation } from '../../server/application';

/** What must be the same whatever release opens it. */
export interface ReleaseFacts {
  migrations: string[];
  audit: { rows: number; head: string };
  people: string[];
  meetings: string[];
  papers: number;
  files: number;
  strokes: number;
}

interface Kept {
  facts: ReleaseFacts;
  /** Path below the data folder → base64. */
  files: Record<string, string>;
}

const COUNTED = ['DocumentVersion', 'PagePicture', 'OfficialFile'];

/** @param dataDir of an installation whose program has ended. */
export async function factsOfFolder(dataDir: string): Promise<ReleaseFacts> {
  const [main, ink] = ['phien.sqlite', 'ink.sqlite'].map((name) => new BetterSqlite3(path.join(dataDir, name), { readonly: true })) as [BetterSqlite3.Database, BetterSqlite3.Database];
  try {
    const list = (sql: string): string[] => main.prepare(sql).pluck().all() as string[];
    const { chain, differing, differences } = await verifyInstallation(dataDir, { noted: [], files: true });
    if (!chain.ok || differing > 0) throw new Error(`the record of ${dataDir} does not hold: ${JSON.stringify(differences.slice(0, 3))}`);
    return {
      migrations: list('SELECT migration_name FROM _prisma_migrations ORDER BY 1'),
      audit: { rows: chain.rows, head: chain.head },
      people: list('SELECT "fullName" FROM "Person" ORDER BY 1'),
      meetings: list('SELECT title FROM "Meeting" ORDER BY 1'),
      papers: Number(main.prepare('SELECT count(*) FROM "Document"').pluck().get()),
      files: COUNTED.reduce((sum, table) => sum + Number(main.prepare(`SELECT count(*) FROM "${table}" WHERE "blobKey" IS NOT NULL`).pluck().get()), 0),
      strokes: Number(ink.prepare('SELECT count(*) FROM op').pluck().get()),
    };
  } finally {
    main.close();
    ink.close();
  }
}

export function packRelease(dataDir: string, facts: ReleaseFacts, file: string): void {
  const names = readdirSync(dataDir, { recursive: true, withFileTypes: true }).flatMap((entry) => (entry.isFile() ? path.relative(dataDir, path.join(entry.parentPath, entry.name)) : []));
  const files = Object.fromEntries(names.filter((name) => !/^(?:lock\.sqlite|.*-(?:wal|shm)$)/u.test(name)).sort().map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(dataDir, name)).toString('base64')]));
  writeFileSync(file, gzipSync(JSON.stringify({ facts, files } satisfies Kept), { level: 9 }));
}

/** Lays a kept data folder out. */
export function unpackRelease(file: string, dataDir: string): ReleaseFacts {
  const { facts, files } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Kept;
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dataDir, name)), { recursive: true, mode: 0o700 });
    writeFileSync(path.join(dataDir, name), Buffer.from(content, 'base64'), { mode: 0o600 });
  }
  return facts;
}
