import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from './free-port';

/**
 * A PostgreSQL server of the tests alone: made in a temporary folder when the first test asks for it, one for all workers of a run,
 * gone with the run. It refuses root, so under root it runs as another user; its programs lie off the search path on Debian.
 */

const DEBIAN = '/usr/lib/postgresql';
/** Folder of this run's server; set by `globalSetup`, inherited by the workers. */
const FOLDER = 'PHIEN_TEST_CLUSTER';
/** Databases of many tests lie there at once. */
const ROOM_BYTES = 1.5 * 1024 ** 3;
const STARTING_MS = 60_000;

/** Where the programs lie; null where PostgreSQL is not installed. */
export function postgresqlPrograms(): string | null {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => path.join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(path.delimiter)];
  return folders.find((folder) => existsSync(path.join(folder, 'initdb'))) ?? null;
}

export interface Cluster {
  port: number;
  /** Of the superuser, and of the owner of all databases. */
  password: string;
}

export const SUPERUSER = 'phien_tests';
export const OWNER = 'phien_owner';

/** Who the server runs as. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const of = (flag: string, user: string): number => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  const user = spawnSync('id', ['-u', 'postgres']).status === 0 ? 'postgres' : 'nobody';
  return { uid: of('-u', user), gid: of('-g', user) };
}

function call(program: string, args: string[]): SpawnSyncReturns<string> {
  const folder = postgresqlPrograms();
  if (folder === null) throw new Error('PostgreSQL is not installed');
  const done = spawnSync(path.join(folder, program), args, { ...account(), encoding: 'utf8', cwd: '/', env: { ...process.env, LC_ALL: 'C', TZ: 'Asia/Tokyo' }, stdio: ['ignore', 'pipe', 'pipe'] });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')}: ${done.stderr}${done.stdout}`);
  return done;
}

/** In memory where there is room: what is tested is what the server answers, not the disk. */
function baseFolder(): string {
  const memory = '/dev/shm';
  const room = existsSync(memory) ? statfsSync(memory) : null;
  return room && room.bavail * room.bsize > ROOM_BYTES ? memory : os.tmpdir();
}

/** For the main process of a run; nothing is started yet. @param options.base a bench that measures the disk names a folder on it. @returns what takes everything away again. */
export function prepareCluster({ base = baseFolder() }: { base?: string } = {}): () => void {
  const folder = mkdtempSync(path.join(base, 'phien-postgresql-'));
  process.env[FOLDER] = folder;
  return () => {
    if (existsSync(path.join(folder, 'data', 'postmaster.pid'))) call('pg_ctl', ['-D', path.join(folder, 'data'), '-m', 'immediate', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  };
}

/** The server of this run, started by whoever is first. */
export async function cluster(): Promise<Cluster> {
  const folder = process.env[FOLDER];
  if (!folder) throw new Error(`${FOLDER} is not set: the tests run by tests/vitest.config.ts`);
  const ready = path.join(folder, 'ready.json');
  const isFirst = ((): boolean => {
    try {
      mkdirSync(path.join(folder, 'starting'));
      return true;
    } catch {
      return false;
    }
  })();
  if (isFirst) writeFileSync(ready, JSON.stringify(await start(folder)));
  for (const began = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const text = existsSync(ready) ? readFileSync(ready, 'utf8') : '';
    if (text !== '') return JSON.parse(text) as Cluster;
    if (performance.now() - began > STARTING_MS) throw new Error('the PostgreSQL server of the tests did not start');
  }
}

/** Settings under which nothing may come out otherwise: another zone, another order of words, a strict login. */
const SETTINGS = ['max_connections=300', 'shared_buffers=64MB', 'max_wal_size=256MB', 'wal_level=minimal', 'max_wal_senders=0', 'jit=off', 'timezone=America/Caracas', 'listen_addresses=127.0.0.1', 'autovacuum_naptime=10min', 'log_min_messages=warning'];

async function start(folder: string): Promise<Cluster> {
  const { uid, gid } = account();
  const password = `mật-khẩu ${Math.round(performance.now())}`;
  const passwordFile = path.join(folder, 'password');
  writeFileSync(passwordFile, password);
  if (uid !== undefined && gid !== undefined) for (const one of [folder, passwordFile]) chownSync(one, uid, gid);
  const data = path.join(folder, 'data');
  call('initdb', ['-D', data, '-U', SUPERUSER, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=vi', '--no-sync']);
  const port = await freePort();
  // The server does not outlive a run that is killed.
  const watched = process.ppid;
  call('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', [`-p ${port} -k ${folder}`, ...SETTINGS.map((one) => `-c ${one}`)].join(' '), 'start']);
  const guard = 'while kill -0 "$0" 2>/dev/null; do sleep 2; done; kill -QUIT "$(head -n 1 "$1/data/postmaster.pid")" 2>/dev/null; sleep 1; rm -rf "$1"';
  spawn('sh', ['-c', guard, String(watched), folder], { detached: true, stdio: 'ignore', cwd: '/' }).unref();
  return { port, password };
}
