import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { issue, revoke } from '../../../server/adapters/signer';
import { BLOB_KEY } from '../../../server/kernel/ports/blob';
import { readDerPrefix } from '../../../server/pades/der/read';
import { verifyPdf } from '../../../server/pades/verify/verify-pdf';
import { fileOnDisk } from '../../support/file-on-disk';
import { approvedMinutes, closedAssembly, PIN, reasonOf, run, tool, type ClosedAssembly } from '../minutes/session';

let all: ClosedAssembly;
let officialId: string;
let verifyCode: string;

const sign = (who = all.secretary, pin = PIN) => all.execute('records.sign', { officialId, pin }, who);
const seal = (who = all.clerk, pin = PIN) => all.execute('records.seal', { officialId, pin }, who);

async function bytesOf(revision: number): Promise<Buffer> {
  const { blobKey: key, sha256, size } = await all.query('records.file', { officialId, revision }, all.secretary);
  const chunks: Buffer[] = [];
  for await (const chunk of await all.installation.application.ports.blobs.open({ key, sha256, size })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const stepStates = async (): Promise<string[]> => ((await all.query('minutes.view', { meetingId: all.meetingId }, all.secretary)).minutes?.steps ?? []).map(({ state }) => state);

beforeEach(async () => {
  all = await closedAssembly();
  ({ officialId, verifyCode } = await approvedMinutes(all));
  return () => all.close();
});

describe('signing approved minutes', () => {
  it('records G1 G3 G6 G7 G9 G18 G20 secretary, chair, seal: each revision keeps the bytes before it, and all three are valid', async () => {
    expect(await stepStates()).toEqual(['due', 'waiting', 'waiting']);
    await expect(sign()).resolves.toMatchObject({ revision: 1, complete: false });
    expect(await stepStates()).toEqual(['signed', 'due', 'waiting']);
    all.installation.clock.advance(60_000);
    await expect(sign(all.chair)).resolves.toMatchObject({ revision: 2, complete: true });
    const view = await all.query('minutes.view', { meetingId: all.meetingId }, all.guest);
    expect(view.minutes).toMatchObject({ state: 'signed', file: { revision: 2 } });
    expect((await all.query('minutes.tasks', {}, all.clerk)).tasks.map(({ kind }) => kind)).toEqual(['seal']);
    all.installation.clock.advance(60_000);
    await expect(seal()).resolves.toMatchObject({ revision: 3 });
    const files = await Promise.all([0, 1, 2, 3].map(bytesOf));
    files.forEach((file, index) => {
      const next = files[index + 1];
      if (next) expect(Buffer.compare(next.subarray(0, file.length), file)).toBe(0);
    });
    const approved = await all.query('records.verify-upload', fileOnDisk(files[0] ?? Buffer.alloc(0), 'bien-ban.pdf'), { kind: 'anonymous' });
    expect(approved.emptyFields).toEqual(['SIG_THUKY', 'SIG_CHUTOA', 'SIG_COQUAN']);
    const report = await all.query('records.verify-upload', fileOnDisk(files[3] ?? Buffer.alloc(0), 'bien-ban.pdf'), { kind: 'anonymous' });
    expect(report.findings).toEqual([]);
    expect(report).toMatchObject({ verdict: 'valid', testOnly: true, emptyFields: [], known: { number: 1, notation: 'BB-UBND', isLatest: true } });
    expect(report.signatures.map(({ field, verdict, signer, changedSince }) => [field, verdict, signer?.commonName, changedSince])).toEqual([
      ['SIG_THUKY', 'valid', all.secretary.fullName, false],
      ['SIG_CHUTOA', 'valid', all.chair.fullName, false],
      ['SIG_COQUAN', 'valid', 'Ủy ban nhân dân tỉnh', false],
    ]);
    expect(report.signatures[0]?.findings.find(({ key }) => key === 'certificate.test_only')?.text.vi).toBe('Chữ ký thử nghiệm, không có giá trị pháp lý.');

    const file = path.join(all.installation.dataDir, 'signed.pdf');
    writeFileSync(file, files[3] ?? '');
    if (tool('pdfsig')) expect(run('pdfsig', ['-nocert', file]).match(/Signature is Valid/g)).toHaveLength(3);
    if (tool('qpdf')) expect(run('qpdf', ['--check', file])).toContain('No syntax or stream encoding errors');
    if (tool('pdftotext')) {
      const words = run('pdftotext', ['-layout', file, '-']).normalize('NFC').replace(/\s+/g, ' ');
      for (const expected of ['Số: 01/BB-UBND', 'Thời gian bắt đầu: 08 giờ 02 phút, ngày 26 tháng 11 năm 2026.', 'Chữ ký thử nghiệm, không có giá trị pháp lý']) expect(words).toContain(expected);
    }
    if (tool('openssl')) checkCades(files[3] ?? Buffer.alloc(0));
  });

  it('records G2 only the person whose turn it is signs', async () => {
    await expect(sign(all.chair)).rejects.toMatchObject({ code: 'forbidden', reason: 'signing.not_your_turn', params: { waitingFor: all.secretary.fullName } });
    expect(await reasonOf(sign(all.guest))).toBe('forbidden/signing.not_a_signer');
    expect(await reasonOf(sign(all.stranger))).toBe('not_found/not_found');
    expect(await reasonOf(seal())).toBe('forbidden/signing.not_your_turn');
    expect(await reasonOf(seal(all.secretary))).toBe('forbidden/signing.clerk_only');
    expect(await stepStates()).toEqual(['due', 'waiting', 'waiting']);
  });

  it('records G4 a wrong PIN says how many attempts are left, changes nothing and is kept nowhere', async () => {
    await expect(sign(all.secretary, 'sai-ma-pin')).rejects.toMatchObject({ code: 'forbidden', reason: 'signing.wrong_pin', params: { left: 4 } });
    expect(await stepStates()).toEqual(['due', 'waiting', 'waiting']);
    await all.execute('records.sign', { officialId, pin: PIN }, all.secretary, { commandId: '0199c0de-0000-7000-8000-000000000001' });
    const { reader } = all.installation.application.database;
    expect(await reader.receipt.count({ where: { command: 'records.sign' } })).toBe(0);
    const kept = JSON.stringify([await reader.auditEntry.findMany(), await reader.historyEvent.findMany(), await reader.signatureStep.findMany()]);
    expect(kept).toContain('records.signed');
    expect(kept).not.toContain(PIN);
  });

  it('records G5 a double tap signs once, and leaves one file', async () => {
    const stored = (): string[] => readdirSync(path.join(all.installation.dataDir, 'blobs'), { recursive: true, encoding: 'utf8' }).filter((name) => BLOB_KEY.test(path.basename(name)));
    const before = stored();
    const taps = await Promise.allSettled([sign(), sign()]);
    expect(taps.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = taps.find((tap) => tap.status === 'rejected');
    expect(['signing.already_signed', 'signing.changed_meanwhile', 'signing.field_signed']).toContain((refused?.reason as { reason: string }).reason);
    expect(await reasonOf(sign())).toBe('conflict/signing.already_signed');
    expect(await stepStates()).toEqual(['signed', 'due', 'waiting']);
    // What the later tap had signed was taken away again.
    expect(stored().filter((name) => !before.includes(name))).toHaveLength(1);
    expect(await reasonOf(bytesOf(2))).toBe('not_found/not_found');
  });

  it('records G12 a stored file that is not the one approved is not signed, whoever says that it is', async () => {
    const { blobs } = all.installation.application.ports;
    const { transaction } = all.installation.application.database;
    const approved = await bytesOf(0);
    const swapped = Buffer.from(approved);
    swapped[swapped.length >> 1] = (swapped[swapped.length >> 1] ?? 0) ^ 1;
    const stored = await blobs.put((async function* () { yield swapped; })());
    await transaction((db) => db.officialFile.updateMany({ where: { officialId }, data: { blobKey: stored.key } }));
    expect(await reasonOf(sign())).toMatch(/storage\.damaged_file$/);
    await transaction((db) => db.officialFile.updateMany({ where: { officialId }, data: { sha256: stored.sha256, size: stored.size } }));
    expect(await reasonOf(sign())).toBe('conflict/signing.file_changed');
    expect(await stepStates()).toEqual(['due', 'waiting', 'waiting']);
  });

  it('signing G13 neither an expired nor a revoked certificate signs', async () => {
    const dir = path.join(all.installation.dataDir, 'signing');
    await revoke(dir, all.secretary.personId, { now: all.installation.clock.now() });
    all.installation.clock.advance(60_000);
    expect(await reasonOf(sign())).toBe('forbidden/signing.certificate_revoked');
    expect(await stepStates()).toEqual(['due', 'waiting', 'waiting']);
    await issue(dir, { personId: all.secretary.personId, commonName: all.secretary.fullName, pin: PIN, algorithm: 'ecdsa-p256-sha256', now: all.installation.clock.now() });
    await sign();
    all.installation.clock.advance(4_000 * 86_400_000);
    expect(await reasonOf(sign(all.chair))).toBe('forbidden/signing.certificate_expired');
    expect(await stepStates()).toEqual(['signed', 'due', 'waiting']);
  });

  it('pades V12 a list newer than the time asked about speaks for it; one that is newer than the verifier’s clock does not', async () => {
    await sign();
    const signedAt = all.installation.clock.now();
    const bytes = await bytesOf(1);
    all.installation.clock.advance(30 * 86_400_000);
    const { trust } = all.installation.application.ports;
    const given = { trustAnchors: await trust.anchors(), crls: await trust.crls(), at: signedAt };
    expect(verifyPdf(bytes, { ...given, now: all.installation.clock.now() }).verdict).toBe('valid');
    const early = verifyPdf(bytes, { ...given, now: signedAt });
    expect(early.signatures[0]?.findings.map(({ key }) => key)).toContain('revocation.not_yet');
  });

  it('signing G14 what does not pass the own verification is not stored', async () => {
    await sign();
    const dir = path.join(all.installation.dataDir, 'signing');
    all.installation.clock.advance(60_000);
    await revoke(dir, all.secretary.personId, { now: all.installation.clock.now() });
    all.installation.clock.advance(60_000);
    // The first signature no longer holds; a second one on top of it would make a file nobody can accept.
    await expect(sign(all.chair)).rejects.toMatchObject({ reason: 'signing.result_invalid', params: { finding: 'revocation.revoked' } });
    expect(await stepStates()).toEqual(['signed', 'due', 'waiting']);
  });

  it('records G8 a refusal with its reason ends the signing', async () => {
    await sign();
    await all.execute('records.refuse', { officialId, reason: 'Số liệu mục 3 chưa khớp.' }, all.chair);
    const view = await all.query('minutes.view', { meetingId: all.meetingId }, all.secretary);
    expect(view.minutes?.state).toBe('approved');
    expect(view.minutes?.steps[1]).toMatchObject({ state: 'refused', reason: 'Số liệu mục 3 chưa khớp.' });
    expect(await reasonOf(sign(all.chair))).toBe('conflict/signing.was_refused');
    expect(await reasonOf(seal())).toBe('forbidden/signing.not_your_turn');
  });

  it('records G10 G11 a changed file is invalid, and a code leads to the verification of the stored one', async () => {
    await sign();
    await sign(all.chair);
    const changed = await bytesOf(2);
    const at = changed.indexOf('/Contents', Math.floor(changed.length / 3));
    changed[at - 40] = (changed[at - 40] ?? 0) ^ 1;
    const report = await all.query('records.verify-upload', fileOnDisk(changed, 'sua.pdf'), { kind: 'anonymous' });
    expect(report).toMatchObject({ verdict: 'invalid', known: null });
    const stored = await all.query('records.verify-code', { code: verifyCode }, { kind: 'anonymous' });
    expect(stored).toMatchObject({ verdict: 'valid', emptyFields: ['SIG_COQUAN'], file: { name: expect.stringMatching(/^Bien-ban-\d{2,}-BB-UBND\.pdf$/u) as string } });
    expect(await reasonOf(all.query('records.verify-code', { code: 'AAAAAAAAAAAA' }, { kind: 'anonymous' }))).toBe('not_found/not_found');
  });
});

/** Cuts the CMS of each signature out by its byte range and lets OpenSSL judge it as CAdES. */
function checkCades(file: Buffer): void {
  const dir = all.installation.dataDir;
  const anchor = readFileSync(path.join(dir, 'signing', 'root.cer'));
  const issuing = readFileSync(path.join(dir, 'signing', 'issuing.cer'));
  const pem = (der: Buffer): string => `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`;
  writeFileSync(path.join(dir, 'root.pem'), pem(anchor));
  writeFileSync(path.join(dir, 'issuing.pem'), pem(issuing));
  const ranges = [...file.toString('latin1').matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  expect(ranges).toHaveLength(3);
  for (const [, first, second, length] of ranges) {
    const [holeStart, after, rest] = [Number(first), Number(second), Number(length)];
    const padded = Buffer.from(file.subarray(holeStart + 1, after - 1).toString('latin1'), 'hex');
    // The DER says where it ends; zeros at its end may be its own.
    writeFileSync(path.join(dir, 'cms.der'), readDerPrefix(padded).bytes);
    writeFileSync(path.join(dir, 'content.bin'), Buffer.concat([file.subarray(0, holeStart), file.subarray(after, after + rest)]));
    const at = String(Math.floor(all.installation.clock.now().getTime() / 1000));
    const args = ['cms', '-verify', '-cades', '-inform', 'DER', '-in', path.join(dir, 'cms.der'), '-binary', '-content', path.join(dir, 'content.bin'),
      '-CAfile', path.join(dir, 'root.pem'), '-certfile', path.join(dir, 'issuing.pem'), '-purpose', 'any', '-attime', at, '-out', path.join(dir, 'out.bin')];
    expect(() => run('openssl', args)).not.toThrow();
  }
}
