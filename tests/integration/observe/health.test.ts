import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTls } from '../../../server/adapters/tls/load-tls';
import { openApplication, type OpenedApplication } from '../../../server/application';
import { readConfig } from '../../../server/kernel/config';
import { createHttpTransport } from '../../../server/transports/http/server';
import { createSignIns } from '../../../server/transports/http/sign-ins';
import { freePort } from '../../support/free-port';
import { startProgram } from '../../support/program';
import { serveInstallation, arePagesBuilt } from '../../support/served-installation';
import { copyFolder, makeUsedFolder, overwrite, remove, type UsedFolder } from '../../support/used-folder';

/** Disks can be made, filled and mounted read-only by whoever may mount. */
const mayMount = ((): boolean => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
  if (mounted) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return mounted;
})();

let used: UsedFolder;
let dataDir: string;
let application: OpenedApplication;
const open = async (folder: string): Promise<void> => {
  application = await openApplication({ dataDir: folder, origin: 'http://localhost:3000', floorBytes: 0 });
};
const problems = async (): Promise<string[]> => (await application.health()).problems;
const reasons = async (): Promise<string[]> => (await application.ready()).reasons;
/** An answer is as old as three seconds at most. */
const soon = { timeout: 10_000, interval: 200 };

describe('what is broken is named', () => {
  beforeEach(async () => {
    used = await makeUsedFolder(300);
    ({ dataDir } = used);
    await open(dataDir);
    expect(await application.health()).toEqual({ ok: true, problems: [], warnings: [] });
    expect(await application.ready()).toEqual({ ready: true, reasons: [], warnings: [] });
  });
  afterEach(async () => {
    await application.stop().catch(() => undefined);
    remove(dataDir);
  });

  it('http O9 O10 a database that does not answer, taken from under the program, keeps requests away; put right, it is well again', async () => {
    const other = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
    other.exec('ALTER TABLE "Setting" RENAME TO "Gone"');
    await expect.poll(problems, soon).toEqual(['database_unreadable']);
    await expect.poll(reasons, soon).toEqual(['database_unreadable']);
    other.exec('ALTER TABLE "Gone" RENAME TO "Setting"');
    other.close();
    await expect.poll(problems, soon).toEqual([]);
    await expect.poll(reasons, soon).toEqual([]);
  });

  it('http O9 a database of a newer or an older program keeps requests away, though it answers', async () => {
    const other = new BetterSqlite3(path.join(dataDir, 'phien.sqlite'));
    other.prepare("INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ('x', 'x', '9999_later', '2030-01-01', '2030-01-01', 1)").run();
    await expect.poll(reasons, soon).toEqual(['database_ahead']);
    other.exec("DELETE FROM _prisma_migrations WHERE migration_name = '9999_later' OR migration_name = (SELECT max(migration_name) FROM _prisma_migrations WHERE migration_name < '9999')");
    await expect.poll(reasons, soon).toEqual(['database_behind']);
    other.close();
    expect(await problems()).toEqual([]);
  });

  it('http O9 O10 papers that are away keep requests away too; ink that is does not', async () => {
    await application.ink.close();
    await expect.poll(problems, soon).toEqual(['ink_unavailable']);
    expect(await reasons()).toEqual([]);
    renameSync(path.join(dataDir, 'blobs'), path.join(dataDir, 'blobs.away'));
    await expect.poll(reasons, soon).toEqual(['papers_missing']);
    renameSync(path.join(dataDir, 'blobs.away'), path.join(dataDir, 'blobs'));
    await expect.poll(reasons, soon).toEqual([]);
  });

  it('http O10 ink that cannot be read is named, with nobody asking for that paper again', async () => {
    const db = new BetterSqlite3(path.join(dataDir, 'ink.sqlite'));
    db.pragma('wal_checkpoint(TRUNCATE)');
    const pages = db.prepare("SELECT pageno FROM dbstat WHERE name = 'op' AND pagetype = 'leaf' ORDER BY path").pluck().all() as number[];
    const size = Number(db.pragma('page_size', { simple: true }));
    db.close();
    for (const page of pages) overwrite(path.join(dataDir, 'ink.sqlite'), (page - 1) * size, size);
    for (const docId of Object.values(used.docs)) await application.ink.read(docId, 'shared', { personId: used.person, canSeeShared: true }, 0, 500).catch(() => undefined);
    await expect.poll(problems, soon).toEqual(['ink_damaged']);
  });

  it('http O10 a data folder that is not there any more is told as what it is', async () => {
    renameSync(dataDir, `${dataDir}.away`);
    await expect.poll(problems, soon).toEqual(['disk_unwritable', 'database_missing', 'ink_missing', 'papers_missing']);
    renameSync(`${dataDir}.away`, dataDir);
    await expect.poll(problems, soon).toEqual([]);
  });

  it('http O10 what follows from events and has stopped is named', async () => {
    const at = new Date();
    const broken = { id: 'broken', stream: 'none', seq: 1, type: 'meetings.cancelled', payload: '{}', at, actorId: null };
    await application.database.transaction(async (db) => {
      const [last] = await db.historyEvent.findMany({ orderBy: { position: 'desc' }, take: 1 });
      await db.historyEvent.create({ data: { ...broken, position: (last?.position ?? 0) + 1 } });
    });
    const following = application.followHistory({ attempts: 1, pauseMs: () => 1 });
    await following.settled();
    expect(following.places().filter(({ stopped }) => stopped).length).toBeGreaterThan(0);
    await expect.poll(problems, soon).toEqual(['history_stopped']);
    expect((await application.figures()).consumers.some(({ stopped, behind }) => stopped && behind > 0)).toBe(true);
    expect(await reasons()).toEqual([]);
  });

  it('http O10 a certificate that has ended is named by the program that serves it', async () => {
    const port = await freePort();
    const config = readConfig({ PORT: String(port), PHIEN_TLS: 'local', PHIEN_DATA: dataDir });
    const signIns = createSignIns(application, { https: true });
    const serve = async (tls: Awaited<ReturnType<typeof loadTls>>) => createHttpTransport({ application, config, signIns, tls, log: pino({ level: 'silent' }), sample: false });
    const old = await loadTls({ ...config, dataDir: mkdtempSync(path.join(os.tmpdir(), 'phien-old-tls-')) }, new Date('2020-01-01T00:00:00Z'));
    const http = await serve(old);
    expect(http.certificateEnd()?.getTime()).toBeLessThan(Date.now());
    expect(await http.health()).toEqual({ ok: false, problems: ['certificate_ended'], warnings: [] });
    expect(await http.ready()).toEqual({ ready: true, reasons: [], warnings: [] });
    const fresh = await loadTls(config, new Date());
    if (fresh) http.useTls(fresh);
    expect(await http.health()).toEqual({ ok: true, problems: [], warnings: [] });
    await http.stop();
    await signIns.stop();
  });
});

