import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyInstallation } from '../../../server/application';
import { projectRoot } from '../../../server/adapters/project-root';
import { system } from '../../../server/kernel/actor';
import { openTestInstallation } from '../../support/installation';
import type { KilledInstallationOrder } from '../../support/killed-installation';
import { openCommittee, publishedMeeting, stagedFile, type Committee } from '../meetings/committee';

const WORDS = 'MẬT HOA CÀ PHÊ';
let c: Committee;
let meetingId: string;
let itemId: string;
const app = () => c.installation.application;

beforeEach(async () => {
  c = await openCommittee();
  ({ meetingId, itemId } = await publishedMeeting(c));
});
afterEach(() => c.installation.close());

/** A file of this name waits for a word about secrecy. */
async function waits(fileName: string, place = { meetingId, itemId }, who = c.secretary): Promise<string> {
  const { intakeId } = await stagedFile(c, place.meetingId, fileName, 1, { doubt: { page: 1, words: WORDS }, facts: { findings: ['secrecy_doubt'] }, by: who });
  return (await app().execute('documents.hold', { ...place, intakeId }, who)).heldId;
}
const rows = async () => (await app().database.reader.intake.findMany({ where: { meetingId }, orderBy: { id: 'asc' } })).map(({ id, state, fileName, words, sha256, erasedAt }) => ({ id, state, fileName, words, sha256, isErased: erasedAt !== null }));
const forgotten = (id: string) => ({ id, state: 'expired', fileName: '', words: '', sha256: '', isErased: true });
const entries = async () => (await app().database.reader.auditEntry.findMany({ where: { action: 'documents.forget-intakes' } })).map(({ actorName, meetingId: of, details }) => ({ actorName, of, details: JSON.parse(details) as unknown }));
const lying = (): number => readdirSync(path.join(c.installation.dataDir, 'waiting', 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
const cancel = () => app().execute('meetings.cancel', { meetingId, version: 2, reason: 'Bão' }, c.secretary);
const positionOf = async (type: string): Promise<number> => (await app().database.reader.historyEvent.findFirstOrThrow({ where: { stream: meetingId, type } })).position;

describe('files that are no papers yet when their session is over', () => {
  test('documents D36 called off, they are erased like refused ones, whoever sent them, and so is what was only looked at; others wait on', async () => {
    const elsewhere = await publishedMeeting(c);
    const [mine, other] = [await waits('Kế hoạch tác chiến.pdf'), await waits('Của người giúp việc.pdf', { meetingId, itemId }, c.assistant)];
    const { intakeId: ready } = await stagedFile(c, meetingId, 'Sẵn sàng.pdf', 1);
    const stays = await waits('Phiên khác.pdf', elsewhere);
    const history = app().followHistory();
    await cancel();
    await history.settled();
    expect(await rows()).toEqual([forgotten(mine), forgotten(other), forgotten(ready)]);
    expect(lying()).toBe(1);
    expect(await entries()).toEqual([{ actorName: 'system:documents.end-waiting', of: meetingId, details: { erased: [mine, other, ready], follows: await positionOf('meetings.cancelled') } }]);
    expect(await app().query('documents.held', { meetingId: elsewhere.meetingId }, c.secretary)).toMatchObject([{ id: stays }]);
    await expect(app().execute('documents.confirm-held', { heldId: mine }, c.secretary)).rejects.toMatchObject({ reason: 'state.meeting' });
    expect(JSON.stringify(await app().database.reader.auditEntry.findMany())).not.toMatch(/tác chiến|HOA CÀ PHÊ/u);
  });

  test('documents D36 closed, they are erased too; where nothing waited nothing is said', async () => {
    c.installation.clock.set('2026-11-26T01:00:00Z');
    const heldId = await waits('Hoa.pdf');
    const history = app().followHistory();
    const { meetingId: empty } = await publishedMeeting(c);
    for (const id of [meetingId, empty]) {
      for (const person of [c.chair, c.deputy, c.member]) await app().execute('sitting.mark-attendance', { meetingId: id, marks: [{ personId: person.personId, attendance: 'room' }] }, c.secretary);
      await app().execute('sitting.open-session', { meetingId: id }, c.secretary);
      await app().execute('sitting.close-session', { meetingId: id, postponeRest: true }, c.secretary);
    }
    await history.settled();
    expect([await rows(), lying()]).toEqual([[forgotten(heldId)], 0]);
    expect(await entries()).toEqual([{ actorName: 'system:documents.end-waiting', of: meetingId, details: { erased: [heldId], follows: await positionOf('sitting.session_closed') } }]);
  });

  test('documents D36 while the session goes on nothing is erased, whoever asks; a confirmed one stays a paper', async () => {
    const [heldId, paper] = [await waits('Hoa.pdf'), await waits('Lúa.pdf')];
    expect(await app().execute('documents.forget-intakes', { meetingId }, system('test'))).toEqual({ erased: [] });
    const { documentId } = await app().execute('documents.confirm-held', { heldId: paper }, c.secretary);
    expect((await rows()).map(({ id, state }) => [id, state])).toEqual([[heldId, 'waiting'], [paper, 'confirmed']]);
    const history = app().followHistory();
    await cancel();
    await history.settled();
    expect((await rows()).map(({ id, state }) => [id, state])).toEqual([[heldId, 'expired'], [paper, 'confirmed']]);
    expect(await app().query('documents.file', { documentId }, c.secretary)).toMatchObject({ size: expect.any(Number) as number });
    expect(await entries()).toMatchObject([{ details: { erased: [heldId] } }]);
  });

  test.each(['after the commit', 'after erasing'] as const)('kernel H5 documents D36 killed %s, it happens after the next start, and is written once', { timeout: 120_000 }, async (dies) => {
    const heldId = await waits('Hoa.pdf');
    const { dataDir, clock } = c.installation;
    const at = clock.now().toISOString();
    await app().stop();
    const order: KilledInstallationOrder = { dataDir, at, meetingId, secretary: c.secretary, dies };
    const child = spawn(process.execPath, ['--import', 'tsx', path.join('tests', 'support', 'killed-installation.ts'), JSON.stringify(order)], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const signal = await new Promise((resolve) => child.on('exit', (_code, by) => resolve(by)));
    expect([signal, said]).toEqual(['SIGKILL', '']);

    c = { ...c, installation: await openTestInstallation({ dataDir, at }) };
    expect(await app().query('meetings.detail', { meetingId }, c.secretary)).toMatchObject({ meeting: { state: 'cancelled' } });
    expect([(await rows())[0]?.state, lying(), await entries()]).toEqual(['waiting', dies === 'after the commit' ? 1 : 0, []]);
    for (let starts = 0; starts < 2; starts += 1) {
      const history = app().followHistory();
      await history.settled();
      await history.stop();
    }
    expect([await rows(), lying()]).toEqual([[forgotten(heldId)], 0]);
    expect(await entries()).toHaveLength(1);
    expect(await verifyInstallation(dataDir, { noted: [], files: false })).toMatchObject({ chain: { ok: true } });
  });
});
