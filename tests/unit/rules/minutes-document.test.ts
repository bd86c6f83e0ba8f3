import { describe, expect, it } from 'vitest';
import { toDocument } from '../../../server/modules/minutes/document';
import { isReachable, verificationOf } from '../../../server/modules/records/verify-code';
import type { Seat } from '../../../server/modules/meetings';
import { buildMinutes, type MinutesFacts } from '../../../server/shared/rules/minutes-text';
import { printedQuotes } from '../../../server/shared/language/vietnamese-text';

const someone = { name: 'Đỗ Khắc Trường Vân', position: 'Chủ tịch UBND tỉnh' };
const facts: MinutesFacts = {
  ref: 'm', body: 'Ủy ban nhân dân tỉnh', bodyShort: 'UBND tỉnh', opened: '2026-11-26T01:02:00Z', closed: '2026-11-26T04:47:00Z', place: 'Phòng họp số 1', form: 'hybrid', remoteSites: 9, hasPapers: true,
  members: { total: 21, inRoom: 17, online: 2 }, absent: [], late: [], away: [], left: [], guests: { invited: 24, present: 24 }, chair: { ...someone, isThere: true }, secretary: { name: 'Đàm Thị Ngọc Ước', position: 'Phó Chánh Văn phòng', isThere: true },
  quorum: { needed: 14, atOpening: 19, fewer: [] },
  items: [{ kind: 'item', ref: 'i', number: 1, title: 'Điều chỉnh "kế hoạch đầu tư công"', paperOnly: false, presentations: [{ presenter: someone, documents: ['Tờ trình'], spans: [], byOffice: false }], votes: [], conclusion: 'Thống nhất.' }],
};
const seat = { fullName: someone.name, position: someone.position, voting: true, role: 'chair', attendance: 'room' } as unknown as Seat;

const set = (edit: (id: string, text: string) => string = (_id, text) => text, wasThere = true) =>
  toDocument({
    paragraphs: buildMinutes(facts).map((paragraph) => ({ ...paragraph, text: edit(paragraph.id, paragraph.text) })),
    title: 'Phiên họp "thường kỳ" tháng 11', bodyName: 'Ủy ban nhân dân tỉnh Thanh Giang', bodyShort: 'UBND tỉnh', number: 11, notation: 'BB-UBND',
    seats: [seat], wasThere: () => wasThere, openedAt: new Date(facts.opened), chair: someone.name, secretary: 'Đàm Thị Ngọc Ước', authority: [], testOnly: true,
  });
const course = (document: ReturnType<typeof set>) => document.sections.at(-1)?.items?.[0]?.paragraphs?.map(({ kind, text }) => `${kind ?? 'plain'} ${text}`);

describe('the text as it is typeset', () => {
  it('minutes N14 the reference of the annex names number, day and agency', () => {
    expect(set().attendanceList?.reference).toBe('(Kèm theo Biên bản số 11/BB-UBND ngày 26 tháng 11 năm 2026 của Ủy ban nhân dân tỉnh Thanh Giang)');
  });

  it('minutes N20 the annex has nobody present who went before the opening', () => {
    expect(set().attendanceList?.groups[0]?.rows[0]?.presence).toBe('Trực tiếp');
    expect(set(undefined, false).attendanceList?.groups[0]?.rows[0]?.presence).toBe('Vắng');
  });

  it('minutes N8 numbers and dashes become lists; a number that is not the next one stays where it was written', () => {
    const discussed = set((id, text) => (id.endsWith(':discussion') ? `${text}có 02 ý kiến:\n- Sở Tài chính: đồng ý;\n– Sở Nội vụ: đồng ý.` : text));
    expect(course(discussed)).toEqual([
      expect.stringMatching(/^numbered Trình bày: /u),
      'numbered Ý kiến thảo luận: có 02 ý kiến:',
      'dash Sở Tài chính: đồng ý;',
      'dash Sở Nội vụ: đồng ý.',
      'numbered Kết luận của Chủ tọa: Thống nhất.',
    ]);
    expect(set((id, text) => (id === 'conclusion' ? '1. Giao Sở Tài chính.\n2. Giao Sở Nội vụ.\n5. Khác.' : text)).conclusion?.map(({ kind, text }) => `${kind ?? 'plain'} ${text}`)).toEqual(['numbered Giao Sở Tài chính.', 'numbered Giao Sở Nội vụ.', 'plain 5. Khác.']);
  });

  it('minutes N15 straight quotation marks are printed as “ and ”', () => {
    expect(set().abstract).toBe('Phiên họp “thường kỳ” tháng 11');
    expect(set().sections.at(-1)?.items?.[0]?.heading).toBe('Nội dung 1. Điều chỉnh “kế hoạch đầu tư công”');
    expect(printedQuotes('"A" ("B") và "C", "D"')).toBe('“A” (“B”) và “C”, “D”');
  });

  it('minutes N16 an address only the server itself can open is said to be one', () => {
    for (const url of ['http://localhost:3000/verify/A', 'http://127.0.0.1:3000/verify/A', 'https://[::1]/verify/A']) {
      expect(isReachable(url)).toBe(false);
      expect(verificationOf(url, 'minutes').sentence).toMatch(/chỉ mở được trên chính máy chủ/u);
    }
    for (const url of ['https://hop.thanhgiang.example/verify/A', 'https://localhost.example/verify/A', 'https://10.0.0.5/verify/A']) expect(isReachable(url)).toBe(true);
    expect(verificationOf('https://hop.thanhgiang.example/verify/A', 'minutes').sentence).toBe('Quét mã để kiểm tra chữ ký số của biên bản này.');
  });
});
