import { existsSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createBackups } from '../../../server/adapters/backup/own-backups';
import { makeKey } from '../../../server/adapters/backup/seal';
import type { BackupPlan } from '../../../server/kernel/backup-plan';
import { DEFAULT_KEEP } from '../../../server/kernel/backup-plan';
import { openApplication, type OpenedApplication } from '../../../server/application';
import { makeBackup } from '../../../server/modules/storage/jobs/make-backup';
import { checkBackup } from '../../../server/transports/cli/doctor-backup';
import { createHttpTransport } from '../../../server/transports/http/server';
import { backUp, makeInstallation, PROGRAM, type MadeInstallation } from '../../support/made-installation';
import { testClock, type TestClock } from '../../support/installation';
import { doJob } from '../../support/jobs';
import { copyFolder, remove } from '../../support/used-folder';

const AT = '2026-11-29T18:00:00Z';
const HOUR_MS = 3_600_000;

let made: MadeInstallation;
let installed: MadeInstallation;
let room: string;
let folder: string;
let application: OpenedApplication | null = null;
let clock: TestClock;
let faults: string[];
beforeAll(async () => void (made = await makeInstallation()));
afterAll(() => remove(made.dataDir));
beforeEach(() => {
  room = mkdtempSync(path.join(os.tmpdir(), 'phien-own-'));
  installed = { ...made, dataDir: copyFolder(made.dataDir, path.join(room, 'data')) };
  folder = path.join(room, 'b');
  faults = [];
});
afterEach(async () => {
  await application?.stop();
  application = null;
  rmSync(room, { recursive: true, force: true });
});

const planOf = (more: Partial<BackupPlan> = {}): BackupPlan => ({ folder, at: 120, recipients: [], keep: DEFAULT_KEEP, ...more });

async function open(plan: BackupPlan | null, at = new Date().toISOString()): Promise<OpenedApplication> {
  clock = testClock(at);
  application = await openApplication({ dataDir: installed.dataDir, origin: 'http://localhost:3000', clock, floorBytes: 0, backups: plan, onFault: (message) => void faults.push(message) });
  return application;
}
const asked = (opened: OpenedApplication) => opened.query('storage.backups', {}, PROGRAM);
const audited = async (opened: OpenedApplication) => (await opened.database.reader.auditEntry.findMany({ where: { action: 'storage.note-backup' } })).map(({ objectId, details }) => ({ objectId, details: JSON.parse(details) as object }));

