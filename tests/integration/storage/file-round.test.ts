import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { system } from '../../../server/kernel/actor';
import { blobs } from '../../../server/transports/cli/blobs';
import { checkStoredFiles } from '../../../server/transports/cli/doctor-files';
import { forgetOldReceipts } from '../../../server/modules/storage/jobs/forget-old-receipts';
import { isRoundDue, readFiles } from '../../../server/modules/storage/jobs/read-files';
import { doJob } from '../../support/jobs';
import { approvedMinutes, closedAssembly } from '../minutes/session';
import { openCommittee, publishedMeeting, stagedFile, type Committee } from '../meetings/committee';

let c: Committee;
const program = system('test');

beforeEach(async () => void (c = await openCommittee()));
afterEach(() => c.installation.close());

const run = () => doJob(c.installation.application, readFiles);
const stateNow = () => c.installation.application.query('storage.state', {}, program);
const fileOf = (key: string): string => path.join(c.installation.dataDir, 'blobs', key.slice(-2), key);
const audited = async (action: string) => (await c.installation.application.database.reader.auditEntry.findMany({ where: { action } })).map(({ objectId, details }) => ({ objectId, details: JSON.parse(details) as Record<string, unknown> }));

/** Three papers of a session. */
async function papers(): Promise<{ documentId: string; blobKey: string }[]> {
  const { meetingId, itemId } = await publishedMeeting(c);
  const made = [];
  for (const name of ['Một.pdf', 'Hai.pdf', 'Ba.pdf']) {
    const file = await stagedFile(c, meetingId, name, 1);
    const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...file }, c.secretary);
    made.push({ documentId, blobKey: (await c.installation.application.query('documents.file', { documentId }, c.secretary)).blobKey });
  }
  return made;
}

