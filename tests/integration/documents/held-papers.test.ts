import { randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyInstallation } from '../../../server/application';
import type { PersonCaller } from '../../../server/kernel/actor';
import type { PdfVerdict } from '../../../server/kernel/ports/pdf-inspector';
import { errorResponse } from '../../../server/transports/http/errors';
import { uploadRoutes } from '../../../server/transports/http/uploads';
import { eraseStaged } from '../../../server/modules/documents/intake/erase-staged';
import { age } from '../../support/file-on-disk';
import { adoptRecord, openTestInstallation } from '../../support/installation';
import { doJob } from '../../support/jobs';
import { listen, type Listening } from '../../support/listening';
import { factsOf, openCommittee, publishedMeeting, stagedFile, type Committee } from '../meetings/committee';

const DAY = 24 * 60 * 60_000;
const WORDS = 'MẬT HOA CÀ PHÊ';
let c: Committee;
let server: Listening;
let meetingId: string;
let itemId: string;
let sender: PersonCaller;
let verdict: PdfVerdict;

beforeEach(async () => {
  c = await openCommittee();
  sender = c.secretary;
  ({ meetingId, itemId } = await publishedMeeting(c));
  verdict = { ok: true, facts: { ...factsOf(1), findings: ['secrecy_doubt'] } as never, doubt: { page: 1, words: WORDS } };
  await serve();
});
afterEach(async () => {
  await server.stop();
  await c.installation.close();
});

async function serve(): Promise<void> {
  const { application } = c.installation;
  // What the inspector makes of real files is in pdf-inspect and secrecy-marks; here it is what follows from its verdict.
  application.ports.inspector = { inspect: async () => verdict };
  application.jobs.start();
  const app = express();
  app.use('/upload', uploadRoutes({ application, callerOf: () => sender, tmpDir: path.join(c.installation.dataDir, 'uploads') }));
  app.use(errorResponse(pino({ level: 'silent' }), application));
  server = await listen(app);
}

