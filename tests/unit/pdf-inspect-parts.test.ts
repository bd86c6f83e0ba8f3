import { describe, expect, it } from 'vitest';
import { countOperators } from '../../server/adapters/pdf/inspect-content';
import { checkEnvelope, cutOut } from '../../server/adapters/pdf/inspect-envelope';
import { decodeVerdict, encodeVerdict, OUTPUT_LIMIT } from '../../server/adapters/pdf/inspect-wire';
import { partSize } from '../../server/kernel/pdf-part';
import type { PdfFacts, PdfVerdict } from '../../server/kernel/ports/pdf-inspector';

const count = (content: string, limit = 1e6) => countOperators(Buffer.from(content, 'latin1'), limit);

describe('operators of a content stream', () => {
  it('pdf I1 counts operators, not operands', () => {
    expect(count('q 1 0 0 1 72 720 cm BT /F1 12 Tf (Do Do \\) (x) scn) Tj <446f> Tj ET Q').operators).toBe(8);
    expect(count('').operators).toBe(0);
    expect(count("[(a) -20 (b)] TJ 1 -2 ' % Do Do\nf*").operators).toBe(3);
    expect(count('/P <</MCID 0>> BDC EMC').operators).toBe(2);
  });

  it('pdf I2 notes what is drawn and how often', () => {
    const { draws, patterns } = count('/X Do /X Do /A#20b Do /Pattern cs /P1 scn f');
    expect([...draws]).toEqual([['X', 2], ['A b', 1]]);
    expect([...patterns]).toEqual([['P1', 1]]);
  });

  it('pdf I3 skips inline images, whatever their bytes spell', () => {
    expect(count('BI /W 2 /H 2 ID /X Do EIx Do (\nEI\n/Y Do').draws).toEqual(new Map([['Y', 1]]));
    expect(count('BI /W 2 ID abc').operators).toBe(2);
  });

  it('pdf I4 stops at the limit and ends on unfinished input', () => {
    expect(count('f '.repeat(100), 10).operators).toBe(10);
    for (const open of ['(', '(((', '<4', '%', '/', '[', 'ID']) expect(count(open).operators).toBeLessThanOrEqual(1);
  });
});

describe('envelope', () => {
  const check = (text: string) => checkEnvelope(Buffer.from(text, 'latin1'));
  const body = '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n';

  const foreign = (end: 'before' | 'after', kind?: string) => ({ ok: false, reason: 'documents.polyglot', params: { end, ...(kind ? { kind } : {}) } });

  it('pdf I5 finds the PDF behind a byte-order mark, blanks, a job header or a MacBinary header', () => {
    expect(check(body)).toEqual({ ok: true, version: '1.7', part: undefined, findings: [] });
    const banner = '\x1b%-12345X@PJL JOB NAME="B\xe1o c\xe1o"\r\n@PJL SET COPIES=1\r\n@PJL ENTER LANGUAGE=PDF\r\n';
    const mac = Buffer.alloc(128);
    mac.write('\0\x07bao-cao', 'latin1');
    mac.writeUInt32BE(body.length, 83);
    const rows: [string, string[]][] = [
      ['\xef\xbb\xbf', []], [' \r\n', []], ['\0'.repeat(600), []], ['\xef\xbb\xbf\n', []],
      [banner, ['data_before']], [banner.replace('COPIES=1', `COMMENT="${'x'.repeat(3_000)}"`), ['data_before']],
      ['%!PS-Adobe-3.0\n%%Title: Bao cao\n%%EndComments\n', ['data_before']], ['\x1b%-12345X', ['data_before']],
      [mac.toString('latin1'), ['data_before']],
    ];
    for (const [before, findings] of rows) expect(check(before + body)).toEqual({ ok: true, version: '1.7', part: { start: before.length, end: before.length + body.length }, findings });
    expect(check(mac.toString('latin1') + body + '\0'.repeat(80))).toMatchObject({ part: { start: 128, end: 128 + body.length } });
  });

  it('pdf I5 wants a header, and nothing before it that another program could take for its own', () => {
    for (const none of ['', 'PK\x03\x04', '%PDF', '%PDF-x.y', ' '.repeat(20_000)]) expect(check(none)).toEqual({ ok: false, reason: 'documents.not_pdf', params: {} });
    expect(check(`${'x'.repeat(3_000)}%PDF-1.7`)).toMatchObject({ reason: 'documents.not_pdf' });
    const rows: [string, string | undefined][] = [
      ['PK\x03\x04', 'ZIP'], ['GIF89a/*', 'GIF'], ['\xff\xd8\xff\xe0', 'JPEG'], [`\xff\xd8\xff\xe0${'\x11'.repeat(40_000)}`, 'JPEG'], ['MZ\x90', 'EXE'], ['#!/bin/sh\n', 'script'], ['<html><!--', 'HTML'],
      ['x', undefined], ['5 0 obj\n', undefined], ['%!PS-Adobe-3.0\n5 0 obj <<>> endobj\n', undefined], ['%%Title: <script>\n', undefined], ['@PJL JOB\nrm -r .\n', undefined],
    ];
    for (const [before, kind] of rows) expect([before.slice(0, 20), check(before + body)]).toEqual([before.slice(0, 20), foreign('before', kind)]);
    expect(check('%PDF-1.7\n<script>1</script>\n1 0 obj')).toEqual(foreign('before', 'HTML'));
  });

  it('pdf I6 cuts off what stands behind the PDF, but no revision that lost its own end', () => {
    for (const tail of ['\0'.repeat(1_000), '\n\n', ' ']) expect(check(body + tail)).toMatchObject({ part: undefined, findings: [] });
    expect(check(body + '\0'.repeat(5_000))).toEqual({ ok: true, version: '1.7', part: { start: 0, end: body.length }, findings: [] });
    for (const tail of ['\x1b%-12345X@PJL EOJ\r\n', 'A'.repeat(4_000), '\x04', '\x1a']) expect(check(body + tail)).toMatchObject({ part: { start: 0, end: body.length }, findings: ['data_after'] });
    expect(check(`${body}${' '.repeat(3_000)}4 0 obj <<>> endobj`)).toMatchObject({ part: undefined, findings: [] });
    expect(check('%PDF-1.7\n1 0 obj')).toMatchObject({ ok: true, part: undefined });
  });

  it('pdf I6 refuses a file that is of another kind as well, and says at which end', () => {
    const zipEnd = (comment = 0): string => `PK\x05\x06${'\0'.repeat(16)}${String.fromCharCode(comment, 0)}`;
    const rows: [string, string][] = [
      ['<html>', 'HTML'], [zipEnd(), 'ZIP'], [`${zipEnd(3)}abc`, 'ZIP'], ['PK\x03\x04 and more', 'ZIP'], ['\n\nMZ\x90\0', 'EXE'], ['\x7fELF', 'ELF'], ['\xff\xd8\xff\xe1', 'JPEG'], [`${'x'.repeat(50)}Rar!\x1a\x07`, 'RAR'],
      // The mark again behind it does not hide it.
      [`\xff\xd8\xff\xe0picture\n%%EOF\n`, 'JPEG'],
    ];
    for (const [tail, kind] of rows) expect([tail.slice(0, 20), check(body + tail)]).toEqual([tail.slice(0, 20), foreign('after', kind)]);
    expect(check(`%PDF-1.7\n1 0 obj ${zipEnd()} endstream endobj\n%%EOF\n`).ok).toBe(true);
  });

  it('pdf I6 keeps every offset right: from the header by cutting, from the first byte by moving the header there', () => {
    const table = 'xref\n0 1\ntrailer<<>>\n';
    const before = '@PJL JOB\n';
    const head = '%PDF-1.4\n';
    const file = (offset: number): Buffer => Buffer.from(`${before}${head}${table}startxref\n${offset}\n%%EOF\n`, 'latin1');
    const fromHeader = file(head.length);
    const fromFile = file(before.length + head.length);
    const shown = (bytes: Buffer): string => {
      const envelope = checkEnvelope(bytes);
      return envelope.ok ? cutOut(bytes, envelope.part).toString('latin1') : '';
    };
    expect(shown(fromHeader)).toBe(fromHeader.toString('latin1').slice(before.length));
    expect(shown(fromFile)).toBe(fromFile.toString('latin1').replace(before + head, `%PDF-1.4${' '.repeat(before.length)}\n`));
    expect(shown(fromFile).length).toBe(fromFile.length);
    // Shorter than the header it makes room for.
    const mark = Buffer.from(`\xef\xbb\xbf${head}${table}startxref\n${3 + head.length}\n%%EOF\n`, 'latin1');
    expect(shown(mark).slice(0, 12)).toBe('%PDF-1.4   \n');
    const envelope = checkEnvelope(fromFile);
    expect(envelope.ok && envelope.part && partSize(envelope.part)).toBe(fromFile.length);
  });
});

