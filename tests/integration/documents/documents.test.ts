import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../../server/kernel/actor';
import { DOCUMENT_KINDS } from '../../../server/modules/documents';
import { createMeeting, item, openCommittee, publishedMeeting, putInState, factsOf, stagedFile, type Committee, type StagedOptions } from '../meetings/committee';
import { namedId } from '../../support/named-id';

let c: Committee;
beforeAll(async () => void (c = await openCommittee()));
afterAll(() => c.installation.close());

const refused = (code: string, reason: string) => expect.objectContaining({ code, reason });
let salt = 0;
const file = (meetingId: string, name: string, pages = 3, more: StagedOptions = {}) => stagedFile(c, meetingId, name, pages, { salt: `${name} ${(salt += 1)}`, ...more });
const list = (meetingId: string, caller = c.secretary) => c.installation.application.query('documents.list', { meetingId }, caller);

async function withPaper(pages = 8) {
  const { meetingId, itemId } = await publishedMeeting(c);
  const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await file(meetingId, '03_Tờ trình.pdf', pages)) }, c.secretary);
  return { meetingId, itemId, documentId };
}

describe('attaching', () => {
  test('documents D1 a paper is put on its item with title, kind and pages from the file', async () => {
    const { meetingId, itemId, documentId } = await withPaper();
    expect((await list(meetingId)).documents).toEqual([expect.objectContaining({ id: documentId, itemId, title: 'Tờ trình', kind: 'to_trinh', pages: 8, number: 1, mine: null })]);
    await expect(
      c.installation.application.execute('documents.attach', { meetingId, itemId: (await withPaper()).itemId, ...(await file(meetingId, 'x.pdf')) }, c.secretary),
    ).rejects.toEqual(refused('rejected', 'documents.no_such_item'));
  });

  test('documents D31 a title typed without marks is offered with them, from titles the body has published; nobody else is offered anything', async () => {
    const { meetingId, itemId } = await withPaper();
    const attach = async (name: string) => (await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await file(meetingId, name)) }, c.secretary)).documentId;
    const typed = await attach('to trinh.pdf');
    await attach('zzyx qwrt.pdf');
    expect((await list(meetingId)).proposals).toEqual([{ id: typed, title: expect.stringMatching(/^tờ trình$/i) as string }]);
    expect((await list(meetingId, c.chair)).proposals).toEqual([]);
  });

  test('documents D2 members attach nothing, nobody after closing', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    const input = { meetingId, itemId, ...(await file(meetingId, 'x.pdf')) };
    await expect(c.installation.application.execute('documents.attach', input, c.chair)).rejects.toEqual(refused('forbidden', 'meetings.secretary_only'));
    await expect(c.installation.application.query('documents.admission', { meetingId, itemId }, c.otherOfficer)).rejects.toEqual(refused('not_found', 'not_found'));
    expect((await c.installation.application.query('documents.admission', { meetingId, itemId }, c.secretary)).maxBytes).toBe(200 * 1024 * 1024);
    await putInState(c.installation, meetingId, 'closed');
    await expect(c.installation.application.execute('documents.attach', input, c.secretary)).rejects.toEqual(refused('conflict', 'state.meeting'));
  });

  test('documents D3 facts come from the inspection alone, and must agree with themselves; a file goes where it was sent, by whoever sent it', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    const wrong = [{ sizes: [[595, 842]] }, { part: { start: 5, end: 5 } }, { part: { start: 5, end: 1_000 } }, { heavy: [{ page: 4, cause: 'pixels', figure: 70 }] }];
    for (const facts of wrong) await expect(file(meetingId, 'x.pdf', 3, { facts })).rejects.toEqual(refused('rejected', 'documents.stored_file_differs'));
    const attach = (input: object, by = c.secretary) => c.installation.application.execute('documents.attach', { meetingId, itemId, ...input } as never, by);
    for (const claim of [{ facts: factsOf(3) }, { blobKey: '01900000-0000-7000-8000-000000000000' }, { sha256: 'f'.repeat(64) }]) {
      await expect(attach({ ...(await file(meetingId, 'x.pdf')), ...claim })).rejects.toMatchObject({ code: 'invalid', reason: 'input.invalid' });
    }
    await expect(attach(await file(meetingId, 'x.pdf'), c.assistant)).rejects.toEqual(refused('not_found', 'not_found'));
    await expect(attach(await file((await publishedMeeting(c)).meetingId, 'x.pdf'))).rejects.toEqual(refused('not_found', 'not_found'));
    await expect(attach({ intakeId: '01900000-0000-7000-8000-000000000000' })).rejects.toEqual(refused('not_found', 'not_found'));
    const lost = await file(meetingId, 'x.pdf');
    const { blobKey } = await c.installation.application.database.reader.intake.findUniqueOrThrow({ where: { id: lost.intakeId } });
    await c.installation.application.ports.staging.delete(blobKey);
    await expect(attach(lost)).rejects.toEqual(refused('gone', 'documents.held_gone'));
    expect((await list(meetingId)).documents).toEqual([]);
  });

  test('documents D3 a stored file becomes one paper, also when two ask at once', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    const stored = await file(meetingId, 'x.pdf');
    const outcomes = await Promise.allSettled([
      c.installation.application.execute('documents.attach', { meetingId, itemId, ...stored }, c.secretary),
      c.installation.application.execute('documents.attach', { meetingId, itemId: null, ...stored }, c.secretary),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({ reason: { code: 'conflict', reason: 'documents.file_already_used' } });
  });

  test('documents D4 no kind of paper speaks of secrecy', () => {
    expect(DOCUMENT_KINDS.filter((kind) => /mat/.test(kind))).toEqual([]);
  });

  test('documents D5 the same bytes are not attached twice to an item', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'Báo cáo.pdf', 2, { salt: 'same' })) }, c.secretary);
    await expect(c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await stagedFile(c, meetingId, 'Báo cáo (2).pdf', 2, { salt: 'same' })) }, c.secretary)).rejects.toMatchObject({
      reason: 'documents.same_file',
      params: { title: 'Báo cáo' },
    });
  });

  test('documents D5 nor do they come twice to an item by moving or replacing a paper', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    const same = (name: string) => stagedFile(c, meetingId, name, 2, { salt: 'twins' });
    const attach = async (to: string | null, stored: Awaited<ReturnType<typeof same>>) => (await c.installation.application.execute('documents.attach', { meetingId, itemId: to, ...stored }, c.secretary)).documentId;
    await attach(itemId, await same('Báo cáo.pdf'));
    const elsewhere = await attach(null, await same('Bản sao.pdf'));
    const twin = { code: 'conflict', reason: 'documents.same_file', params: { title: 'Báo cáo' } };
    await expect(c.installation.application.execute('documents.move', { documentId: elsewhere, version: 1, itemId }, c.secretary)).rejects.toMatchObject(twin);
    const other = await attach(itemId, await file(meetingId, 'Phụ lục.pdf'));
    await expect(c.installation.application.execute('documents.replace', { documentId: other, reason: 'Sửa số liệu', ...(await same('Phụ lục mới.pdf')) }, c.secretary)).rejects.toMatchObject(twin);
    await c.installation.application.execute('documents.move', { documentId: other, version: 1, itemId: null }, c.secretary);
  });

  test('documents D1 a break takes no papers, neither new nor moved ones', async () => {
    const { meetingId, documentId } = await withPaper();
    const { itemId: pause } = await c.installation.application.execute('agenda.add-item', { meetingId, kind: 'break', title: 'Giải lao', durationMin: 15 }, c.secretary);
    const { itemId: paperOnly } = await c.installation.application.execute('agenda.add-item', { meetingId, kind: 'paper_only', durationMin: 15 }, c.secretary);
    const refusal = refused('rejected', 'documents.item_takes_no_files');
    await expect(c.installation.application.execute('documents.attach', { meetingId, itemId: pause, ...(await file(meetingId, 'x.pdf')) }, c.secretary)).rejects.toEqual(refusal);
    for (const itemId of [pause, paperOnly]) await expect(c.installation.application.execute('documents.move', { documentId, version: 1, itemId }, c.secretary)).rejects.toEqual(refusal);
    const elsewhere = (await withPaper()).itemId;
    await expect(c.installation.application.execute('documents.move', { documentId, version: 1, itemId: elsewhere }, c.secretary)).rejects.toEqual(refused('rejected', 'documents.no_such_item'));
  });
});

