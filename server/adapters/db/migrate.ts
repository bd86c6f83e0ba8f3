import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { BootError } from '../../kernel/config';
import { projectRoot } from '../project-root';

/** Names of the migrations this version knows, in order. */
function knownMigrations(): string[] {
  const folder = path.join(projectRoot, 'prisma', 'migrations');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function damaged(file: string, cause: unknown): BootError {
  return new BootError(
    `Cơ sở dữ liệu ${file} bị hỏng hoặc không phải tệp SQLite. Không có gì bị ghi đè. Khôi phục từ bản sao lưu rồi khởi động lại.`,
    `The database ${file} is damaged or not an SQLite file. Nothing was overwritten. Restore it from a backup and start again.`,
    { cause },
  );
}

/** Applied migrations, null when there is no database yet. @throws BootError when the file is damaged or newer than this program. */
function appliedMigrations(file: string): Set<string> | null {
  if (!existsSync(file)) return null;
  let db: BetterSqlite3.Database | undefined;
  try {
    db = new BetterSqlite3(file, { fileMustExist: true });
    const check = db.pragma('quick_check(1)', { simple: true });
    if (check !== 'ok') throw new Error(String(check));
    const table = db.prepare("SELECT 1 FROM sqlite_master WHERE name = '_prisma_migrations'").get();
    if (!table) return new Set();
    const rows = db.prepare('SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL').all();
    return new Set((rows as { name: string }[]).map((row) => row.name));
  } catch (error) {
    throw damaged(file, error);
  } finally {
    db?.close();
  }
}

/**
 * Brings the main database to the schema of this version. The migration tool is started only when something is to be
 * done, so that an ordinary start does not wait for it.
 */
export async function migrateDatabase(dataDir: string): Promise<'created' | 'migrated' | 'current'> {
  const file = path.join(dataDir, 'phien.sqlite');
  const applied = appliedMigrations(file);
  const known = knownMigrations();
  const foreign = [...(applied ?? [])].filter((name) => !known.includes(name));
  if (foreign.length > 0) {
    throw new BootError(
      `Cơ sở dữ liệu thuộc phiên bản mới hơn (${foreign.join(', ')}). Dùng đúng phiên bản phần mềm.`,
      `The database belongs to a newer version (${foreign.join(', ')}). Use that version of the program.`,
    );
  }
  if (applied && known.every((name) => applied.has(name))) return 'current';
  await deploy(dataDir);
  return applied ? 'migrated' : 'created';
}

function deploy(dataDir: string): Promise<void> {
  const prisma = createRequire(import.meta.url).resolve('prisma/build/index.js');
  const child = spawn(process.execPath, [prisma, 'migrate', 'deploy'], {
    cwd: projectRoot,
    env: { ...process.env, PHIEN_DATA: path.resolve(dataDir), PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new BootError(
            `Không nâng cấp được cơ sở dữ liệu:\n${output}`,
            `The database could not be migrated:\n${output}`,
          ),
        );
    });
  });
}