describe('what the child may answer', () => {
  const facts: PdfFacts = {
    pages: 3_000,
    sizes: Array.from({ length: 3_000 }, (_, index): [number, number] => [595.28 + index / 100, 841.89]),
    version: '1.7', active: ['javascript'], findings: ['repaired'], signatures: 1, signed: true, encrypted: false, form: false,
    textOfFirstPage: 'Ủy ban nhân dân '.repeat(250), flatPageTree: true, largestImageMp: 8.4,
    heavy: Array.from({ length: 3_000 }, (_, index) => ({ page: index + 1, cause: index % 2 ? ('pixels' as const) : ('operators' as const), figure: 100_000 + index })),
  };

  it('pdf I9 survives the wire within its limit, also with 3,000 different sizes and 3,000 heavy pages of unlike causes', () => {
    const sent = encodeVerdict({ ok: true, facts });
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(OUTPUT_LIMIT);
    const back = decodeVerdict(sent);
    expect(back?.ok && back.facts.sizes).toEqual(facts.sizes);
    expect(back?.ok && back.facts.heavy).toEqual(facts.heavy);
    const refusal: PdfVerdict = { ok: false, reason: 'documents.secret_marking', params: { mark: 'MẬT' }, offer: 'paper_only' };
    expect(decodeVerdict(encodeVerdict(refusal))).toEqual(refusal);
  });

  it('pdf I10 believes nothing else', () => {
    const good = JSON.parse(encodeVerdict({ ok: true, facts: { ...facts, pages: 1, sizes: [[1, 2]], textOfFirstPage: '', heavy: [] } })) as { facts: object };
    const changed = (extra: object): string => JSON.stringify({ ok: true, facts: { ...good.facts, ...extra } });
    expect(decodeVerdict(changed({}))).toBeDefined();
    for (const text of ['', '{}', 'null', '{"ok":true}', changed({ pages: 2 }), changed({ pages: 1e9, sizeRuns: [[1e9, 1, 1]] }), changed({ extra: 1 }), changed({ heavyRuns: [[2, 1, 'pixels', 70]] }), changed({ heavyRuns: [[1, 1, 'pixels', 70], [1, 1, 'pixels', 70]] }), changed({ heavyRuns: [[1, 1e9, 'pixels', 70]] }), changed({ active: ['x'] }), '{"ok":false,"reason":"<b>","params":{}}']) {
      expect(decodeVerdict(text)).toBeUndefined();
    }
  });
});