describe('backups of the installation itself', () => {
  it('storage W7 W8 one is made beside the running program, is noted, and shows', async () => {
    const opened = await open(planOf({ recipients: [(await makeKey()).recipient] }));
    expect(await asked(opened)).toMatchObject({ plan: { folder, at: 120, sealed: true }, last: null, late: true, tried: null });
    await doJob(opened, makeBackup);
    const [id = ''] = readdirSync(path.join(folder, 'backups'));
    expect(await asked(opened)).toMatchObject({ last: { id, files: 3, missing: 0, sealed: true }, late: false, reachable: true, tried: { problem: null } });
    expect(await audited(opened)).toEqual([{ objectId: id, details: { files: 3, bytes: expect.any(Number), missing: 0, problem: null } }]);
    expect(faults).toEqual([]);
  });

  it('storage W7 it is due at its hour, once, and what was missed is made up for once', async () => {
    const opened = await open(planOf(), AT);
    const due = () => makeBackup.schedule?.due?.({ query: (query, input) => opened.query(query.name as 'storage.backups', input as Record<string, never>, PROGRAM) as never, now: () => clock.now() });
    expect(await due()).toBe(true);
    await opened.execute('storage.note-backup', { backup: null, files: 0, bytes: 0, missing: 0, problem: 'storage.backup_failed' }, PROGRAM);
    // 01:00 in Viet Nam: the next is at 02:00, tried or not.
    expect(await due()).toBe(false);
    clock.advance(HOUR_MS - 1);
    expect(await due()).toBe(false);
    clock.advance(1);
    expect(await due()).toBe(true);
    clock.advance(72 * HOUR_MS);
    expect(await due()).toBe(true);
    await backUp(installed.dataDir, folder, { now: () => clock.now() });
    expect(await due()).toBe(false);
    clock.advance(24 * HOUR_MS);
    expect(await due()).toBe(true);
    await application?.stop();
    const without = await open(null, AT);
    expect(await makeBackup.schedule?.due?.({ query: (query, input) => without.query(query.name as 'storage.backups', input as Record<string, never>, PROGRAM) as never, now: () => clock.now() })).toBe(false);
  });

  it('storage W7 W8 one that fails is told why, noted, and shown; the next may go through', async () => {
    writeFileSync(folder, 'một tệp, không phải thư mục');
    const opened = await open(planOf());
    await expect(doJob(opened, makeBackup)).rejects.toThrow(/storage\.make-backup is waiting/u);
    expect(faults.join('\n')).toMatch(/no backup was made \(exit 1\): .*cannot be read or written/u);
    expect(await audited(opened)).toMatchObject([{ objectId: 'none', details: { problem: 'storage.backup_failed' } }]);
    expect(await asked(opened)).toMatchObject({ last: null, tried: { problem: 'storage.backup_failed' } });
    rmSync(folder);
    clock.advance(2 * HOUR_MS);
    await opened.jobs.drain();
    expect(await asked(opened)).toMatchObject({ last: { files: 3 }, tried: { problem: null } });
  });

  it('storage W7 ended with the program it leaves nothing and is no failure', async () => {
    const stopping = new AbortController();
    const making = createBackups({ dataDir: installed.dataDir, plan: planOf(), tell: (message) => void faults.push(message) }).make({ signal: stopping.signal, log: () => undefined });
    // Before a small installation can have been copied: a program takes longer than this to start.
    setTimeout(() => stopping.abort(), 50);
    await expect(making).rejects.toThrow(/abort/iu);
    expect(existsSync(path.join(folder, 'backups')) ? readdirSync(path.join(folder, 'backups')) : []).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describe('how old the newest backup is', () => {
  it('storage W8 two hours over its time is a warning in /health, which stays well, and a folder that cannot be read another', async () => {
    const opened = await open(planOf());
    expect(await opened.health()).toEqual({ ok: true, problems: [], warnings: ['backup_late'] });
    await backUp(installed.dataDir, folder, { now: () => clock.now() });
    clock.advance(26 * HOUR_MS);
    expect((await asked(opened)).late).toBe(false);
    clock.advance(1);
    expect((await asked(opened)).late).toBe(true);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, '');
    expect(await asked(opened)).toMatchObject({ reachable: false, last: null });
    await expect.poll(() => opened.health(), { timeout: 10_000 }).toEqual({ ok: true, problems: [], warnings: ['backup_unreachable'] });
    const { readConfig } = await import('../../../server/kernel/config');
    const config = readConfig({ PHIEN_DATA: installed.dataDir, PHIEN_LOG: 'silent' }, ['--empty']);
    const { pino } = await import('pino');
    const { createSignIns } = await import('../../../server/transports/http/sign-ins');
    const http = await createHttpTransport({ application: opened, config, signIns: createSignIns(opened, { https: false }), tls: null, log: pino({ level: 'silent' }), sample: false, pages: { inlineStyles: false, mount: () => Promise.resolve({ stop: () => Promise.resolve() }) } });
    await new Promise<void>((resolve) => http.server.listen(0, '127.0.0.1', resolve));
    const { port } = http.server.address() as { port: number };
    const answer = await fetch(`http://127.0.0.1:${port}/health`);
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, warnings: ['backup_unreachable'] }]);
    await http.stop();
  });

  it('storage W8 where none are to be made nothing warns, and administrators alone are told', async () => {
    const opened = await open(null);
    expect(await opened.health()).toEqual({ ok: true, problems: [], warnings: [] });
    expect(await asked(opened)).toEqual({ plan: null, last: null, reachable: true, tried: null, late: false });
    const member = { kind: 'person', personId: installed.person, fullName: 'x', roles: ['officer'], signInId: 'x' } as never;
    await expect(opened.query('storage.backups', {}, member)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('cli D40 the doctor names it with its age, and warns where none is set, none is there, it is late, lacks files or is not sealed', async () => {
    const now = new Date();
    expect(checkBackup(null, now)).toMatchObject({ id: 'backup', state: 'warn', note: { vi: expect.stringMatching(/PHIEN_BACKUP/u), en: expect.stringMatching(/PHIEN_BACKUP/u) } });
    expect(checkBackup(planOf(), now)).toMatchObject({ state: 'warn', note: { en: expect.stringMatching(/no backup yet/u) } });
    const recipients = [(await makeKey()).recipient];
    const { id } = await backUp(installed.dataDir, folder, { recipients, now: () => new Date(now.getTime() - 3 * HOUR_MS) });
    expect(checkBackup(planOf(), now)).toMatchObject({ state: 'ok', value: `${id} (3 giờ / 3 h)` });
    expect(checkBackup(planOf(), new Date(now.getTime() + 24 * HOUR_MS))).toMatchObject({ state: 'warn', note: { en: expect.stringMatching(/over a day old/u) } });
    await backUp(installed.dataDir, folder, { now: () => now });
    expect(checkBackup(planOf(), now)).toMatchObject({ state: 'warn', note: { en: expect.stringMatching(/Not sealed/u) } });
    rmSync(path.join(installed.dataDir, 'blobs'), { recursive: true });
    await backUp(installed.dataDir, path.join(room, 'c'), { recipients, now: () => now });
    expect(checkBackup(planOf({ folder: path.join(room, 'c') }), now)).toMatchObject({ state: 'warn', note: { en: expect.stringMatching(/3 files were missing/u) } });
    // One that cannot be believed does not count; the one before does.
    for (const name of readdirSync(path.join(folder, 'backups')).filter((name) => name !== id)) truncateSync(path.join(folder, 'backups', name, 'manifest.json'), 5);
    expect(checkBackup(planOf(), now)).toMatchObject({ state: 'ok', value: `${id} (3 giờ / 3 h)` });
    writeFileSync(path.join(room, 'tệp'), '');
    expect(checkBackup(planOf({ folder: path.join(room, 'tệp') }), now)).toMatchObject({ state: 'fail', note: { en: expect.stringMatching(/cannot be read/u) } });
  });
});
