import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestInstallation } from '../support/installation';
import { makeUsedFolder, overwrite, remove } from '../support/used-folder';
import { noteFailure } from '../../server/kernel/repository.consumers';
import { formatDoctor, runDoctor, type DoctorOptions } from '../../server/transports/cli/doctor';
import type { DoctorRow } from '../../server/transports/cli/doctor-tools';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'phien-doctor-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function rowOf(id: string, options: Partial<DoctorOptions> = {}): Promise<DoctorRow> {
  const { rows } = await runDoctor({ dataDir: folder, ...options });
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

async function fakeTool(name: string, script: string): Promise<void> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

describe('doctor', () => {
  it('cli D1 finds this installation fit and leaves no trace', async () => {
    const report = await runDoctor({ dataDir: folder });
    // Wherever the tests run: temporary folders may lie on a small disk or in memory.
    const failed = report.rows.filter((row) => row.state === 'fail' && row.id !== 'space' && row.id !== 'flush');
    expect(failed).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('cli D2 says what is missing without each helper, in both languages', async () => {
    const report = await runDoctor({ dataDir: folder, searchPath: folder });
    const missing = report.rows.filter((row) => row.state === 'missing');
    expect(missing.map((row) => row.id)).toEqual(['unshare', 'openssl', 'pdfsig', 'qpdf', 'softhsm', 'chromium', 'soffice', 'bwrap', 'tesseract']);
    for (const { note } of missing) {
      expect(note?.vi).toMatch(/[ạảấầậếệịọộợụứừữựđơư]/);
      expect(note?.en.length).toBeGreaterThan(20);
    }
    expect(report.rows.every((row) => row.state !== 'fail' || row.id === 'space' || row.id === 'flush')).toBe(true);
  });

  it('cli D3 gives the version of a helper that is there', async () => {
    await fakeTool('qpdf', 'echo "qpdf version 11.3.0"; echo more');
    expect(await rowOf('qpdf', { searchPath: folder })).toMatchObject({ state: 'ok', value: 'qpdf version 11.3.0' });
  });

  it('cli D63 says what is not taken without LibreOffice and bubblewrap, also where bubblewrap is there and may not be used', async () => {
    expect((await rowOf('soffice', { searchPath: folder })).note?.en).toContain('Only PDF and PNG or JPEG');
    await fakeTool('bwrap', 'echo "bwrap: No permissions to create new namespace" >&2; exit 1');
    const kept = await rowOf('bwrap', { searchPath: folder });
    expect([kept.state, kept.note?.en]).toEqual(['missing', expect.stringContaining('.doc, .xls and .ppt are not taken')]);
    await fakeTool('bwrap', 'echo alone');
    expect((await rowOf('bwrap', { searchPath: folder })).state).toBe('ok');
  });

  it('cli D4 takes the sandbox helper only when it works for this user', async () => {
    await fakeTool('unshare', 'exit 1');
    expect((await rowOf('unshare', { searchPath: folder })).state).toBe('missing');
    await fakeTool('unshare', 'echo alone');
    expect((await rowOf('unshare', { searchPath: folder })).state).toBe('ok');
  });

  it.each([['18.20.0', 'fail'], ['20.18.9', 'fail'], ['20.19.0', 'warn'], ['24.1.0', 'ok']])('cli D5 judges Node.js %s: %s', async (nodeVersion, state) => {
    expect((await rowOf('node', { nodeVersion })).state).toBe(state);
  });

  it.each([['3.51.2', 'fail'], ['3.51.3', 'ok'], ['3.53.2', 'ok'], ['4.0.0', 'ok']])('cli D6 judges SQLite %s: %s', async (version, state) => {
    expect((await rowOf('sqlite', { sqliteVersion: () => Promise.resolve(version) })).state).toBe(state);
  });

  it('cli D7 reports a database module that does not load', async () => {
    const row = await rowOf('sqlite', { sqliteVersion: () => Promise.reject(new Error('invalid ELF header\nat x')) });
    expect(row).toMatchObject({ state: 'fail', value: 'invalid ELF header' });
  });

  it('cli D8 fails on a data folder that cannot be written', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const report = await runDoctor({ dataDir: path.join(folder, 'file', 'data') });
    expect(report.ok).toBe(false);
    expect(report.rows.find((row) => row.id === 'data')?.state).toBe('fail');
  });

  it('cli D9 fails on a clock before the program was made', async () => {
    expect((await rowOf('clock', { now: new Date('1970-01-02') })).state).toBe('fail');
    await fakeTool('timedatectl', 'echo yes');
    expect((await rowOf('clock', { now: new Date('2026-11-26T01:02:03Z'), searchPath: folder })).value).toContain('NTP');
  });

  it('cli D10 prints one line for each row and a second where something is to be said', async () => {
    const report = await runDoctor({ dataDir: folder, searchPath: folder });
    const [lines = '', next = ''] = formatDoctor(report, 'vi').split('\n\n');
    expect(lines.split('\n').length).toBe(report.rows.length + report.rows.filter((row) => row.note).length);
    expect(next.split('\n').length).toBe(report.next.length + 1);
    expect(formatDoctor(report, 'en')).toContain('missing  qpdf');
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  it('cli D20 reads both databases through, looks for every paper and who may read them; an injury is named with what to do', async () => {
    const used = await makeUsedFolder(40);
    const rows = async (): Promise<Record<string, DoctorRow>> => Object.fromEntries((await runDoctor({ dataDir: used.dataDir })).rows.map((row) => [row.id, row]));
    const states = (found: Record<string, DoctorRow>) => ['database', 'ink', 'papers', 'rights'].map((id) => found[id]?.state);
    expect(states(await rows())).toEqual(['ok', 'ok', 'ok', 'ok']);
    const ink = path.join(used.dataDir, 'ink.sqlite');
    overwrite(ink, 4096 * 3, 4096 * 2);
    await chmod(ink, 0o644);
    await rm(path.join(used.dataDir, 'blobs', used.blobKey.slice(-2), used.blobKey));
    const injured = await rows();
    expect(states(injured)).toEqual(['ok', 'fail', 'fail', 'warn']);
    expect(injured.ink?.note?.en).toMatch(/copy a WHOLE backup into a new folder/u);
    expect(injured.papers?.value).toContain(used.blobKey);
    await rm(path.join(used.dataDir, 'phien.sqlite'));
    expect((await rows()).database).toMatchObject({ state: 'fail', note: { en: expect.stringMatching(/^phien\.sqlite is missing while .*ink\.sqlite/u) as string } });
    remove(used.dataDir);
  });

  it('cli D21 names what follows from events and failed, with the event it stands before; what has stopped fails, with what to do', async () => {
    const installation = await openTestInstallation();
    const row = async (): Promise<DoctorRow | undefined> => (await runDoctor({ dataDir: installation.dataDir })).rows.find(({ id }) => id === 'history');
    const failed = (attempts: number, stoppedAt: Date | null) => installation.application.database.transaction((db) => noteFailure(db, 'documents.end-waiting', { attempts, problem: 'conflict state.meeting', failedAt: installation.clock.now(), stoppedAt }));
    const history = installation.application.followHistory();
    await history.settled();
    await history.stop();
    expect(await row()).toMatchObject({ state: 'ok' });
    await failed(1, null);
    expect(await row()).toMatchObject({ state: 'warn', value: 'documents.end-waiting > 0: conflict state.meeting' });
    await failed(10, installation.clock.now());
    expect(await row()).toMatchObject({ state: 'fail', value: 'documents.end-waiting > 0: conflict state.meeting', note: { en: expect.stringMatching(/the next start tries again/u) as string } });
    await installation.close();
    expect((await runDoctor({ dataDir: folder })).rows.some(({ id }) => id === 'history')).toBe(false);
  });

  it('cli D22 names background work that failed, and where it is run again', async () => {
    const installation = await openTestInstallation();
    const row = async (): Promise<DoctorRow | undefined> => (await runDoctor({ dataDir: installation.dataDir })).rows.find(({ id }) => id === 'jobs');
    expect(await row()).toMatchObject({ state: 'ok' });
    const now = installation.clock.now();
    const failed = { kind: 'documents.draw-pages', payload: '{}', state: 'failed', priority: 1, runAfter: now, queuedAt: now, endedAt: now };
    await installation.application.database.transaction((db) => db.job.createMany({ data: ['1', '2'].map((id) => ({ ...failed, id, turn: id })) }));
    expect(await row()).toMatchObject({ state: 'warn', value: 'documents.draw-pages × 2', note: { en: expect.stringMatching(/runs it again/u) as string } });
    await installation.close();
  });
});
