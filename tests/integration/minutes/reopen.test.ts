import { beforeEach, describe, expect, it } from 'vitest';
import { fileOnDisk } from '../../support/file-on-disk';
import { approvedMinutes, closedAssembly, PIN, reasonOf, type ClosedAssembly, write } from './session';

let all: ClosedAssembly;
let minutesId: string;
let officialId: string;
let verifyCode: string;

const anyone = { kind: 'anonymous' } as const;
const editor = async () => (await all.query('minutes.editor', { meetingId: all.meetingId }, all.secretary)).minutes;
const sign = (who = all.secretary) => all.execute('records.sign', { officialId, pin: PIN }, who);
const refuse = () => all.execute('records.refuse', { officialId, reason: 'Sai tên đơn vị ở nội dung 1.' }, all.chair);
const reopen = async (who = all.secretary) => all.execute('minutes.reopen', { minutesId, version: (await editor())?.version ?? 0 }, who);
const tasks = async (who = all.secretary) => (await all.query('minutes.tasks', {}, who)).tasks;

async function bytesOf(revision: number): Promise<Buffer> {
  const { blobKey: key, sha256, size } = await all.query('records.file', { officialId, revision }, all.secretary);
  const chunks: Buffer[] = [];
  for await (const chunk of await all.installation.application.ports.blobs.open({ key, sha256, size })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('minutes taken back after a refusal', () => {
  beforeEach(async () => {
    all = await closedAssembly();
    ({ minutesId, officialId, verifyCode } = await approvedMinutes(all));
    await sign();
    return () => all.close();
  });

  it('minutes N12 the secretary hears of it, takes the minutes back, and the chain goes on to the end with number and code kept', async () => {
    expect(await reasonOf(reopen())).toBe('conflict/minutes.not_refused');
    await refuse();
    expect(await tasks()).toMatchObject([{ kind: 'refused', remarks: 'Sai tên đơn vị ở nội dung 1.' }]);
    expect((await all.query('minutes.view', { meetingId: all.meetingId }, all.secretary)).can.reopen).toBe(true);
    expect(await reasonOf(reopen(all.chair))).toBe('forbidden/minutes.secretary_only');
    expect(await reasonOf(all.execute('minutes.reopen', { minutesId, version: 1 }, all.secretary))).toBe('conflict/minutes.changed_elsewhere');
    await reopen();
    const draft = await editor();
    expect(draft).toMatchObject({ state: 'returned', remarks: `${all.chair.fullName} từ chối ký: Sai tên đơn vị ở nội dung 1.`, file: null, steps: [], approvedAt: null, number: '01/BB-UBND' });
    expect(draft?.revisions.map(({ action }) => action)).toEqual(['reopen', 'approve', 'submit', 'draft']);
    expect((await tasks()).map(({ kind }) => kind)).toEqual(['returned']);
    expect(await reasonOf(reopen())).toBe('conflict/state.minutes');

    const paragraphs = (draft?.paragraphs ?? []).map(({ id, text }) => ({ id, text: id === 'conclusion' ? 'Đã sửa tên đơn vị.' : text }));
    await write(all, minutesId, paragraphs, all.secretary);
    const { version } = await all.execute('minutes.submit', { minutesId, version: draft?.version ?? 0 }, all.secretary);
    await expect(all.execute('minutes.approve', { minutesId, version }, all.chair)).resolves.toMatchObject({ number: 1, verifyCode });
    await expect(sign()).resolves.toMatchObject({ revision: 3, complete: false });
    await expect(sign(all.chair)).resolves.toMatchObject({ revision: 4, complete: true });
    expect((await all.query('records.by-code', { code: verifyCode }, anyone)).isFinal).toBe(true);
    const report = await all.query('records.verify-upload', fileOnDisk(await bytesOf(4), 'moi.pdf'), anyone);
    expect(report).toMatchObject({ verdict: 'valid', known: { isLatest: true, isVoid: false } });
  });

  it('minutes N12 records G21 the file made before is void: nobody of the session gets it, its code and its bytes say so', async () => {
    const before = await bytesOf(1);
    await refuse();
    await reopen();
    expect(await reasonOf(all.query('records.file', { officialId, revision: 1 }, all.guest))).toBe('not_found/not_found');
    expect(await all.query('records.by-code', { code: verifyCode }, anyone)).toMatchObject({ isWithdrawn: true, isFinal: false, file: null, signatures: [] });
    expect(await all.query('records.verify-code', { code: verifyCode }, anyone)).toBeNull();
    expect((await all.query('records.verify-upload', fileOnDisk(before, 'cu.pdf'), anyone)).known).toMatchObject({ number: 1, isVoid: true });
    const { version } = await all.execute('minutes.submit', { minutesId, version: (await editor())?.version ?? 0 }, all.secretary);
    await all.execute('minutes.approve', { minutesId, version }, all.chair);
    expect(await reasonOf(all.query('records.file', { officialId, revision: 1 }, all.guest))).toBe('not_found/not_found');
    expect((await all.query('records.file', { officialId, revision: 2 }, all.guest)).isVoid).toBe(false);
    expect((await all.query('records.verify-upload', fileOnDisk(before, 'cu.pdf'), anyone)).known).toMatchObject({ isVoid: true, isLatest: false });
  });
});
