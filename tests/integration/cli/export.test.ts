import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestInstallation } from '../../support/installation';
import { openCommittee, publishedMeeting, type Committee } from '../meetings/committee';
import { phien } from './phien';

describe('phien export', () => {
  let c: Committee;
  let meetingId: string;
  let folder: string;
  const say = (...args: string[]) => phien(['export', ...args], { dataDir: c.installation.dataDir, from: folder });

  beforeAll(async () => {
    c = await openCommittee();
    ({ meetingId } = await publishedMeeting(c));
    folder = mkdtempSync(path.join(os.tmpdir(), 'phien-export-'));
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await c.installation.close();
  });

  it('exports E9 waits for the server to stop, makes one whole file, never over another, and leaves entries', { timeout: 300_000 }, async () => {
    const held = say('session', meetingId, '--to', 'a.zip');
    expect([held.code, held.out]).toEqual([1, '']);
    await c.installation.application.stop();
    expect(say('session', '01a20103-0000-7000-8000-000000000000', '--to', 'a.zip')).toMatchObject({ code: 2 });
    expect(say('session', 'x', '--to', 'a.zip').code).toBe(2);
    expect(say('session', meetingId).code).toBe(2);
    expect(say('session', meetingId, '--to', 'nowhere/a.zip')).toMatchObject({ code: 1, err: expect.stringContaining('nowhere') as string });
    const made = say('session', meetingId, '--to', 'a.zip', '--json');
    expect(made).toMatchObject({ code: 0, err: '' });
    const told = JSON.parse(made.out) as { file: string; sha256: string; files: number; missing: number };
    expect(told).toMatchObject({ file: path.join(folder, 'a.zip'), missing: 0 });
    // Its own name where a folder is given; nothing half is left anywhere.
    expect(say('person', c.member.personId, '--to', '.').code).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['a.zip', expect.stringMatching(/^du-lieu-ca-nhan .+ Cù Minh Thạc\.zip$/u)]);
    const before = readFileSync(told.file);
    expect(say('session', meetingId, '--to', 'a.zip')).toMatchObject({ code: 1, out: '' });
    expect(readFileSync(told.file).equals(before)).toBe(true);

    const whole = say('verify', 'a.zip', '--json');
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.out)).toMatchObject({ ok: true, sha256: told.sha256, files: told.files, problems: [], subject: { kind: 'session', id: meetingId } });
    truncateSync(told.file, before.length - 30);
    expect(say('verify', 'a.zip')).toMatchObject({ code: 1, out: expect.stringContaining('cut off') as string });
    writeFileSync(path.join(folder, 'x.zip'), '');
    expect(say('verify', 'x.zip').code).toBe(1);
    expect(say('verify', 'not-there.zip').code).toBe(2);

    c.installation = await openTestInstallation({ dataDir: c.installation.dataDir, at: '2026-11-27T01:00:00Z' });
    const { reader } = c.installation.application.database;
    const entry = await reader.auditEntry.findFirstOrThrow({ where: { action: 'exports.record-made', objectId: meetingId } });
    expect(JSON.parse(entry.details)).toMatchObject({ sha256: told.sha256, requestedById: null, requestedBy: 'system:console' });
    expect(await reader.dataExport.count({ where: { state: { not: 'gone' } } })).toBe(0);
    expect(existsSync(path.join(folder, 'a.zip'))).toBe(true);
  });
});
