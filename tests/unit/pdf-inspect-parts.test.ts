import { describe, expect, it } from 'vitest';
import { countOperators } from '../../server/adapters/pdf/inspect-content';
import { checkEnvelope } from '../../server/adapters/pdf/inspect-envelope';
import { decodeVerdict, encodeVerdict, OUTPUT_LIMIT } from '../../server/adapters/pdf/inspect-wire';
import type { PdfFacts, PdfVerdict } from '../../server/kernel/ports/pdf-inspector';

const count = (content: string, limit = 1e6) => countOperators(Buffer.from(content, 'latin1'), limit);

describe('operators of a content stream', () => {
  it('I1 counts operators, not operands', () => {
    expect(count('q 1 0 0 1 72 720 cm BT /F1 12 Tf (Do Do \\) (x) scn) Tj <446f> Tj ET Q').operators).toBe(8);
    expect(count('').operators).toBe(0);
    expect(count("[(a) -20 (b)] TJ 1 -2 ' % Do Do\nf*").operators).toBe(3);
    expect(count('/P <</MCID 0>> BDC EMC').operators).toBe(2);
  });

  it('I2 notes what is drawn and how often', () => {
    const { draws, patterns } = count('/X Do /X Do /A#20b Do /Pattern cs /P1 scn f');
    expect([...draws]).toEqual([['X', 2], ['A b', 1]]);
    expect([...patterns]).toEqual([['P1', 1]]);
  });

  it('I3 skips inline images, whatever their bytes spell', () => {
    expect(count('BI /W 2 /H 2 ID /X Do EIx Do (\nEI\n/Y Do').draws).toEqual(new Map([['Y', 1]]));
    expect(count('BI /W 2 ID abc').operators).toBe(2);
  });

  it('I4 stops at the limit and ends on unfinished input', () => {
    expect(count('f '.repeat(100), 10).operators).toBe(10);
    for (const open of ['(', '(((', '<4', '%', '/', '[', 'ID']) expect(count(open).operators).toBeLessThanOrEqual(1);
  });
});

describe('envelope', () => {
  const check = (text: string) => checkEnvelope(Buffer.from(text, 'latin1'));
  const body = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n';

  it('I5 wants the header at byte 0', () => {
    expect(check(body)).toEqual({ ok: true, version: '1.7' });
    expect(check(` ${body}`)).toEqual({ ok: false, reason: 'documents.polyglot' });
    expect(check('PK\x03\x04')).toEqual({ ok: false, reason: 'documents.not_pdf' });
    expect(check('')).toEqual({ ok: false, reason: 'documents.not_pdf' });
  });

  it('I6 refuses a file that is a web page or an archive as well', () => {
    const zipEnd = (comment = 0): string => `PK\x05\x06${'\0'.repeat(16)}${String.fromCharCode(comment, 0)}`;
    for (const other of ['%PDF-1.7\n<script>1</script>\n1 0 obj', `${body}<html>`, body + zipEnd(), `${body}${zipEnd(3)}abc`, `${body}${'A'.repeat(4000)}`]) {
      expect(check(other)).toEqual({ ok: false, reason: 'documents.polyglot' });
    }
    expect(check(body + '\0'.repeat(5000)).ok).toBe(true);
    expect(check(`%PDF-1.7\n1 0 obj ${zipEnd()} endstream endobj\n%%EOF\n`).ok).toBe(true);
  });
});

describe('what the child may answer', () => {
  const facts: PdfFacts = {
    pages: 3_000,
    sizes: Array.from({ length: 3_000 }, (_, index): [number, number] => [595.28 + index / 100, 841.89]),
    version: '1.7', active: ['javascript'], findings: ['repaired'], signatures: 1, signed: true, encrypted: false, form: false,
    textOfFirstPage: 'Ủy ban nhân dân '.repeat(250), flatPageTree: true, largestImageMp: 8.4,
  };

  it('I9 survives the wire within 64 kB, also with 3,000 different sizes', () => {
    const sent = encodeVerdict({ ok: true, facts });
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(OUTPUT_LIMIT);
    const back = decodeVerdict(sent);
    expect(back?.ok && back.facts.sizes).toEqual(facts.sizes);
    const refusal: PdfVerdict = { ok: false, reason: 'documents.secret_marking', params: { mark: 'MẬT' }, offer: 'paper_only' };
    expect(decodeVerdict(encodeVerdict(refusal))).toEqual(refusal);
  });

  it('I10 believes nothing else', () => {
    const good = JSON.parse(encodeVerdict({ ok: true, facts: { ...facts, pages: 1, sizes: [[1, 2]], textOfFirstPage: '' } })) as { facts: object };
    const changed = (extra: object): string => JSON.stringify({ ok: true, facts: { ...good.facts, ...extra } });
    expect(decodeVerdict(changed({}))).toBeDefined();
    for (const text of ['', '{}', 'null', '{"ok":true}', changed({ pages: 2 }), changed({ pages: 1e9, sizeRuns: [[1e9, 1, 1]] }), changed({ extra: 1 }), changed({ active: ['x'] }), '{"ok":false,"reason":"<b>","params":{}}']) {
      expect(decodeVerdict(text)).toBeUndefined();
    }
  });
});