describe.skipIf(!mayMount)(`a disk of its own${mayMount ? '' : ' (left out: this account may not mount)'}`, () => {
  let disk: string;
  beforeEach(async () => {
    used = await makeUsedFolder(10);
    disk = mkdtempSync(path.join(os.tmpdir(), 'phien-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=100m,mode=700', 'tmpfs', disk]);
    dataDir = path.join(disk, 'data');
    copyFolder(used.dataDir, dataDir);
    await open(dataDir);
  });
  afterEach(async () => {
    spawnSync('mount', ['-o', 'remount,rw', disk]);
    rmSync(path.join(disk, 'ballast'), { force: true });
    await application.stop().catch(() => undefined);
    execFileSync('umount', ['-l', disk]);
    rmSync(disk, { recursive: true });
    remove(used.dataDir);
  });
  const fill = (megabytes: number): void => writeFileSync(path.join(disk, 'ballast'), Buffer.alloc(megabytes * 1024 * 1024));

  it('http O9 O10 that fills up, is full and is emptied again: each said, requests go on', async () => {
    expect(await problems()).toEqual([]);
    fill(60);
    await expect.poll(problems, soon).toEqual(['space_low']);
    expect(() => fill(100)).toThrow(/ENOSPC/u);
    await expect.poll(problems, soon).toEqual(['disk_full']);
    expect(await reasons()).toEqual([]);
    rmSync(path.join(disk, 'ballast'));
    await expect.poll(problems, soon).toEqual([]);
  });

  it('http O9 O10 that is mounted read-only: said, and papers are still read', async () => {
    // As the kernel does when a disk fails under it, whoever has files open for writing.
    spawnSync('mount', ['-o', 'remount,ro', disk]);
    const isReadOnly = spawnSync('touch', [path.join(disk, 'x')]).status !== 0;
    if (!isReadOnly) {
      const bound = spawnSync('mount', ['--bind', '-o', 'ro', dataDir, dataDir]).status === 0 && spawnSync('mount', ['-o', 'remount,bind,ro', dataDir]).status === 0;
      expect(bound).toBe(true);
    }
    try {
      await expect.poll(problems, soon).toContain('disk_readonly');
      expect(await reasons()).toEqual([]);
    } finally {
      if (!isReadOnly) spawnSync('umount', ['-l', dataDir]);
      spawnSync('mount', ['-o', 'remount,rw', disk]);
    }
    await expect.poll(problems, soon).toEqual([]);
  });
});

