import { createHash } from 'node:crypto';
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { issue } from '../../../server/adapters/signer';
import { bundleText } from '../../../server/secret-ballot';
import type { PersonCaller } from '../../../server/kernel/actor';
import { embeddedFacts } from '../../support/embedded-facts';
import { fileOnDisk } from '../../support/file-on-disk';
import { PIN, run, tool } from '../minutes/session';
import { openHall, type Hall } from './hall';

let hall: Hall;
beforeEach(async () => void (hall = await openHall()));
afterEach(() => hall.close());

const PEOPLE = ['Cù Minh Thạc, Giám đốc Sở Tài chính', 'Lò Văn Pẩn, Chủ tịch Ủy ban nhân dân huyện Mường Lát', 'Hà Thị Nga, Phó Giám đốc Sở Nội vụ'];
const ELECTION = { kind: 'candidates', mode: 'secret', text: 'Bầu 02 Ủy viên Ban Thường trực Hội đồng thi đua, khen thưởng tỉnh?', options: PEOPLE, seats: 2 };

const view = (questionId: string, who: PersonCaller = hall.guest) => hall.query('counting.minutes', hall.of(questionId), who);
const wordsOf = (text: Awaited<ReturnType<typeof view>>['text']): string => JSON.stringify(text?.sections ?? null);