describe('files of other people', () => {
  test('documents D17 of a file with other bytes around the PDF the part is told, of one without nothing', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    const bytes = Buffer.from('\ufeff%PDF-1.7 In từ máy\n%%EOF\n ');
    const part = { start: 3, end: bytes.length - 1 };
    const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await file(meetingId, 'In từ máy.pdf', 3, { bytes, facts: { signed: true, part } })) }, c.secretary);
    expect(await c.installation.application.query('documents.file', { documentId }, c.member)).toMatchObject({ sha256: createHash('sha256').update(bytes).digest('hex'), size: bytes.length, part, signed: true });
    expect(await c.installation.application.query('documents.file', { documentId: (await withPaper()).documentId }, c.member)).not.toHaveProperty('part');
  });

  test('documents D18 whoever uploads is told what was found, and on which pages', async () => {
    const { meetingId, itemId } = await publishedMeeting(c);
    const facts = { findings: ['repaired' as const, 'damaged_content' as const], active: ['goto_remote' as const], places: { damaged_content: [2, 3] } };
    const answer = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await file(meetingId, 'Quét.pdf', 3, { facts })) }, c.secretary);
    expect(answer.findings).toEqual([{ kind: 'repaired', pages: [] }, { kind: 'damaged_content', pages: [2, 3] }, { kind: 'goto_remote', pages: [] }]);
  });
});