describe('the round over the stored files', () => {
  it('storage W1 reads all of them and says so in the record, in the log, to the doctor', async () => {
    await papers();
    expect((await checkStoredFiles(c.installation.dataDir, c.installation.clock.now()))[0]).toMatchObject({ id: 'files', state: 'warn' });
    await run();
    const { running, complete, findings } = await stateNow();
    expect([running, complete?.files, findings]).toEqual([null, 3, []]);
    expect([c.installation.said, c.installation.faults]).toEqual([['stored files were read and compared'], []]);
    expect(await audited('storage.record-progress')).toEqual([{ objectId: 'files', details: expect.objectContaining({ complete: true, files: 3, damaged: 0 }) }]);
    expect((await checkStoredFiles(c.installation.dataDir, c.installation.clock.now()))[0]).toMatchObject({ state: 'ok' });
  });

  it('storage W5 answers to repeated commands are kept for 90 days, all of them, and no longer', async () => {
    const { execute, database } = c.installation.application;
    const commandIds = Array.from({ length: 501 }, () => crypto.randomUUID());
    for (const commandId of commandIds) await execute('identity.set-locale', { locale: 'vi' }, c.admin, { commandId });
    const [last = ''] = commandIds;
    c.installation.clock.advance(90 * 86_400_000);
    await doJob(c.installation.application, forgetOldReceipts);
    expect(await database.reader.receipt.count()).toBe(501);
    expect(await execute('identity.set-locale', { locale: 'vi' }, c.admin, { commandId: last })).toBeDefined();
    c.installation.clock.advance(1);
    await doJob(c.installation.application, forgetOldReceipts);
    expect(await database.reader.receipt.count()).toBe(0);
  });

  it('storage W1 official documents too', async () => {
    const all = await closedAssembly();
    await approvedMinutes(all);
    const { application } = all.installation;
    await doJob(application, readFiles);
    const named = await application.query('storage.next-files', { after: null, limit: 50 }, program);
    expect(named.map(({ objectType }) => objectType)).toContain('official');
    expect((await application.query('storage.state', {}, program)).complete?.files).toBe(named.length);
    await all.close();
  });

  it('storage W1 goes on where it was ended, and counts nothing twice', async () => {
    await papers();
    const { application } = c.installation;
    const { blobs } = application.ports;
    let asked = 0;
    application.ports.blobs = Object.assign(Object.create(blobs) as typeof blobs, {
      check: async (...given: Parameters<typeof blobs.check>) => {
        asked += 1;
        // Long enough that how far it is is written down.
        c.installation.clock.advance(31_000);
        if (asked === 3) throw new Error('the medium is away');
        return blobs.check(...given);
      },
    });
    await expect(run()).rejects.toThrow('is waiting');
    expect((await stateNow()).running).toMatchObject({ files: 2 });
    asked = 10;
    c.installation.clock.advance(2 * 60_000);
    await application.jobs.drain();
    expect([asked, (await stateNow()).complete]).toEqual([11, expect.objectContaining({ files: 3 })]);
  });

  it('storage W2 notes what it finds once, by name, and goes on', async () => {
    const [first, second] = await papers();
    writeFileSync(fileOf(first?.blobKey ?? ''), 'khác');
    rmSync(fileOf(second?.blobKey ?? ''));
    await run();
    await run();
    const { complete, findings } = await stateNow();
    expect(complete).toMatchObject({ files: 3, damaged: 2 });
    expect(findings.map(({ problem, name, objectId }) => [problem, name, objectId]).sort()).toEqual([['damaged', 'Một (1)', first?.documentId], ['missing', 'Hai (1)', second?.documentId]]);
    expect(await audited('storage.record-damage')).toHaveLength(2);
    expect(c.installation.faults.filter((text) => text.includes('not what was stored'))).toHaveLength(2);
    const [row] = await checkStoredFiles(c.installation.dataDir, c.installation.clock.now());
    expect(row).toMatchObject({ state: 'fail' });
    expect(row?.note?.vi).toContain('Một (1)');
  });

  it('storage W2 notes also what somebody found who wanted to read it', async () => {
    const [first] = await papers();
    writeFileSync(fileOf(first?.blobKey ?? ''), 'khác');
    const { blobKey: key, sha256, size } = await c.installation.application.query('documents.file', { documentId: first?.documentId ?? '' }, c.secretary);
    for (let tries = 0; tries < 3; tries += 1) await expect(c.installation.application.ports.blobs.open({ key, sha256, size })).rejects.toMatchObject({ reason: 'storage.damaged_file' });
    await expect.poll(async () => (await stateNow()).findings).toMatchObject([{ blobKey: key, problem: 'damaged' }]);
    expect(await audited('storage.record-damage')).toMatchObject([{ objectId: first?.documentId, details: { foundBy: 'reading' } }]);
  });

  it('storage W3 takes a file off the list when it was restored, and says so', async () => {
    const [first] = await papers();
    const file = fileOf(first?.blobKey ?? '');
    const right = readFileSync(file);
    writeFileSync(file, 'khác');
    await run();
    writeFileSync(file, right);
    await run();
    expect((await stateNow()).findings).toEqual([]);
    expect((await audited('storage.record-progress')).at(-1)?.details).toMatchObject({ complete: true, damaged: 0, mended: [] });
    expect((await audited('storage.record-progress')).map(({ details }) => details.mended)).toContainEqual(['Một (1)']);
    expect(c.installation.said).toContain('stored files are sound again');
  });

  it('storage W4 is told to nobody but the program', async () => {
    await expect(c.installation.application.query('storage.state', {}, c.secretary)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('storage W1 is due at night, after nights without the machine, when none was ever whole, and while one is under way', () => {
    const complete = (iso: string) => ({ running: null, complete: { startedAt: new Date(iso), endedAt: new Date(iso), files: 1, bytes: 1, damaged: 0 } });
    const night = new Date('2026-11-27T02:00:00+07:00');
    expect(isRoundDue({ running: null, complete: null }, night)).toBe(true);
    expect(isRoundDue(complete('2026-11-26T02:00:00+07:00'), night)).toBe(true);
    expect(isRoundDue(complete('2026-11-27T01:00:00+07:00'), night)).toBe(false);
    expect(isRoundDue(complete('2026-11-26T02:00:00+07:00'), new Date('2026-11-27T09:00:00+07:00'))).toBe(false);
    expect(isRoundDue(complete('2026-11-24T02:00:00+07:00'), new Date('2026-11-27T09:00:00+07:00'))).toBe(true);
    expect(isRoundDue({ ...complete('2026-11-27T01:00:00+07:00'), running: { startedAt: night, after: 'x', files: 1, bytes: 1 } }, night)).toBe(true);
  });
});

describe('phien blobs verify', () => {
  it('storage W1 W2 compares every file beside a running server and exits with 1 when one is wrong', async () => {
    const [first] = await papers();
    const verify = async () => {
      const out = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
      try {
        const code = await blobs(['verify', '--json'], c.installation.dataDir);
        return { code, answer: JSON.parse(out.mock.calls.map(([text]) => String(text)).join('')) as unknown };
      } finally {
        out.mockRestore();
      }
    };
    expect(await verify()).toMatchObject({ code: 0, answer: { ok: true, files: 3, faults: [] } });
    rmSync(fileOf(first?.blobKey ?? ''));
    expect(await verify()).toMatchObject({ code: 1, answer: { ok: false, files: 3, faults: [{ problem: 'missing', name: 'Một (1)', objectId: first?.documentId }] } });
  });
});
