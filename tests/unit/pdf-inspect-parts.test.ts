import { describe, expect, it } from 'vitest';
import { countOperators } from '../../server/adapters/pdf/inspect-content';
import { checkEnvelope } from '../../server/adapters/pdf/inspect-envelope';
import { findSecrecyMark, type PlacedText } from '../../server/adapters/pdf/inspect-secret';
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

const line = (text: string, y: number, x = 72, height = 13): PlacedText => ({ text, x, y, height, width: text.length * height * 0.55, slanted: false });

describe('marks of state secrets', () => {
  it.each<[string, PlacedText[]]>([
    ['MẬT', [line('ỦY BAN NHÂN DÂN', 800), line('MẬT', 740)]],
    ['TỐI MẬT', [line('TỐI MẬT', 740)]],
    ['TUYỆT MẬT', [line('TUYỆT', 740), line('MẬT', 740, 72 + 42)]],
    ['TUYỆT MẬT', [line('TUYỆT', 760), line('MẬT', 742)]],
    ['MẬT', [line('M Ậ T', 740)]],
    ['MẬT', [line('[ MẬT ]', 740)]],
    ['MẬT', [line('MẬT'.normalize('NFD'), 740)]],
    ['MẬT', [line('Số: 12/BC-UBND', 760), line('MẬT', 760, 400)]],
    ['MẬT', [line('MËT', 740)]],
    ['TỐI MẬT', [line('TOÁI MAÄT', 740)]],
    ['MẬT', [{ ...line('MẬT', 700), slanted: true }]],
    ['MẬT', [line('Số: 05/BC-UBND(M)', 760)]],
    ['TỐI MẬT', [line('Số:      /TTr-SNV (TM)', 760)]],
    ['TUYỆT MẬT', [line('Số: 01/KH-BCH(TuM)', 760)]],
    ['MẬT', [line('Độ mật: Mật', 760)]],
  ])('I7 finds %s', (mark, items) => {
    expect(findSecrecyMark(items)).toBe(mark);
  });

  it.each<[string, PlacedText[]]>([
    ['a law by name', [line('Luật Bảo vệ bí mật nhà nước số 117/2025/QH15', 700)]],
    ['a heading', [line('BÁO CÁO CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC', 700)]],
    ['a heading broken before the word', [line('QUY CHẾ VỀ BẢO', 700), line('MẬT', 682, 120)]],
    ['words set one by one', [line('BẢO', 700), line('MẬT', 700, 72 + 28)]],
    ['words set far apart', [line('BẢO', 700), line('MẬT', 700, 180)]],
    ['security of information', [line('Bảo mật', 700), line('An toàn, bảo mật thông tin', 680)]],
    ['a secret ballot', [line('Biểu quyết kín, giữ bí mật', 700)]],
    ['a plain number', [line('Số: 12/NQ-HĐND', 700), line('(M)', 660)]],
    ['a unit in brackets', [line('Số: 3/5 (m2)', 700)]],
    ['no secrecy', [line('Độ mật: Không mật', 700)]],
    ['a person', [line('Nguyễn Thị Mật', 700), line('Mật độ dân số', 680), line('MẬT ĐỘ XÂY DỰNG', 660)]],
    ['nothing', []],
  ])('I8 is not misled by %s', (_title, items) => {
    expect(findSecrecyMark(items)).toBeUndefined();
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

  it('I9 survives the wire within its limit, also with 3,000 different sizes and 3,000 heavy pages of unlike causes', () => {
    const sent = encodeVerdict({ ok: true, facts });
    expect(Buffer.byteLength(sent)).toBeLessThanOrEqual(OUTPUT_LIMIT);
    const back = decodeVerdict(sent);
    expect(back?.ok && back.facts.sizes).toEqual(facts.sizes);
    expect(back?.ok && back.facts.heavy).toEqual(facts.heavy);
    const refusal: PdfVerdict = { ok: false, reason: 'documents.secret_marking', params: { mark: 'MẬT' }, offer: 'paper_only' };
    expect(decodeVerdict(encodeVerdict(refusal))).toEqual(refusal);
  });

  it('I10 believes nothing else', () => {
    const good = JSON.parse(encodeVerdict({ ok: true, facts: { ...facts, pages: 1, sizes: [[1, 2]], textOfFirstPage: '', heavy: [] } })) as { facts: object };
    const changed = (extra: object): string => JSON.stringify({ ok: true, facts: { ...good.facts, ...extra } });
    expect(decodeVerdict(changed({}))).toBeDefined();
    for (const text of ['', '{}', 'null', '{"ok":true}', changed({ pages: 2 }), changed({ pages: 1e9, sizeRuns: [[1e9, 1, 1]] }), changed({ extra: 1 }), changed({ heavyRuns: [[2, 1, 'pixels', 70]] }), changed({ heavyRuns: [[1, 1, 'pixels', 70], [1, 1, 'pixels', 70]] }), changed({ heavyRuns: [[1, 1e9, 'pixels', 70]] }), changed({ active: ['x'] }), '{"ok":false,"reason":"<b>","params":{}}']) {
      expect(decodeVerdict(text)).toBeUndefined();
    }
  });
});