describe('changing', () => {
  test('documents D6 a new version keeps the id; whoever could read an earlier one still can, and nobody one that was never published', async () => {
    const { meetingId, documentId } = await withPaper();
    const before = await c.installation.application.query('documents.file', { documentId }, c.member);
    const bytes = Buffer.from('%PDF-1.7 hai');
    const next = await file(meetingId, 'Tờ trình v2.pdf', 9, { bytes });
    expect(await c.installation.application.execute('documents.replace', { documentId, reason: 'Sửa số liệu', ...next }, c.secretary)).toMatchObject({ number: 2, pages: 9 });
    expect(await c.installation.application.query('documents.file', { documentId }, c.member)).toEqual({
      blobKey: expect.stringMatching(/^[0-9a-f-]{36}$/u) as string,
      fileName: 'Tờ trình v2.pdf',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      version: 2,
    });
    for (const reader of [c.member, c.chair, c.secretary]) expect(await c.installation.application.query('documents.file', { documentId, version: 1 }, reader)).toEqual(before);
    await expect(c.installation.application.query('documents.file', { documentId, version: 1 }, c.otherOfficer)).rejects.toEqual(refused('not_found', 'not_found'));
    const earlier = await c.installation.application.query('documents.open', { documentId, version: 1 }, c.member);
    expect(earlier).toMatchObject({ newest: 2, document: { number: 1, pages: 8, inkId: documentId }, file: { sha256: before.sha256 } });
    expect(earlier.sizes).toHaveLength(8);
    expect((await list(meetingId)).documents[0]).toMatchObject({ id: documentId, pages: 9, number: 2 });
  });

  test('documents D6 a version replaced while the session was a draft is for those who prepare it alone', async () => {
    const meetingId = await createMeeting(c);
    const { itemId } = await c.installation.application.execute('agenda.add-item', { meetingId, ...item('Nội dung') }, c.secretary);
    const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await file(meetingId, 'nháp.pdf')) }, c.secretary);
    await c.installation.application.execute('documents.replace', { documentId, ...(await file(meetingId, 'chính thức.pdf', 3)) }, c.secretary);
    c.installation.clock.advance(60_000);
    await putInState(c.installation, meetingId, 'published');
    await expect(c.installation.application.query('documents.open', { documentId, version: 1 }, c.chair)).rejects.toEqual(refused('forbidden', 'documents.old_version'));
    expect((await c.installation.application.query('documents.open', { documentId }, c.chair)).versions).toMatchObject([{ number: 2 }]);
    expect((await c.installation.application.query('documents.open', { documentId, version: 1 }, c.secretary)).versions).toMatchObject([{ number: 2 }, { number: 1 }]);
  });

  test('documents D32 annotations K12 K13 every version has marks of its own, which a new one does not touch, and only those of the session reach them', async () => {
    const { meetingId, documentId } = await withPaper();
    await c.installation.application.execute('documents.replace', { documentId, reason: 'Sửa bảng 3', ...(await file(meetingId, 'hai.pdf', 2)) }, c.secretary);
    const { document, versions } = await c.installation.application.query('documents.open', { documentId }, c.member);
    expect(versions).toMatchObject([{ number: 2, reason: 'Sửa bảng 3', inkId: document.inkId }, { number: 1, reason: null, inkId: documentId }]);
    expect(document.inkId).not.toBe(documentId);
    const rights = (inkId: string, { personId }: { personId: string }) => c.installation.application.query('annotations.ink-access', { personId, inkId }, system('gateway'));
    for (const { inkId } of versions) {
      expect(await rights(inkId, c.member)).toMatchObject({ canRead: true, canShare: true });
      expect(await rights(inkId, c.otherOfficer)).toBeNull();
    }
    await c.installation.application.execute('documents.withdraw', { documentId, version: 2 }, c.secretary);
    for (const { inkId } of versions) expect(await rights(inkId, c.member)).toBeNull();
  });

  test('documents D33 once published a paper is replaced with a reason only; readers are told it with the number', async () => {
    const { meetingId, documentId } = await withPaper();
    await expect(c.installation.application.execute('documents.replace', { documentId, ...(await file(meetingId, 'hai.pdf', 2)) }, c.secretary)).rejects.toEqual(refused('rejected', 'documents.reason_needed'));
    await c.installation.application.execute('documents.replace', { documentId, reason: 'Sửa bảng 3', ...(await file(meetingId, 'hai.pdf', 2)) }, c.secretary);
    const { view } = await c.installation.application.query('sitting.live-snapshot', { meetingId }, c.member);
    expect(view.replaced).toEqual([{ id: documentId, version: 2, reason: 'Sửa bảng 3' }]);
  });

  test('documents D7 a withdrawn paper is gone and says so; strangers learn nothing', async () => {
    const { meetingId, documentId } = await withPaper();
    await c.installation.application.execute('documents.withdraw', { documentId, version: 1 }, c.secretary);
    await expect(c.installation.application.query('documents.file', { documentId }, c.member)).rejects.toEqual(refused('gone', 'documents.withdrawn'));
    await expect(c.installation.application.query('documents.file', { documentId }, c.otherOfficer)).rejects.toEqual(refused('not_found', 'not_found'));
    expect((await list(meetingId, c.member)).withdrawn).toEqual([]);
    expect((await list(meetingId)).withdrawn).toEqual([expect.objectContaining({ id: documentId })]);
  });

  test('documents D8 papers of a draft are unknown to members', async () => {
    const meetingId = await createMeeting(c);
    const { itemId } = await c.installation.application.execute('agenda.add-item', { meetingId, ...item('Nội dung') }, c.secretary);
    const { documentId } = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await file(meetingId, 'x.pdf')) }, c.secretary);
    for (const stranger of [c.chair, c.member, c.clerk, c.admin]) {
      await expect(c.installation.application.query('documents.file', { documentId }, stranger)).rejects.toEqual(refused('not_found', 'not_found'));
      await expect(c.installation.application.query('documents.open', { documentId }, stranger)).rejects.toEqual(refused('not_found', 'not_found'));
    }
  });

  test('documents D9 of two people replacing one version the second is told, and a new name in between does not matter', async () => {
    const { meetingId, documentId } = await withPaper();
    await c.installation.application.execute('documents.rename', { documentId, version: 1, title: 'Tờ trình' }, c.assistant);
    const outcomes = await Promise.allSettled([
      c.installation.application.execute('documents.replace', { documentId, replaces: 1, reason: 'Sửa số liệu', ...(await file(meetingId, 'một.pdf')) }, c.secretary),
      c.installation.application.execute('documents.replace', { documentId, replaces: 1, reason: 'Sửa số liệu', ...(await file(meetingId, 'hai.pdf', 3, { by: c.assistant })) }, c.assistant),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict', reason: 'documents.changed_elsewhere' } });
    await c.installation.application.execute('documents.replace', { documentId, replaces: 2, reason: 'Sửa số liệu', ...(await file(meetingId, 'ba.pdf', 3, { by: c.assistant })) }, c.assistant);
    expect(await c.installation.application.query('documents.file', { documentId }, c.member)).toMatchObject({ version: 3, fileName: 'ba.pdf' });
  });

  test('documents D9 rename, move and reorder answer a conflict to the second', async () => {
    const { meetingId, itemId, documentId } = await withPaper();
    const other = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await file(meetingId, 'Phụ lục.pdf')) }, c.secretary);
    await c.installation.application.execute('documents.rename', { documentId, version: 1, title: 'Tờ trình điều chỉnh' }, c.assistant);
    const conflict = { code: 'conflict', reason: 'documents.changed_elsewhere', params: { by: 'Lại Quốc Khiêm' } };
    await expect(c.installation.application.execute('documents.rename', { documentId, version: 1, title: 'Khác' }, c.secretary)).rejects.toMatchObject(conflict);
    await expect(c.installation.application.execute('documents.move', { documentId, version: 1, itemId: null }, c.secretary)).rejects.toMatchObject(conflict);
    await c.installation.application.execute('documents.reorder', { meetingId, itemId, order: [other.documentId, documentId] }, c.secretary);
    expect((await list(meetingId)).documents.map(({ id }) => id)).toEqual([other.documentId, documentId]);
    await c.installation.application.execute('documents.withdraw', { documentId: other.documentId, version: 1 }, c.assistant);
    await expect(c.installation.application.execute('documents.reorder', { meetingId, itemId, order: [documentId, other.documentId] }, c.secretary)).rejects.toMatchObject(conflict);
    await c.installation.application.execute('documents.move', { documentId, version: 2, itemId: null }, c.secretary);
    expect((await list(meetingId)).documents[0]).toMatchObject({ itemId: null, title: 'Tờ trình điều chỉnh' });
  });
});

