import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { PadesError } from '../../../server/pades';
import { addSignatureFields, buildCms, embedSignature, prepareSignature, preparedDigest, signPdf, verifyPdf } from '../../../server/pades';
import { PdfFile } from '../../../server/pades/pdf/document';
import { FIELDS, NOW, folder, installation, minutes, run, signThreeTimes, tool } from './fixtures';
import type { Installation } from './fixtures';
import { times } from '../../support/long';

let of: Installation;
let plain: Uint8Array;
let states: Uint8Array[];
const dir = folder();

beforeAll(async () => {
  of = await installation();
  plain = minutes();
  states = await signThreeTimes(of, plain);
});

const reasonOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
  } catch (error) {
    return (error as PadesError).fault;
  }
  return 'nothing was refused';
};
const finished = (): Uint8Array => states[3] ?? new Uint8Array(0);

describe('signing the minutes', () => {
  it('pades S1 each step keeps the bytes before it and the kind of cross-reference', () => {
    [plain, ...states].forEach((state, i, all) => {
      const next = all[i + 1];
      if (next) expect(Buffer.compare(next.subarray(0, state.length), state)).toBe(0);
    });
    const file = PdfFile.open(finished());
    expect(file.revisions.map((revision) => revision.sections[0]?.kind)).toEqual(['table', 'table', 'table', 'table', 'table']);
  });

  it('pades S2 three signatures are valid, at level B-B, with what the certificate says', () => {
    const report = verifyPdf(finished(), of.trust);
    expect(report.findings).toEqual([]);
    expect(report.verdict).toBe('valid');
    expect(report.signatures.map((signature) => [signature.field, signature.level, signature.coverage, signature.revocation, signature.testOnly])).toEqual([
      ['SIG_THUKY', 'B-B', 'revision', 'good', true],
      ['SIG_CHUTOA', 'B-B', 'revision', 'good', true],
      ['SIG_COQUAN', 'B-B', 'whole_file', 'good', true],
    ]);
    expect(report.signatures[1]?.signer).toMatchObject({
      commonName: 'Đỗ Khắc Trường Vân',
      title: 'Chủ tịch UBND tỉnh',
      organisation: 'Ủy ban nhân dân tỉnh Thanh Giang',
      issuer: 'Phiên – CA thử nghiệm (không có giá trị pháp lý)',
    });
    expect(report.signatures[0]?.claimedTime).toEqual(NOW);
    expect(report.signatures[0]?.reason).toBe('Phê duyệt biên bản');
    expect(report.signatures[0]?.changesAfter.map((change) => change.findings.map((found) => found.key))).toEqual([['change.signature_added'], ['change.signature_added']]);
  });

  it('pades S3 an empty field waits, an unsigned file is unsigned', () => {
    expect(verifyPdf(states[0] ?? plain, of.trust)).toMatchObject({ verdict: 'unsigned', emptyFields: ['SIG_THUKY', 'SIG_CHUTOA', 'SIG_COQUAN'] });
    expect(verifyPdf(plain, of.trust).verdict).toBe('unsigned');
    expect(verifyPdf(states[1] ?? plain, of.trust)).toMatchObject({ verdict: 'valid', emptyFields: ['SIG_CHUTOA', 'SIG_COQUAN'] });
  });

  it('pades S4 pdfsig, qpdf and pdftotext agree', () => {
    const file = path.join(dir, 'minutes.pdf');
    writeFileSync(file, finished());
    if (tool('pdfsig')) {
      const { output } = run('pdfsig', [file]);
      expect(output.match(/Signature is Valid/g)).toHaveLength(3);
      expect(output).toContain('Đàm Thị Ngọc Ước');
      expect(output.match(/Total document signed/g)).toHaveLength(1);
    }
    if (tool('qpdf')) expect(run('qpdf', ['--check', file])).toMatchObject({ ok: true });
    if (tool('pdftotext')) expect(run('pdftotext', [file, '-']).output.normalize('NFC')).toContain('Chữ ký thử nghiệm, không có giá trị pháp lý');
    if (tool('pdffonts')) {
      const lines = run('pdffonts', [file]).output.split('\n').slice(2).filter((line) => line.trim() !== '');
      // PDF/A: every font is embedded and a named subset; columns "emb", "sub", "uni".
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(line).toMatch(/ yes\s+yes\s+yes /);
    }
  });

  it('pades S5 changed bytes, 100 of them or 500 in the long form: none is valid', () => {
    const file = finished();
    let seed = 20261201;
    const seen: string[] = [];
    for (let i = 0; i < times(100, 500); i += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const changed = Uint8Array.from(file);
      const at = seed % file.length;
      changed[at] = (changed[at] ?? 0) ^ (1 + ((seed >>> 24) % 255));
      const { verdict } = verifyPdf(changed, of.trust);
      if (verdict !== 'invalid') seen.push(`${at}: ${verdict}`);
    }
    expect(seen).toEqual([]);
  });

  it('pades S6 a second signature in a field, an unknown field and late fields are refused', async () => {
    const signed = states[1] ?? plain;
    expect(await reasonOf(() => signPdf(signed, { field: 'SIG_THUKY', signer: of.secretary, signedAt: NOW }))).toBe('field_signed');
    expect(await reasonOf(() => signPdf(signed, { field: 'SIG_KHAC', signer: of.secretary, signedAt: NOW }))).toBe('no_field');
    expect(await reasonOf(() => addSignatureFields(signed, [{ ...FIELDS[0], name: 'SIG_KHAC' }]))).toBe('already_signed');
    expect(await reasonOf(() => addSignatureFields(states[0] ?? plain, [FIELDS[0]]))).toBe('field_exists');
    expect(await reasonOf(() => addSignatureFields(plain, [{ ...FIELDS[0], page: 9 }]))).toBe('bad_field');
  });

  it('pades S7 prepared bytes are signed elsewhere, checked and embedded', async () => {
    const base = states[0] ?? plain;
    const prepared = prepareSignature(base, { field: 'SIG_CHUTOA', signedAt: NOW });
    const cms = await buildCms(of.chair, preparedDigest(prepared, 'sha256'));
    const signed = embedSignature(prepared, cms, of.chair.chain[0]);
    expect(verifyPdf(signed, of.trust)).toMatchObject({ verdict: 'valid' });

    const other = await buildCms(of.chair, createHash('sha256').update('other').digest());
    expect(await reasonOf(() => embedSignature(prepared, other))).toBe('cms_rejected');
    expect(await reasonOf(() => embedSignature(prepared, cms, of.secretary.chain[0]))).toBe('other_signer');
    expect(await reasonOf(() => embedSignature(prepared, cms.subarray(0, 900)))).toBe('cms_rejected');
    const changed = { ...prepared, bytes: Uint8Array.from(prepared.bytes) };
    changed.bytes[20] = (changed.bytes[20] ?? 0) ^ 1;
    expect(await reasonOf(() => embedSignature(changed, cms))).toBe('prepared_changed');
    expect(await reasonOf(() => embedSignature(prepareSignature(base, { field: 'SIG_CHUTOA', signedAt: NOW }, 512), cms))).toBe('placeholder_too_small');
  });

  it('pades S8 a CMS larger than the placeholder gets a larger one', async () => {
    const padding = Array.from({ length: 24 }, () => of.chair.chain[0] ?? new Uint8Array(0));
    const heavy = { ...of.chair, chain: [...of.chair.chain, ...padding] };
    const signed = await signPdf(states[0] ?? plain, { field: 'SIG_CHUTOA', signer: heavy, signedAt: NOW });
    expect(signed.length - (states[0]?.length ?? 0)).toBeGreaterThan(65_536);
    expect(verifyPdf(signed, of.trust).verdict).toBe('valid');
  });

  it('pades S9 without the trust anchor the signature is indeterminate, never valid', () => {
    const report = verifyPdf(finished(), { ...of.trust, trustAnchors: [] });
    expect(report.verdict).toBe('indeterminate');
    expect(report.signatures.every((signature) => signature.integrity === 'intact' && signature.trust === 'untrusted')).toBe(true);
  });
});
