import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Budget, PdfError } from '../../../server/pades/pdf/budget';
import { PdfFile } from '../../../server/pades/pdf/document';
import { Lexer } from '../../../server/pades/pdf/lexer';
import { array, canonical, decodeText, dict, name, ref, textString } from '../../../server/pades/pdf/objects';
import type { PdfObject } from '../../../server/pades/pdf/objects';
import { serialize } from '../../../server/pades/pdf/serialize';
import { pdfDate } from '../../../server/pades/pdf/signature-layout';
import { FINDINGS } from '../../../server/pades/verify/findings';
import { parsePdfDate } from '../../../server/pades/verify/signature-dictionary';
import { verifyPdf } from '../../../server/pades/verify/verify-pdf';

const read = (text: string): PdfObject => new Lexer(Buffer.from(text, 'latin1'), 0, new Budget()).value();
const fault = (text: string): string => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof PdfError) return error.fault;
    throw error;
  }
  return 'read';
};

const leaf: fc.Arbitrary<PdfObject> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
  fc.stringMatching(/^[!-~]{1,12}$/).map((value) => name(value)),
  fc.tuple(fc.nat({ max: 9999 }), fc.nat({ max: 9 })).map(([num, gen]) => ref(num, gen)),
  fc.string({ unit: 'grapheme', maxLength: 20 }).map((value) => textString(value)),
);
const value: fc.Arbitrary<PdfObject> = fc.letrec<{ any: PdfObject }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }).map((items) => array(items)),
    fc.dictionary(fc.stringMatching(/^[A-Za-z#()]{1,8}$/), tie('any'), { maxKeys: 4 }).map((entries) => dict(entries)),
  ),
})).any;

describe('PDF values', () => {
  it('pades P1 what is written is read back', () => {
    fc.assert(fc.property(value, (object) => canonical(read(Buffer.from(serialize(object)).toString('latin1'))) === canonical(object)), { numRuns: 500 });
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decodeText(textString(text)) === text.normalize('NFC')));
  });

  it.each([
    ['<</A 1/A 2>>', 'pdf.duplicate_key'],
    ['<</A 1/#41 2>>', 'pdf.duplicate_key'],
    ['<</A 1', 'pdf.object'],
    ['(open', 'pdf.object'],
    ['<0x>', 'pdf.object'],
    ['nothing', 'pdf.object'],
    ['['.repeat(300), 'pdf.too_deep'],
  ])('pades P2 %s is refused', (text, expected) => {
    expect(fault(text)).toBe(expected);
  });

  it('pades P3 any bytes are read or refused with PdfError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        try {
          new Lexer(bytes, 0, new Budget()).value();
          PdfFile.open(Buffer.concat([Buffer.from('%PDF-1.7\n'), bytes]));
        } catch (error) {
          expect(error).toBeInstanceOf(PdfError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('pades P4 the work for one file is bounded', () => {
    const big = Buffer.from(`[${'1 '.repeat(5000)}]`);
    expect(() => new Lexer(big, 0, new Budget(1000)).value()).toThrow(PdfError);
  });

  it('pades P5 times are written in Vietnam time and read back', () => {
    const at = new Date('2026-12-01T09:32:11Z');
    expect(pdfDate(at)).toBe("D:20261201163211+07'00'");
    expect(parsePdfDate(textString(pdfDate(at)))).toEqual(at);
    expect(parsePdfDate(textString('D:20261201'))).toEqual(new Date('2026-12-01T00:00:00Z'));
    expect(parsePdfDate(textString('tomorrow'))).toBeNull();
  });
});

describe('verification of anything', () => {
  it('pades V5 never throws and never calls random bytes valid', () => {
    const now = new Date('2026-12-01T00:00:00Z');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, headed) => {
        const input = headed ? Buffer.concat([Buffer.from('%PDF-1.7\n/ByteRange '), bytes]) : bytes;
        const { verdict } = verifyPdf(input, { trustAnchors: [bytes], crls: [bytes], now });
        expect(verdict).toBe(headed ? 'invalid' : 'indeterminate');
      }),
    );
  });

  it('pades V6 every finding has a sentence in both languages, in NFC, with the same parameters', () => {
    const parameters = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
    for (const [key, { vi, en }] of Object.entries(FINDINGS)) {
      expect(vi, key).toBe(vi.normalize('NFC'));
      expect(vi.length, key).toBeGreaterThan(10);
      expect(en.length, key).toBeGreaterThan(10);
      expect(parameters(vi), key).toEqual(parameters(en));
    }
  });
});
