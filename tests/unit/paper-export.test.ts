import { describe, expect, it } from 'vitest';
import { paperCsv } from '~/features/metrics/paper-csv';
import type { PaperData } from '~/features/metrics/data';
import { defaultAccountFactors } from '../../server/shared/law/paper-factors';
import { meetingAccount } from '../../server/modules/metrics/account';
import { isSourced } from '../../server/modules/metrics/factors';

const recipients = { members: 21, guests: 24, total: 45 };
const papers = [
  { id: 'd1', title: '=HYPERLINK("x")', pages: 24, itemId: 'i1' },
  { id: 'd2', title: 'Tờ trình; "khẩn"', pages: 7, itemId: null },
];
const data: PaperData = {
  meetingId: 'm',
  title: 'Phiên họp',
  state: 'closed',
  closedAt: new Date('2026-11-26T04:47:00Z'),
  recipients,
  printedSets: 4,
  declarations: [],
  onPaper: null,
  paper: meetingAccount({ papers, fetched: new Map(), recipients, printedSets: 4, declarations: [], factors: defaultAccountFactors }),
  factors: Object.values(defaultAccountFactors).map((factor) => ({ ...factor, isSourced: isSourced(factor) })),
  length: null,
  items: [{ id: 'i1', number: 1, kind: 'item', title: 'Nội dung', plannedMinutes: 40, actualMinutes: 35 }],
  can: { declare: false },
};

describe('the paper account as a table file', () => {
  it('metrics P1 P4 holds every document, formula, factor and source, unrounded, in the form of each language', () => {
    const vi = paperCsv(data, 'vi');
    expect(vi.charCodeAt(0)).toBe(0xfeff);
    expect(vi).toContain('"Tờ không in × CO₂ tương đương một tờ ÷ 1000";"656 × 6,5 ÷ 1000";4,264;3,5424;5,7728');
    expect(vi).toContain('EPA Victoria');
    const en = paperCsv(data, 'en');
    expect(en).toContain(',"656 × 6.5 ÷ 1000",4.264,3.5424,5.7728');
    expect(en).toContain(',31,,,,1271,16,656,124\r\n');
  });
  it('what begins like a formula is words, and marks of the format are quoted', () => {
    const vi = paperCsv(data, 'vi');
    expect(vi).toContain(`1;"'=HYPERLINK(""x"")";24;45;4;41;984;12;492;96`);
    expect(vi).toContain(';"Tờ trình; ""khẩn""";7;');
  });
  it('metrics P4 what lacks a source is neither computed nor put into figures', () => {
    expect(paperCsv(data, 'vi')).toMatch(/"Chi phí \(đ\)";"Ước tính";[^;]+;;"Chưa tính"/);
  });
});
