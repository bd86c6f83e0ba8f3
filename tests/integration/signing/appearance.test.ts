import { deflateSync } from 'node:zlib';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { addSignatureFields, signPdf, verifyPdf } from '../../../server/pades';
import { MM, TEST_NOTICE, drawPersonAppearance, drawSealAppearance } from '../../../server/modules/signing/appearance/draw';
import { PdfFile } from '../../../server/pades/pdf/document';
import { isObjectKind } from '../../../server/pades/pdf/objects';
import { FIELDS, NOW, folder, fonts, installation, minutes, run, tool } from '../pades/fixtures';
import type { Installation } from '../pades/fixtures';

/** A PNG of one colour at half transparency. */
function png(side: number, colour: readonly [number, number, number]): Buffer {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const crc = (bytes: Buffer): number => (bytes.reduce((c, byte) => (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const row = Buffer.concat([Buffer.of(0), ...Array.from({ length: side }, () => Buffer.of(...colour, 128))]);
  const pixels = Buffer.concat(Array.from({ length: side }, () => row));
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

let of: Installation;
const dir = folder();
beforeAll(async () => {
  of = await installation();
});

describe('visible signatures', () => {
  it('signing S11 the same drawing has the same bytes; a test signature says so, another does not', async () => {
    const base = { width: 150, height: 80, fonts, name: 'Đỗ Khắc Trường Vân' };
    const trial = await drawPersonAppearance({ ...base, testOnly: true });
    expect(Buffer.compare(trial, await drawPersonAppearance({ ...base, testOnly: true }))).toBe(0);
    if (!tool('pdftotext')) return;
    const textOf = (pdf: Uint8Array): string => {
      const file = path.join(dir, 'appearance.pdf');
      writeFileSync(file, pdf);
      return run('pdftotext', [file, '-']).output.normalize('NFC');
    };
    expect(textOf(trial)).toContain(TEST_NOTICE);
    expect(textOf(await drawPersonAppearance({ ...base, testOnly: false }))).not.toContain(TEST_NOTICE);
    expect(textOf(await drawPersonAppearance({ ...base, name: base.name.normalize('NFD'), testOnly: false }))).toContain('Vân');
  });

  it('signing S11 an image keeps its transparency, a seal its real size', async () => {
    const appearance = await drawSealAppearance({ width: 140, height: 140, fonts, testOnly: false, organisation: 'UBND tỉnh Thanh Giang', image: png(24, [200, 0, 0]), diameterMm: 36 });
    const signed = await signPdf(addSignatureFields(minutes(), FIELDS), { field: 'SIG_COQUAN', signer: of.seal, signedAt: NOW, appearance });
    expect(verifyPdf(signed, of.trust).verdict).toBe('valid');
    const view = PdfFile.open(signed).latest;
    const values = [...view.revision.touched.keys()].map((num) => view.get(num));
    const images = values.filter((value) => isObjectKind(value, 'stream') && value.dict.entries.has('SMask'));
    expect(images).toHaveLength(1);
    expect(36 * MM).toBeCloseTo(102.05, 2);
    if (tool('qpdf')) {
      const file = path.join(dir, 'sealed.pdf');
      writeFileSync(file, signed);
      expect(run('qpdf', ['--check', file])).toMatchObject({ ok: true });
    }
  });
});