async function upload(text: string, fields: Record<string, string> = {}): Promise<{ status: number; answer: { heldId?: string; documentId?: string; error?: { reason: string; params: object } } }> {
  const body = new FormData();
  for (const [name, value] of Object.entries({ itemId, ...fields })) body.set(name, value);
  body.set('file', new Blob([`%PDF-1.7 ${text}`]), `${text}.pdf`);
  const response = await fetch(`${server.origin}/upload/meetings/${meetingId}`, { method: 'POST', body });
  return { status: response.status, answer: (await response.json()) as never };
}
async function held(text: string, fields: Record<string, string> = {}): Promise<string> {
  const { status, answer } = await upload(text, fields);
  expect([status, Object.keys(answer).includes('heldId')]).toEqual([202, true]);
  return answer.heldId ?? '';
}
const filesIn = (folder: string): string[] => readdirSync(path.join(c.installation.dataDir, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
const papersStored = (): number => filesIn('blobs').length;
const asked = (who = c.secretary) => c.installation.application.query('documents.held', { meetingId }, who);
const papers = async () => (await c.installation.application.query('documents.list', { meetingId }, c.secretary)).documents;
const confirm = (heldId: string, who = c.secretary, commandId?: string) => c.installation.application.execute('documents.confirm-held', { heldId }, who, { commandId });
const refuse = (heldId: string, who = c.secretary) => c.installation.application.execute('documents.refuse-held', { heldId }, who);
const sweep = () => doJob(c.installation.application, eraseStaged);
const audit = async (action: string) => (await c.installation.application.database.reader.auditEntry.findMany({ where: { action } })).map(({ details, ...entry }) => ({ ...entry, details: JSON.parse(details) as Record<string, unknown> }));

describe('a file in which a word may be a mark of secrecy', () => {
  test('documents D20 is no paper: it waits apart, readable by the server alone, and its sender is asked with page and words', async () => {
    const stored = papersStored();
    const heldId = await held('Hoa');
    expect(await asked()).toEqual([{ id: heldId, itemId, replaces: null, fileName: 'Hoa.pdf', isDoubtful: true, isUnseen: false, conversion: null, page: 1, words: WORDS, expiresAt: new Date(c.installation.clock.now().getTime() + DAY) }]);
    expect([await papers(), papersStored(), filesIn('uploads')]).toEqual([[], stored, []]);
    const [file = ''] = filesIn('waiting');
    expect([statSync(file).mode & 0o777, statSync(path.dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test('documents D20 nobody else knows of it, may confirm or refuse it, however near to the session', async () => {
    const heldId = await held('Hoa');
    expect(await asked(c.assistant)).toEqual([]);
    for (const other of [c.assistant, c.chair, c.member, c.otherOfficer, c.clerk, c.admin]) {
      await expect(confirm(heldId, other)).rejects.toMatchObject({ code: 'not_found' });
      await expect(refuse(heldId, other)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(c.installation.application.query('documents.held', { meetingId }, c.chair)).rejects.toMatchObject({ code: 'forbidden' });
    expect([(await asked()).length, filesIn('waiting').length]).toEqual([1, 1]);
  });

  test('documents D21 confirmed, it is the paper it was sent as; who, page and words are in the audit log, and the copy that waited goes', async () => {
    const heldId = await held('05_Báo cáo hoa', { title: 'Báo cáo mùa hoa' });
    await adoptRecord(c.installation);
    const { documentId } = await confirm(heldId);
    expect(await papers()).toEqual([expect.objectContaining({ id: documentId, itemId, title: 'Báo cáo mùa hoa', kind: 'bao_cao', fileName: '05_Báo cáo hoa.pdf', number: 1 })]);
    expect(await audit('documents.confirm-held')).toEqual([expect.objectContaining({ actorId: c.secretary.personId, objectId: documentId, meetingId, details: expect.objectContaining({ heldId, page: 1, words: WORDS, fileName: '05_Báo cáo hoa.pdf' }) })]);
    expect(await asked()).toEqual([]);
    await sweep();
    expect(filesIn('waiting')).toEqual([]);
    const { blobKey, sha256, size } = await c.installation.application.query('documents.file', { documentId }, c.member);
    expect(await c.installation.application.ports.blobs.check({ key: blobKey, sha256, size })).toBe('sound');
    expect((await verifyInstallation(c.installation.dataDir, { noted: [], files: false })).differences).toEqual([]);
  });

  test('documents D21 a new version in doubt becomes that version; meanwhile members read the one there is', async () => {
    const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'Cũ.pdf', 2)) }, c.secretary);
    const heldId = await held('Mới', { documentId, replaces: '1', reason: 'Sửa số liệu' });
    expect(await asked()).toMatchObject([{ replaces: 'Cũ', itemId }]);
    expect(await papers()).toMatchObject([{ number: 1, fileName: 'Cũ.pdf' }]);
    expect(await confirm(heldId)).toMatchObject({ documentId });
    expect(await papers()).toMatchObject([{ id: documentId, number: 2, fileName: 'Mới.pdf' }]);
  });

  test('documents D21 the rules of the moment hold: a version replaced meanwhile, a closed session, a part in the session that ended', async () => {
    const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'Cũ.pdf', 2)) }, c.secretary);
    const late = await held('Mới', { documentId, replaces: '1', reason: 'Sửa số liệu' });
    const stored = papersStored();
    await c.installation.application.execute('documents.replace', { documentId, replaces: 1, reason: 'Sửa số liệu', ...(await stagedFile(c, meetingId, 'Khác.pdf', 2, { by: c.assistant })) }, c.assistant);
    await expect(confirm(late)).rejects.toMatchObject({ code: 'conflict', reason: 'documents.changed_elsewhere' });
    expect(papersStored()).toBe(stored + 1);
    sender = c.assistant;
    const mine = await held('Của người giúp việc');
    await c.installation.application.database.transaction((db) => db.attendee.deleteMany({ where: { meetingId, personId: c.assistant.personId } }));
    await expect(confirm(mine, c.assistant)).rejects.toMatchObject({ code: 'not_found' });
    // Taking it back needs no part in the session.
    await refuse(mine, c.assistant);
    await c.installation.application.database.transaction((db) => db.meeting.update({ where: { id: meetingId }, data: { state: 'closed' } }));
    await expect(confirm(late)).rejects.toMatchObject({ code: 'conflict', reason: 'state.meeting' });
  });

  test('documents D22 at a "no" the bytes are erased at once, and neither name nor words stay', async () => {
    const heldId = await held('Kế hoạch tác chiến');
    await refuse(heldId);
    expect([filesIn('waiting'), await asked(), await papers()]).toEqual([[], [], []]);
    const row = await c.installation.application.database.reader.intake.findUniqueOrThrow({ where: { id: heldId } });
    expect(row).toMatchObject({ state: 'refused', fileName: '', words: '', facts: '', sha256: '', title: null });
    expect(JSON.stringify([await audit('documents.refuse-held'), await audit('documents.hold'), await c.installation.application.database.reader.receipt.findMany()])).not.toMatch(/tác chiến|HOA CÀ PHÊ/u);
    await expect(confirm(heldId)).rejects.toMatchObject({ code: 'gone', reason: 'documents.held_gone' });
    expect(await refuse(heldId)).toEqual({ erased: heldId });
  });

  test('documents D22 after 24 hours of the installation it is erased unanswered, also over a restart and with the machine clock set back', async () => {
    const [heldId, young] = [await held('Một'), await (async () => (c.installation.clock.advance(60_000), held('Hai')))()];
    c.installation.clock.advance(DAY - 61_000);
    await sweep();
    expect((await asked()).map(({ id }) => id)).toEqual([heldId, young]);
    await server.stop();
    const { dataDir } = c.installation;
    await c.installation.application.stop();
    c = { ...c, installation: await openTestInstallation({ dataDir, at: c.installation.clock.now().toISOString() }) };
    await serve();
    expect((await asked()).map(({ id }) => id)).toEqual([heldId, young]);
    c.installation.clock.advance(1_000);
    await expect(confirm(heldId)).rejects.toMatchObject({ code: 'gone', reason: 'documents.held_gone' });
    expect(await asked()).toMatchObject([{ id: young }]);
    c.installation.clock.step(-10 * DAY);
    await sweep();
    expect(filesIn('waiting')).toHaveLength(1);
    expect(await c.installation.application.database.reader.intake.findUniqueOrThrow({ where: { id: heldId } })).toMatchObject({ state: 'expired', fileName: '', words: '' });
    expect(await audit('documents.note-erased')).toMatchObject([{ details: { expired: [heldId] } }]);
    expect(await confirm(young)).toMatchObject({ again: false });
  });

  test('documents D22 what a crash left without a row is erased too; a file just coming in is left alone', async () => {
    const { staging } = c.installation.application.ports;
    const put = (text: string) => staging.put((async function* () { yield Buffer.from(text); })());
    const [stray, coming] = [await put('%PDF-1.7 không ai biết'), await put('%PDF-1.7 đang đến')];
    const heldId = await held('Có chủ');
    const [file = ''] = filesIn('waiting').filter((name) => name.endsWith(stray.key));
    age(file, 61 * 60_000);
    await sweep();
    expect([await staging.stat(stray.key), (await staging.stat(coming.key))?.size]).toEqual([undefined, coming.size]);
    expect(await confirm(heldId)).toMatchObject({ again: false });
  });

  test('documents D23 sent again it asks once, keeps one copy and waits no longer; an answer given twice is the first one', async () => {
    const commandId = randomUUID();
    const heldId = await held('Hoa', { commandId });
    c.installation.clock.advance(1_000);
    expect(await held('Hoa', { commandId })).toBe(heldId);
    expect(await held('Hoa', { commandId: randomUUID() })).toBe(heldId);
    expect([(await asked()).length, filesIn('waiting').length]).toEqual([1, 1]);
    expect(await upload('Khác', { commandId })).toMatchObject({ status: 409, answer: { error: { reason: 'command.id_reused' } } });
    expect(filesIn('waiting')).toHaveLength(1);
    // Another person's copy of the same file is a question of their own.
    sender = c.assistant;
    expect(await held('Hoa')).not.toBe(heldId);
    const answer = randomUUID();
    const first = await confirm(heldId, c.secretary, answer);
    expect(await confirm(heldId, c.secretary, answer)).toEqual(first);
    expect(await confirm(heldId)).toEqual({ ...first, again: true });
    await expect(refuse(heldId)).rejects.toMatchObject({ code: 'conflict', reason: 'documents.held_confirmed' });
    expect(await papers()).toHaveLength(1);
    // D5: the other copy may not come twice to the item, nor is it asked about again.
    sender = c.secretary;
    expect(await upload('Hoa')).toMatchObject({ status: 409, answer: { error: { reason: 'documents.same_file' } } });
  });

  test('documents D23 confirmed twice at the same moment it is one paper with one stored file', async () => {
    const heldId = await held('Hoa');
    const before = papersStored();
    const outcomes = await Promise.allSettled([confirm(heldId), confirm(heldId)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ reason: 'documents.held_confirmed' });
    expect([(await papers()).length, papersStored() - before]).toEqual([1, 1]);
  });

  test('documents D24 no other door takes it: attaching and replacing refuse an open doubt', async () => {
    const doubted = await stagedFile(c, meetingId, 'Hoa.pdf', 1, { facts: { findings: ['secrecy_doubt'] }, doubt: { page: 1, words: WORDS } });
    await expect(c.installation.application.execute('documents.attach', { meetingId, itemId, ...doubted }, c.secretary)).rejects.toMatchObject({ reason: 'documents.secrecy_unanswered' });
    const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'Cũ.pdf', 1)) }, c.secretary);
    await expect(c.installation.application.execute('documents.replace', { documentId, reason: 'Sửa số liệu', ...doubted }, c.secretary)).rejects.toMatchObject({ reason: 'documents.secrecy_unanswered' });
  });

  test('documents D4 a mark is refused as before, with the paper-only item offered, and leaves nothing', async () => {
    const stored = papersStored();
    verdict = { ok: false, reason: 'documents.secret_marking', params: { mark: 'MẬT', page: 1 }, offer: 'paper_only' };
    expect(await upload('Tối mật')).toMatchObject({ status: 422, answer: { error: { reason: 'documents.secret_marking', params: { offer: 'paper_only', page: 1 } } } });
    expect([papersStored(), filesIn('waiting'), await asked()]).toEqual([stored, [], []]);
  });
});