describe('reading', () => {
  const place = (documentId: string, page: number, device = 'tablet') => ({ documentId, deviceId: namedId(device), page, offset: 0.25, zoom: 1.2 });

  test('documents D10 a place is found again on another device and by nobody else', async () => {
    const { meetingId, documentId } = await withPaper();
    await c.installation.application.execute('documents.save-place', place(documentId, 5), c.member);
    expect((await c.installation.application.query('documents.open', { documentId, deviceId: namedId('laptop') }, c.member)).place).toEqual({ page: 5, offset: 0.25, zoom: 1.2 });
    for (const other of [c.chair, c.secretary]) {
      expect((await c.installation.application.query('documents.open', { documentId }, other)).place).toBeNull();
      expect((await list(meetingId, other)).documents[0]?.mine).toBeNull();
      expect((await c.installation.application.query('documents.progress', { meetingId }, other)).last).toBeNull();
    }
    const trail = JSON.stringify(await c.installation.application.database.reader.auditEntry.findMany({ where: { action: 'documents.save-place' } }));
    expect(trail).not.toContain(documentId);
    expect(trail).not.toContain(meetingId);
  });

  test('documents D10 each device keeps its own place', async () => {
    const { documentId } = await withPaper();
    await c.installation.application.execute('documents.save-place', place(documentId, 2), c.member);
    c.installation.clock.advance(1000);
    await c.installation.application.execute('documents.save-place', place(documentId, 6, 'laptop'), c.member);
    const at = async (device: string) => (await c.installation.application.query('documents.open', { documentId, deviceId: namedId(device) }, c.member)).place?.page;
    expect([await at('tablet'), await at('laptop'), await at('phone')]).toEqual([2, 6, 6]);
  });

  test('documents D16 however many devices are made up, ten places of a person in a paper are kept, and how far was read stays', async () => {
    const { meetingId, documentId } = await withPaper(8);
    for (let device = 0; device < 14; device += 1) {
      c.installation.clock.advance(1000);
      await c.installation.application.execute('documents.save-place', place(documentId, device === 0 ? 7 : 2, `d${device}`), c.member);
    }
    expect(await c.installation.application.database.reader.readingPlace.count({ where: { documentId } })).toBe(10);
    expect((await list(meetingId, c.member)).documents[0]?.mine).toMatchObject({ page: 2, farthest: 7 });
  });

  test('documents D11 the farthest page never goes back, and a shorter version cuts the place', async () => {
    const { meetingId, itemId, documentId } = await withPaper(8);
    expect(await c.installation.application.execute('documents.save-place', place(documentId, 99), c.member)).toEqual({ page: 8 });
    await c.installation.application.execute('documents.save-place', place(documentId, 3), c.member);
    expect((await list(meetingId, c.member)).documents[0]?.mine).toMatchObject({ page: 3, farthest: 8, finished: true, newVersion: false });
    expect(await c.installation.application.query('documents.progress', { meetingId }, c.member)).toMatchObject({ finished: 1, items: [{ itemId, pages: 8, read: 8, finished: true }] });
    c.installation.clock.advance(1000);
    await c.installation.application.execute('documents.replace', { documentId, reason: 'Sửa số liệu', ...(await file(meetingId, 'ngắn.pdf', 2)) }, c.secretary);
    expect((await list(meetingId, c.member)).documents[0]?.mine).toMatchObject({ page: 2, farthest: 2, newVersion: true });
    expect((await c.installation.application.query('documents.open', { documentId, deviceId: namedId('tablet') }, c.member)).place?.page).toBe(2);
  });

  test('documents D10 progress offers the paper left last', async () => {
    const { meetingId, itemId, documentId } = await withPaper(8);
    expect(await c.installation.application.query('documents.progress', { meetingId }, c.member)).toMatchObject({ finished: 0, last: null, first: { documentId } });
    const second = await c.installation.application.execute('documents.attach', { meetingId, itemId, ...(await file(meetingId, 'Phụ lục.pdf', 12)) }, c.secretary);
    await c.installation.application.execute('documents.save-place', place(second.documentId, 4), c.member);
    expect((await c.installation.application.query('documents.progress', { meetingId }, c.member)).last).toEqual({ documentId: second.documentId, title: 'Phụ lục', page: 4 });
  });
});
