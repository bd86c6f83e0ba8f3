import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openCommittee, publishedMeeting, putInState, stagedFile, type Committee } from '../meetings/committee';
import { installation, minutes, signThreeTimes, type Installation } from '../pades/fixtures';

let authority: Installation;
/** Signed by secretary, chair and organisation; and with a byte of the signed part changed. */
let signed: Uint8Array;
let broken: Uint8Array;

let c: Committee;
let meetingId: string;
let itemId: string;

beforeAll(async () => {
  authority = await installation();
  signed = (await signThreeTimes(authority, minutes())).at(-1) ?? new Uint8Array();
  broken = Uint8Array.from(signed);
  broken[200] = (broken[200] ?? 0) ^ 1;
}, 60_000);

beforeEach(async () => {
  c = await openCommittee();
  // After the certificates were issued.
  c.installation.clock.advance(20 * 24 * 3_600_000);
  app().ports.trust = { anchors: () => Promise.resolve(authority.trust.trustAnchors), crls: () => Promise.resolve(authority.trust.crls ?? []), retirements: () => Promise.resolve([]) };
  ({ meetingId, itemId } = await publishedMeeting(c));
});
afterEach(() => c.installation.close());

const app = () => c.installation.application;
async function paper(name: string, bytes: Uint8Array, facts: object = { signed: true, signatures: 3 }): Promise<string> {
  return (await app().execute('documents.attach', { meetingId, itemId, title: name, ...(await stagedFile(c, meetingId, `${name}.pdf`, 2, { bytes, facts })) }, c.secretary)).documentId;
}
/** What follows from what happened until now. */
async function followed(): Promise<void> {
  const history = app().followHistory();
  await history.settled();
  await history.stop();
}
const settle = async (): Promise<void> => {
  await app().jobs.enqueueDue();
  await app().jobs.drain();
  c.installation.clock.advance(15_000);
  await app().jobs.drain();
};
const verdicts = (by = c.member) => app().query('authenticity.of-session', { meetingId }, by);

describe('signatures of papers', () => {
  it('authenticity AU1 authenticity AU2 a signed paper is being looked at, then has its verdict with who signed; others have none', { timeout: 60_000 }, async () => {
    const documentId = await paper('Biên bản đã ký', signed);
    await paper('Tờ trình', Buffer.from('%PDF-1.7\n%%EOF\n'), {});
    // From the first moment, before anything has followed from its coming.
    expect(await verdicts()).toMatchObject([{ documentId, verdict: 'waiting', signers: [] }]);
    await followed();
    expect(await verdicts()).toMatchObject([{ documentId, verdict: 'waiting', signers: [] }]);
    await settle();
    const [found, ...others] = await verdicts();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ documentId, verdict: expect.stringMatching(/^valid/), signers: [{ name: 'Đàm Thị Ngọc Ước', title: 'Phó Chánh Văn phòng' }, { name: 'Đỗ Khắc Trường Vân' }, { name: 'Ủy ban nhân dân tỉnh Thanh Giang' }] });
    expect(await app().query('authenticity.of-paper', { documentId }, c.member)).toMatchObject({ verdict: found?.verdict });
    await expect(app().query('authenticity.of-paper', { documentId }, c.otherOfficer)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('authenticity AU2 a changed file is said not to be valid; who may not see the paper is told nothing of it', { timeout: 60_000 }, async () => {
    const documentId = await paper('Biên bản bị sửa', broken);
    await followed();
    await settle();
    expect(await verdicts()).toMatchObject([{ documentId, verdict: 'invalid' }]);
    await app().execute('documents.set-audience', { documentId, version: 1, kind: 'named', personIds: [c.deputy.personId] }, c.secretary);
    expect([await verdicts(c.deputy), await verdicts()]).toEqual([[expect.objectContaining({ documentId })], []]);
    await expect(app().query('authenticity.report', { documentId, version: 1 }, c.member)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('authenticity AU3 the report is made anew, for the version that is asked for', { timeout: 60_000 }, async () => {
    const documentId = await paper('Biên bản đã ký', signed);
    const report = await app().query('authenticity.report', { documentId, version: 1 }, c.member);
    expect(report.signatures.map(({ field }) => field)).toEqual(['SIG_THUKY', 'SIG_CHUTOA', 'SIG_COQUAN']);
    await expect(app().query('authenticity.report', { documentId, version: 2 }, c.member)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('authenticity AU4 until the session is over it is verified again each night', { timeout: 60_000 }, async () => {
    const documentId = await paper('Biên bản đã ký', signed);
    await followed();
    await settle();
    const [before] = await verdicts();
    app().ports.trust = { anchors: () => Promise.resolve([]), crls: () => Promise.resolve([]), retirements: () => Promise.resolve([]) };
    c.installation.clock.advance(20 * 3_600_000);
    await settle();
    const [after] = await verdicts();
    expect(after?.at.getTime()).toBeGreaterThan((before?.at.getTime() ?? 0) + 19 * 3_600_000);
    expect([before?.verdict, after?.verdict]).toEqual([expect.stringMatching(/^valid/), 'indeterminate']);
    await putInState(c.installation, meetingId, 'closed');
    c.installation.clock.advance(24 * 3_600_000);
    await settle();
    expect((await app().database.reader.signatureVerdict.findFirstOrThrow({ where: { version: { documentId } } })).at).toEqual(after?.at);
  });

  it('authenticity AU5 what cannot be verified within the limits is not confirmed, never unsigned', { timeout: 60_000 }, async () => {
    const documentId = await paper('Tệp không kiểm tra được', Buffer.from('không phải PDF'));
    await followed();
    await settle();
    expect(await verdicts()).toMatchObject([{ documentId, verdict: expect.stringMatching(/^(?:invalid|indeterminate)$/) }]);
  });
});