async function bytesOf(officialId: string, revision: number): Promise<Buffer> {
  const { blobKey: key, sha256, size, fileName } = await hall.query('records.file', { officialId, revision }, hall.secretary);
  expect(fileName).toMatch(/^Biên bản kiểm phiếu \d\d-BB-TKP\.pdf$/u);
  const chunks: Buffer[] = [];
  for await (const chunk of await hall.installation.application.ports.blobs.open({ key, sha256, size })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A secret election, counted: 19 ballots, one of them invalid. */
async function elected(): Promise<string> {
  const questionId = await hall.put(ELECTION, 'tablets');
  await hall.voteSecretly(questionId, [...Array<string>(12).fill('110'), ...Array<string>(4).fill('101'), ...Array<string>(2).fill('001'), 'xyz']);
  return questionId;
}

describe('counting minutes', () => {
  it('counting G26 G30 are drawn up once, by secretary or head, of a vote that was counted and has a committee', async () => {
    const { execute, of, committee, chair, secretary, members, stranger } = hall;
    const questionId = await hall.put(ELECTION, 'tablets');
    const issueIt = (who: PersonCaller, id = questionId) => execute('counting.issue', of(id), who);
    await expect(issueIt(committee[0])).rejects.toMatchObject({ reason: 'counting.not_closed' });
    expect(await view(questionId)).toMatchObject({ text: null, official: null, can: { issue: false } });
    await hall.voteSecretly(questionId, Array<string>(19).fill('110'));
    for (const who of [chair, committee[1], members[0]!]) await expect(issueIt(who)).rejects.toMatchObject({ code: 'forbidden', reason: 'counting.writers_only' });
    await expect(issueIt(stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(issueIt(committee[0])).resolves.toMatchObject({ number: 1, notation: 'BB-TKP' });
    await expect(issueIt(secretary)).rejects.toMatchObject({ reason: 'counting.written_already' });
    expect(await hall.query('counting.of-session', { meetingId: hall.meetingId }, hall.guest)).toEqual([{ questionId, text: ELECTION.text, number: '01/BB-TKP', isSigned: false }]);
    // Nobody was named to count this one.
    const { questionId: alone } = await execute('voting.create-question', { meetingId: hall.meetingId, itemId: hall.items.first, text: 'Thống nhất?', kind: 'approve' }, secretary);
    await expect(issueIt(secretary, alone)).rejects.toMatchObject({ code: 'not_found' });
    await expect(view(alone)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('counting G27 G28 say what the record says: ballots, votes, condition, outcome, and the hash of what was published', async () => {
    const questionId = await elected();
    const before = await view(questionId);
    const bundle = await hall.query('voting.ballot-bundle', hall.of(questionId), hall.guest);
    const hash = createHash('sha256').update(bundleText(bundle)).digest('hex');
    const words = wordsOf(before.text);
    for (const said of [
      'Hình thức: bỏ phiếu kín.', 'niêm phong trên máy', 'Tổng số thành viên được tính: 21; có mặt khi biểu quyết: 19; vắng mặt: 2.', 'Số phiếu phát ra: 19.', 'Số phiếu thu về: 19.', 'Số phiếu hợp lệ: 18; số phiếu không hợp lệ: 1.',
      'quá nửa tổng số thành viên, tức là ít nhất 11 trên 21 thành viên', `Kết luận: trúng cử 2 người, gồm: ${PEOPLE[0]}; ${PEOPLE[1]}.`, hash,
    ]) expect(words).toContain(said);
    expect(before.text?.sections[2]?.table?.rows.map(({ cells }) => cells)).toEqual([['1', PEOPLE[0], '16', '76,2%', 'Trúng cử'], ['2', PEOPLE[1], '12', '57,1%', 'Trúng cử'], ['3', PEOPLE[2], '6', '28,6%', 'Không trúng cử']]);
    expect(before.text?.facts).toEqual({ questionId, way: 'tablets', members: 21, present: 19, issued: 19, returned: 19, valid: 18, invalid: 1, bundleSha256: hash });
    expect(before.text?.committee[0]).toBe(`Đồng chí ${hall.committee[0].fullName}, Chức vụ 5 – Tổ trưởng;`);
    hall.installation.clock.advance(3_600_000);
    await hall.execute('counting.issue', hall.of(questionId), hall.committee[0]);
    const after = await view(questionId);
    expect(after.text).toEqual({ ...before.text, header: { ...before.text?.header, number: '01' } });
  });

  it('counting G28 say when tablets failed, and how it was counted then', async () => {
    const { execute, of, chair, secretary } = hall;
    const questionId = await hall.put({ mode: 'nameless', kind: 'confidence', options: ['Ông A', 'Bà B'] }, 'tablets');
    await execute('voting.cast-ballot', { ...of(questionId), choice: 'hm' }, hall.members[1]!);
    await execute('voting.continue-by-hands', of(questionId), chair);
    const grades = [{ optionId: 'p1', high: 10, medium: 5, low: 2, abstain: 0 }, { optionId: 'p2', high: 1, medium: 1, low: 15, abstain: 0 }];
    await execute('voting.record-paper-ballots', { ...of(questionId), present: 19, paper: { issued: 19, returned: 18, invalid: 1 }, figures: { kind: 'confidence', grades } }, secretary);
    const { text } = await view(questionId);
    const words = wordsOf(text);
    for (const said of ['phiếu giấy; tổ kiểm phiếu phát phiếu', 'bị gián đoạn khi đã có 1 phiếu; các phiếu đó được công bố và không tính', 'Số phiếu phát ra: 19.', 'Số phiếu thu về: 18.', 'Số phiếu hợp lệ: 17; số phiếu không hợp lệ: 1.', 'trình bỏ phiếu tín nhiệm hoặc miễn nhiệm: Bà B.']) expect(words).toContain(said);
    expect(text?.facts).toMatchObject({ way: 'paper', issued: 19, returned: 18, valid: 17, invalid: 1, bundleSha256: null });
    const hands = await hall.put({ mode: 'open', kind: 'approve' }, 'hands');
    await execute('voting.record-show-of-hands', { ...of(hands), present: 19, hands: { kind: 'approve', for: 15, against: 2, abstain: 1 } }, secretary);
    const byHands = wordsOf((await view(hands)).text);
    expect(byHands).toContain('giơ tay; tổ kiểm phiếu đếm');
    expect(byHands).not.toContain('phát ra');
    expect(byHands).toContain('Kết luận: nội dung được thông qua.');
  });

  it('records G23 G24 G37 counting G31 members and head sign in turn in fields of their own, then the seal; everybody verifies it', { timeout: 120_000 }, async () => {
    const { execute, of, committee, secretary, clerk, members, guest } = hall;
    const questionId = await elected();
    const { officialId, verifyCode } = await execute('counting.issue', of(questionId), secretary);
    const sign = (who: PersonCaller) => execute('records.sign', { officialId, pin: PIN }, who);
    const [head, first, second] = committee;
    await expect(sign(head)).rejects.toMatchObject({ code: 'forbidden', reason: 'signing.not_your_turn', params: { waitingFor: first.fullName } });
    await expect(sign(secretary)).rejects.toMatchObject({ reason: 'signing.not_a_signer' });
    expect((await hall.query('minutes.tasks', {}, first)).tasks).toMatchObject([{ kind: 'sign', document: 'counting', aboutId: questionId, notation: 'BB-TKP' }]);
    expect((await view(questionId, first)).can).toMatchObject({ sign: true, refuse: true });
    for (const who of [first, second, head]) {
      await sign(who);
      hall.installation.clock.advance(60_000);
    }
    expect(await view(questionId)).toMatchObject({ official: { state: 'signed', number: '01/BB-TKP', kind: 'counting' }, can: { sign: false, issue: false } });
    // A register of its own: another vote of the same year is the second, and minutes of a session would be the first of theirs.
    const next = await hall.put({ mode: 'open', kind: 'approve' }, 'hands');
    await execute('voting.record-show-of-hands', { ...of(next), present: 19, hands: { kind: 'approve', for: 15, against: 2, abstain: 2 } }, secretary);
    await expect(execute('counting.issue', of(next), secretary)).resolves.toMatchObject({ number: 2 });
    expect(await hall.installation.application.database.reader.registerEntry.findMany({ select: { kind: true, number: true }, orderBy: { number: 'asc' } })).toEqual([{ kind: 'counting', number: 1 }, { kind: 'counting', number: 2 }]);
    // The clerk comes to it once the session is over.
    expect((await hall.query('minutes.tasks', {}, clerk)).tasks).toEqual([]);
    await expect(execute('records.seal', { officialId, pin: PIN }, clerk)).rejects.toMatchObject({ code: 'not_found' });
    await hall.closeSession();
    expect((await hall.query('minutes.tasks', {}, clerk)).tasks).toMatchObject([{ kind: 'seal', document: 'counting' }]);
    await execute('records.seal', { officialId, pin: PIN }, clerk);
    const file = await bytesOf(officialId, 4);
    const report = await hall.query('records.verify-upload', fileOnDisk(file, 'kiem-phieu.pdf'), { kind: 'anonymous' });
    expect(report).toMatchObject({ verdict: 'valid', emptyFields: [], findings: [], known: { kind: 'counting', number: 1, notation: 'BB-TKP' } });
    expect(report.signatures.map(({ field, verdict, signer }) => [field, verdict, signer?.commonName])).toEqual([
      ['SIG_TOVIEN_1', 'valid', first.fullName], ['SIG_TOVIEN_2', 'valid', second.fullName], ['SIG_TOTRUONG', 'valid', head.fullName], ['SIG_COQUAN', 'valid', 'Ủy ban nhân dân tỉnh'],
    ]);
    expect(await hall.query('records.by-code', { code: verifyCode }, { kind: 'anonymous' })).toMatchObject({ kind: 'counting', isFinal: true, title: ELECTION.text, signatures: [{ role: 'counter' }, { role: 'counter' }, { role: 'counting_head' }, { role: 'seal' }] });
    await expect(hall.query('records.file', { officialId, revision: 4 }, members[1]!)).resolves.toMatchObject({ isVoid: false });
    await expect(hall.query('records.file', { officialId, revision: 4 }, guest)).resolves.toMatchObject({ isVoid: false });
    expect(embeddedFacts(file).facts).toMatchObject({
      document: { kind: 'counting', number: '01/BB-TKP' },
      count: { questionId, way: 'tablets', members: 21, issued: 19, returned: 19, valid: 18, invalid: 1 },
      vote: { ref: questionId, mode: 'secret', result: { kind: 'candidates', options: [{ votes: 16, elected: true }, { votes: 12, elected: true }, { votes: 6, elected: false }] } },
    });
    const signed = path.join(hall.installation.dataDir, 'signed.pdf');
    writeFileSync(signed, file);
    if (tool('pdfsig')) expect(run('pdfsig', ['-nocert', signed]).match(/Signature is Valid/g)).toHaveLength(4);
    if (tool('qpdf')) expect(run('qpdf', ['--check', signed])).toContain('No syntax or stream encoding errors');
    if (tool('pdftotext')) {
      const words = run('pdftotext', ['-layout', signed, '-']).normalize('NFC').replace(/\s+/g, ' ');
      for (const said of ['Số: 01/BB-TKP', 'TỔ KIỂM PHIẾU', 'BIÊN BẢN KIỂM PHIẾU', 'Số phiếu phát ra: 19.', 'TỔ TRƯỞNG', 'TỔ VIÊN']) expect(words).toContain(said);
    }
  });

  it('counting G29 records G25 minutes N28 refused, taken back and drawn up again under the same number; the minutes of the session name what stands', async () => {
    const { execute, of, committee, chair, secretary, members, meetingId } = hall;
    const questionId = await elected();
    const { officialId } = await execute('counting.issue', of(questionId), committee[0]);
    await execute('records.refuse', { officialId, reason: 'Sai số phiếu thu về' }, committee[1]);
    expect((await view(questionId, members[1]!)).official?.steps[0]).toMatchObject({ state: 'refused', reason: null });
    expect((await view(questionId, committee[0])).official?.steps[0]).toMatchObject({ reason: 'Sai số phiếu thu về' });
    expect((await hall.query('minutes.tasks', {}, secretary)).tasks).toMatchObject([{ kind: 'refused', document: 'counting', aboutId: questionId, remarks: 'Sai số phiếu thu về' }]);
    await expect(execute('counting.take-back', of(questionId), chair)).rejects.toMatchObject({ code: 'forbidden' });
    await execute('counting.take-back', of(questionId), committee[0]);
    await expect(execute('counting.take-back', of(questionId), secretary)).rejects.toMatchObject({ reason: 'counting.not_refused' });
    expect((await view(questionId, members[1]!)).official).toBeNull();
    expect((await view(questionId, secretary)).official).toMatchObject({ state: 'withdrawn' });
    await expect(hall.query('records.file', { officialId, revision: 0 }, members[1]!)).rejects.toMatchObject({ code: 'not_found' });
    await hall.closeSession();
    await execute('minutes.draft', { meetingId }, secretary);
    const vote = async () => (await hall.query('minutes.editor', { meetingId }, secretary)).minutes?.recorded.find(({ id }) => id === `vote:${questionId}`)?.text ?? '';
    expect(await vote()).not.toContain('biên bản kiểm phiếu');
    await expect(execute('counting.issue', of(questionId), secretary)).resolves.toMatchObject({ number: 1, officialId });
    expect(await vote()).toMatch(/Có biên bản kiểm phiếu kèm theo, số 01\/BB-TKP\.$/u);
    const { minutes } = await hall.query('minutes.editor', { meetingId }, secretary);
    expect(minutes?.events.find(({ kind }) => kind === 'counted')).toMatchObject({ paragraphIds: [`vote:${questionId}`] });
    expect((await view(questionId, members[1]!)).official).toMatchObject({ state: 'approved', number: '01/BB-TKP', file: { revision: 1 } });
  });

  it('counting G31 nine who sign find their places, each on a sheet of the document', { timeout: 120_000 }, async () => {
    const { execute, of, secretary, members, installation } = hall;
    const questionId = await hall.put(ELECTION);
    const nine = members.slice(2, 11);
    const dir = path.join(installation.dataDir, 'signing');
    for (const { personId, fullName } of nine) await issue(dir, { personId, commonName: fullName, title: 'Chức vụ', organisation: 'Ủy ban nhân dân tỉnh', pin: PIN, algorithm: 'ecdsa-p256-sha256', now: installation.clock.now() });
    await execute('voting.set-committee', { ...of(questionId), version: 2, counters: nine.map(({ personId }) => personId) }, secretary);
    await execute('voting.open-question', { ...of(questionId), way: 'tablets' }, hall.chair);
    await hall.voteSecretly(questionId, Array<string>(19).fill('110'));
    const { officialId } = await execute('counting.issue', of(questionId), secretary);
    const [{ anchors = '[]', pages = 0 } = {}] = await installation.application.database.reader.officialFile.findMany({ where: { officialId } });
    const placed = JSON.parse(anchors) as { name: string; page: number; rect: [number, number, number, number] }[];
    expect(placed.map(({ name }) => name).sort()).toEqual(['SIG_COQUAN', 'SIG_TOTRUONG', ...Array.from({ length: 8 }, (_, index) => `SIG_TOVIEN_${index + 1}`)]);
    for (const { name, page, rect: [x0, y0, x1, y1] } of placed) {
      expect(page, name).toBeLessThanOrEqual(pages);
      expect([x0 >= 0, y0 >= 0, x1 <= 596, y1 <= 843, x1 > x0, y1 > y0], name).toEqual(Array(6).fill(true));
      // Nobody signs on somebody else's place; the seal alone reaches over the head's.
      for (const other of placed) if (other.name < name && other.page === page && ![name, other.name].includes('SIG_COQUAN')) expect(x1 <= other.rect[0] || other.rect[2] <= x0 || y1 <= other.rect[1] || other.rect[3] <= y0, `${name} ${other.name}`).toBe(true);
    }
  });
});