describe.skipIf(!arePagesBuilt)(`the program${arePagesBuilt ? '' : ' (left out: node server/build.mjs has not run)'}`, () => {
  it('http O5 O8 O9 shows figures at its own address alone, and logs what was slow by its name', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-observed-'));
    const [port, figures] = [await freePort(), await freePort()];
    const program = startProgram({ PHIEN_DATA: folder, PORT: String(port), PHIEN_METRICS: `127.0.0.1:${figures}`, PHIEN_SLOW_MS: '1' }, ['--empty']);
    expect(await program.listening).toBe(true);
    const ask = (target: string, at = port): Promise<Response> => fetch(`http://127.0.0.1:${at}${target}`);
    expect([(await ask('/ready')).status, await (await ask('/ready')).json()]).toEqual([200, { ready: true }]);
    expect((await ask('/metrics')).status).toBe(404);
    await (await ask('/sign-in')).text();
    const shown = async (): Promise<string> => (await ask('/metrics', figures)).text();
    await expect.poll(shown).toMatch(/^phien_page_duration_seconds_count\{page="\/sign-in",status="\d+"\} 1$/mu);
    const text = await shown();
    expect(text).toMatch(/^phien_ready 1$/mu);
    expect(text).toMatch(/^phien_command_duration_seconds_count\{command="[a-z]+\.[a-z-]+",outcome="ok"\}/mu);
    program.child.kill('SIGTERM');
    expect(await program.ended).toBe(0);
    const lines = program.stdout().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);
    const slow = lines.filter(({ msg }) => msg === 'slow');
    expect(slow.length).toBeGreaterThan(0);
    for (const { name } of slow) expect(name).toMatch(/^[a-z]+\.[a-z-]+$/u);
    rmSync(folder, { recursive: true });
  });

  it('http O9 answers programs that watch before anybody has signed in', async () => {
    const folder = await makeUsedFolder(5);
    await open(folder.dataDir);
    const served = await serveInstallation(application, folder.dataDir);
    expect([(await served.ask('/ready')).status, (await served.ask('/health')).status]).toEqual([200, 200]);
    served.http.leave();
    const leaving = await served.ask('/ready');
    expect([leaving.status, await leaving.json()]).toEqual([503, { ready: false, reasons: ['stopping'] }]);
    expect((await served.ask('/health')).status).toBe(200);
    await served.stop();
    await application.stop();
    remove(folder.dataDir);
  });
});
