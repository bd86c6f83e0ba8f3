import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PersonCaller } from '../../../server/kernel/actor';
import type { Capacity } from '../../../server/modules/conclusions/repository';
import { closedSession, type Given } from '../assignments/session';
import { PIN, run, tool } from '../minutes/session';

const LONG = 120_000;
const notFound = { code: 'not_found' };

describe('notices of conclusions', () => {
  let g: Given;
  beforeEach(async () => void (g = await closedSession()), LONG);
  afterEach(() => g.close());

  const view = (who: PersonCaller = g.secretary) => g.query('conclusions.notice', { meetingId: g.meetingId }, who);
  const draft = (who = g.secretary) => g.execute('conclusions.draft', { meetingId: g.meetingId }, who);
  const issue = (version: number, over: object = {}, who = g.secretary) => g.execute('conclusions.issue', { meetingId: g.meetingId, version, ...over }, who);
  async function edited(change: (fields: { parts: { part: string; text: string }[]; recipients: string[]; signatoryId: string; capacity: Capacity; position: string }) => void) {
    const { editing } = await view();
    if (!editing) throw new Error('nothing to edit');
    const fields = { parts: editing.parts.map(({ id, text }) => ({ part: id, text })), recipients: [...editing.recipients], signatoryId: editing.signatoryId, capacity: editing.capacity, position: editing.position };
    change(fields);
    return { meetingId: g.meetingId, version: editing.version, ...fields };
  }
  const save = async (change: Parameters<typeof edited>[0], who = g.secretary) => g.execute('conclusions.save', await edited(change), who);
  const itemPart = () => `item:${g.items.first}`;

  it('conclusions NC1 NC7 the secretary has it drafted once, from what was recorded; whoever presides sees it, others find nothing', async () => {
    await g.draft();
    expect(await view()).toMatchObject({ text: null, official: null, editing: null, can: { draft: true, issue: false } });
    await expect(draft(g.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'conclusions.secretary_only' });
    for (const who of [g.members[1]!, g.guest, g.stranger, g.admin, g.clerk]) await expect(draft(who)).rejects.toMatchObject(notFound);
    await draft();
    await expect(draft(g.assistant)).rejects.toMatchObject({ reason: 'conclusions.drafted_already' });
    const { text, editing } = await view(g.assistant);
    expect(editing?.leftOut).toEqual([]);
    expect(editing?.parts.every(({ recorded, text: written }) => recorded === written)).toBe(true);
    expect(text).toMatchObject({
      header: { agency: ['ỦY BAN NHÂN DÂN', 'TỈNH'], number: null, notation: 'TB-UBND' },
      abstract: 'Kết luận của Chức vụ 1 tại Phiên họp thường kỳ tháng 11 năm 2026',
      items: [{ heading: 'Về kinh tế – xã hội', paragraphs: [{ text: 'Thống nhất; giao Sở Tài chính hoàn thiện Báo cáo trước ngày 05/12/2026.' }, { text: expect.stringContaining('Giao Sở Tài chính chủ trì, phối hợp với Sở Tư pháp, các sở, ngành: Hoàn thiện Báo cáo') as string }] }],
      recipients: ['- Thành viên UBND tỉnh;', '- Sở Tài chính;', '- Sở Tư pháp;', '- các sở, ngành;', '- Lưu: VT.'],
      facts: { conclusions: [{ itemId: g.items.first, assignments: [{ unit: 'Sở Tài chính', dueOn: '2026-12-05' }] }] },
    });
    expect(JSON.stringify(text?.opening)).toContain('Tham dự có 19/21 thành viên UBND tỉnh');
    expect((await view(g.chair)).editing).toBeNull();
    for (const who of [g.members[1]!, g.guest, g.clerk]) {
      await expect(view(who)).rejects.toMatchObject(notFound);
      expect(await g.query('conclusions.of-session', { meetingId: g.meetingId }, who)).toEqual({ isThere: false, number: null });
    }
  }, LONG);

  it('conclusions NC2 what differs from the record is marked; an assignment that came after drafting is taken in', async () => {
    await draft();
    await save(({ parts }) => parts.forEach((part) => { if (part.part === itemPart()) part.text = 'Thống nhất với Báo cáo.\n- Giao Sở Tài chính hoàn thiện.'; }));
    const parts = (await view()).editing?.parts.find(({ id }) => id === itemPart());
    expect(parts).toMatchObject({ recorded: 'Thống nhất; giao Sở Tài chính hoàn thiện Báo cáo trước ngày 05/12/2026.', title: '1. Kinh tế – xã hội' });
    expect((await view()).text?.items[0]?.paragraphs).toEqual([{ text: 'Thống nhất với Báo cáo.' }, { text: 'Giao Sở Tài chính hoàn thiện.', kind: 'dash' }]);
    await g.draft();
    expect((await view()).editing?.parts.find(({ id }) => id === itemPart())?.recorded).toContain('Nhiệm vụ được giao: Giao Sở Tài chính');
    await save((fields) => void (fields.parts = fields.parts.filter(({ part }) => part !== itemPart())));
    expect(await view()).toMatchObject({ text: { items: [] }, editing: { leftOut: [{ id: itemPart(), title: '1. Kinh tế – xã hội' }] } });
    // Its place is the record's, wherever it was put.
    await save((fields) => void fields.parts.push({ part: itemPart(), text: 'Thống nhất.' }, { part: 'general', text: 'Các cơ quan khẩn trương thực hiện.' }));
    expect((await view()).editing?.parts.map(({ id }) => id)).toEqual(['abstract', 'opening', 'lead', itemPart(), 'general', 'followup', 'closing']);
    await expect(save(({ parts }) => parts.forEach((part) => { if (part.part === 'closing') part.text = ' '; }))).rejects.toMatchObject({ code: 'invalid', reason: 'conclusions.part_needed', params: { field: 'closing' } });
  }, LONG);

  it('conclusions NC3 the second of two who write is told who was first, and nothing is overwritten', async () => {
    await draft();
    const late = await edited(({ recipients }) => void recipients.push('Cổng Thông tin điện tử'));
    await save(({ parts }) => parts.forEach((part) => { if (part.part === itemPart()) part.text = 'Bản của thư ký.'; }));
    await expect(g.execute('conclusions.save', late, g.assistant)).rejects.toMatchObject({ code: 'conflict', reason: 'conclusions.changed_elsewhere', params: { by: g.secretary.fullName } });
    await expect(issue(1)).rejects.toMatchObject({ reason: 'conclusions.changed_elsewhere' });
    expect((await view()).text?.items[0]?.paragraphs).toEqual([{ text: 'Bản của thư ký.' }]);
  }, LONG);

  it('conclusions NC4 signed in the own office by whoever presided, in that place by others of the session, by nobody else', async () => {
    await draft();
    const signed = async () => (await view()).text?.signatures.signatory;
    expect(await signed()).toEqual({ name: g.chair.fullName, title: 'CHỦ TỊCH', authority: [] });
    const by = (who: PersonCaller, capacity: Capacity) => save((fields) => Object.assign(fields, { signatoryId: who.personId, capacity, position: 'Chánh Văn phòng' }));
    await by(g.secretary, 'TL');
    expect(await signed()).toEqual({ name: g.secretary.fullName, title: null, authority: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'] });
    for (const [who, capacity] of [[g.secretary, 'own'], [g.members[2]!, 'KT'], [g.chair, 'TL'], [g.stranger, 'TL'], [g.substitute, 'TUQ']] as const) {
      await expect(by(who, capacity)).rejects.toMatchObject({ code: 'rejected', reason: 'conclusions.signatory_unknown' });
    }
    await g.installation.application.database.transaction((db) => db.membership.create({ data: { id: g.installation.application.ports.ids.next(), bodyId: g.bodyId, personId: g.members[2]!.personId, role: 'vice_chair', position: 'Phó Chủ tịch', protocolOrder: 2, validFrom: '2021-01-01' } }));
    await by(g.members[2]!, 'KT');
    expect(await signed()).toMatchObject({ authority: ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'] });
    // Whoever is to sign reads it beforehand.
    expect((await view(g.members[2]!)).text?.items).toHaveLength(1);
  }, LONG);

  it('conclusions NC5 NC9 records G1 G24 issued under its own register, signed, sealed, and read by everybody of the session', { timeout: LONG }, async () => {
    await g.draft();
    await draft();
    const { officialId, number, notation, verifyCode } = await issue(1);
    expect({ number, notation }).toEqual({ number: 1, notation: 'TB-UBND' });
    await expect(issue(1)).rejects.toMatchObject({ reason: 'conclusions.issued_already', params: { number: 1 } });
    expect((await view()).editing).toBeNull();
    expect(await g.query('conclusions.of-session', { meetingId: g.meetingId }, g.guest)).toEqual({ isThere: true, number: '01/TB-UBND' });
    expect((await g.query('minutes.tasks', {}, g.chair)).tasks).toMatchObject([{ kind: 'sign', document: 'notice' }]);
    await expect(g.execute('records.sign', { officialId, pin: PIN }, g.secretary)).rejects.toMatchObject({ reason: 'signing.not_a_signer' });
    await g.execute('records.sign', { officialId, pin: PIN }, g.chair);
    await g.execute('records.seal', { officialId, pin: PIN }, g.clerk);
    expect((await view(g.members[3]!)).official).toMatchObject({ state: 'signed', kind: 'notice', number: '01/TB-UBND' });
    expect(await g.query('records.by-code', { code: verifyCode }, g.stranger)).toMatchObject({ kind: 'notice', isFinal: true, signatures: [{ role: 'signatory', state: 'signed' }, { role: 'seal', state: 'signed' }] });
    const { blobKey: key, sha256, size, fileName } = await g.query('records.file', { officialId, revision: 2 }, g.guest);
    expect(fileName).toBe('Thông báo kết luận 01-TB-UBND.pdf');
    const chunks: Buffer[] = [];
    for await (const chunk of await g.installation.application.ports.blobs.open({ key, sha256, size })) chunks.push(chunk as Buffer);
    const file = path.join(g.installation.dataDir, 'notice.pdf');
    writeFileSync(file, Buffer.concat(chunks));
    if (tool('pdfsig')) expect(run('pdfsig', ['-nocert', file]).match(/Signature is Valid/g)).toHaveLength(2);
    if (tool('pdftotext')) {
      const words = run('pdftotext', ['-layout', file, '-']).normalize('NFC').replace(/\s+/g, ' ');
      for (const said of ['Số: 01/TB-UBND', 'THÔNG BÁO Kết luận của Chức vụ 1', '1. Về kinh tế – xã hội', 'CHỦ TỊCH', 'Nơi nhận:', '- Lưu: VT.']) expect(words).toContain(said);
      // Who receives it stands left of the name, both on the same sheet.
      const boxes = [...run('pdftotext', ['-bbox', file, '-']).normalize('NFC').matchAll(/xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]+)</gu)].map(([, x, y, word]) => ({ x: Number(x), y: Number(y), word }));
      const receives = boxes.find(({ word }) => word === 'nhận:');
      const signs = boxes.findLast(({ word }) => word === 'TỊCH');
      expect(receives?.x).toBeLessThan(200);
      expect(signs?.x).toBeGreaterThan(300);
      expect(Math.abs((receives?.y ?? 0) - (signs?.y ?? 999))).toBeLessThan(6);
    }
  });

  it('conclusions NC6 refused, taken back, corrected and issued again under its number', async () => {
    await draft();
    const { officialId } = await issue(1);
    await expect(g.execute('conclusions.take-back', { meetingId: g.meetingId }, g.secretary)).rejects.toMatchObject({ reason: 'conclusions.not_refused' });
    await g.execute('records.refuse', { officialId, reason: 'Thiếu thời hạn' }, g.chair);
    expect((await view(g.guest)).official?.steps[0]).toMatchObject({ state: 'refused', reason: null });
    expect((await g.query('minutes.tasks', {}, g.secretary)).tasks).toContainEqual(expect.objectContaining({ kind: 'refused', document: 'notice', remarks: 'Thiếu thời hạn' }));
    await expect(g.execute('conclusions.take-back', { meetingId: g.meetingId }, g.chair)).rejects.toMatchObject({ code: 'forbidden' });
    await g.execute('conclusions.take-back', { meetingId: g.meetingId }, g.secretary);
    await expect(view(g.guest)).rejects.toMatchObject(notFound);
    const { version } = await save(({ parts }) => parts.forEach((part) => { if (part.part === itemPart()) part.text = 'Hoàn thành trước ngày 05/12/2026.'; }));
    await expect(issue(version)).resolves.toMatchObject({ number: 1, officialId });
    expect((await view(g.guest)).text?.items[0]?.paragraphs).toEqual([{ text: 'Hoàn thành trước ngày 05/12/2026.' }]);
  }, LONG);

  const tasks = async (who = g.secretary) => (await g.query('conclusions.tasks', {}, who)).tasks;

  it('conclusions NC8 due five working days after the session, counted down; in time by its signature, whatever the day it is read', async () => {
    expect(await tasks()).toMatchObject([{ meetingId: g.meetingId, dueOn: '2026-12-03', left: 5, late: 0 }]);
    expect(await tasks(g.chair)).toEqual([]);
    g.at('2026-12-03');
    expect(await tasks()).toMatchObject([{ left: 0, late: 0 }]);
    await draft();
    const { officialId } = await issue(1);
    expect(await tasks()).toEqual([]);
    await g.execute('records.sign', { officialId, pin: PIN }, g.chair);
    g.at('2026-12-20');
    expect((await view()).term).toMatchObject({ dueOn: '2026-12-03', late: 0 });
  }, LONG);

  it('conclusions NC8 late from the day after it was due, in working days', async () => {
    g.at('2026-12-07');
    expect(await tasks()).toMatchObject([{ left: 0, late: 2 }]);
  }, LONG);
});
