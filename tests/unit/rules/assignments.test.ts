import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vietnameseCalendar } from '../../../server/shared/law/public-holidays';
import { daysLate, dueBounds, lastDay, urgencyOf } from '../../../server/shared/rules/assignment-due';
import { outcomeOf, resultsText, summaryOf } from '../../../server/shared/rules/assignment-results';
import { assignmentsSentence } from '../../../server/shared/rules/assignment-words';
import { assignmentIn, conclusionSentences } from '../../../server/shared/rules/conclusion-sentences';
import { addDays } from '../../../server/shared/rules/working-days';

const given = { text: 'Hoàn thiện Quyết định, trình ký ban hành.', unit: 'Sở Xây dựng', others: ['Sở Tư pháp', 'UBND cấp xã'], dueOn: '2026-12-10', outcome: 'Quyết định' };

describe('dates of assignments', () => {
  it('assignments TK2 TK10 a date on a day off lasts to the next working day; late is counted in working days after it', () => {
    expect(lastDay('2026-12-05', vietnameseCalendar)).toBe('2026-12-07');
    expect(daysLate('2026-12-05', '2026-12-07', vietnameseCalendar)).toBe(0);
    expect(daysLate('2026-12-05', '2026-12-08', vietnameseCalendar)).toBe(1);
    expect(daysLate('2026-12-04', '2026-12-06', vietnameseCalendar)).toBe(0);
    expect(daysLate('2026-11-30', '2026-12-15', vietnameseCalendar)).toBe(11);
    expect(urgencyOf('2026-12-10', '2026-12-07', vietnameseCalendar)).toBe('soon');
    expect(urgencyOf('2026-12-11', '2026-12-07', vietnameseCalendar)).toBe('later');
  });

  it('assignments TK10 the bounds of lists say of every date what is counted day by day', () => {
    const day = fc.integer({ min: 0, max: 800 }).map((days) => addDays('2026-01-01', days));
    fc.assert(fc.property(day, day, (dueOn, today) => {
      expect(dueOn <= dueBounds(today, vietnameseCalendar).overdue).toBe(daysLate(dueOn, today, vietnameseCalendar) > 0);
    }), { numRuns: 400 });
  });
});

describe('words of assignments', () => {
  it('minutes N31 one assignment is a sentence, several a list below the conclusion, the same every time', () => {
    expect(assignmentsSentence([given])).toBe('Nhiệm vụ được giao: Giao Sở Xây dựng chủ trì, phối hợp với Sở Tư pháp, UBND cấp xã: Hoàn thiện Quyết định, trình ký ban hành; sản phẩm: Quyết định; thời hạn: ngày 10 tháng 12 năm 2026.');
    const several = assignmentsSentence([given, { ...given, others: [], dueOn: '2027-01-04' }]);
    expect(several.split('\n')).toHaveLength(3);
    expect(several).toContain('- Giao Sở Xây dựng chủ trì: Hoàn thiện Quyết định, trình ký ban hành; sản phẩm: Quyết định; thời hạn: ngày 04 tháng 01 năm 2027.');
  });

  it('assignments TK1 each sentence of a conclusion may become one', () => {
    expect(conclusionSentences('thống nhất nội dung Báo cáo; giao Sở Công Thương hoàn thành phương án.\n1. Giao Sở Tài chính rà soát theo Nghị định 30/2020/NĐ-CP.\n- Báo cáo trước 05/12/2026')).toEqual([
      'Thống nhất nội dung Báo cáo', 'Giao Sở Công Thương hoàn thành phương án', 'Giao Sở Tài chính rà soát theo Nghị định 30/2020/NĐ-CP', 'Báo cáo trước 05/12/2026',
    ]);
    expect(conclusionSentences(' ')).toEqual([]);
    const units = [{ id: 'a', name: 'Sở Tài chính' }, { id: 'b', name: 'Sở Tài' }];
    expect(assignmentIn('Giao Sở Tài chính hoàn thiện Báo cáo', units)).toEqual({ text: 'Hoàn thiện Báo cáo', unitId: 'a' });
    expect(assignmentIn('Giao Sở Tài chính chủ trì, phối hợp với các xã thống kê', units)).toEqual({ text: 'Giao Sở Tài chính chủ trì, phối hợp với các xã thống kê', unitId: 'a' });
    expect(assignmentIn('Thống nhất nội dung', units)).toEqual({ text: 'Thống nhất nội dung', unitId: null });
  });

  it('assignments TK12 the report counts each once and names what is not over', () => {
    const row = { text: 'Rà soát', unit: 'Sở Nội vụ', dueOn: '2026-12-04', progress: null, note: '', daysLate: 0 };
    const rows = [{ ...row, state: 'done' as const }, { ...row, state: 'done' as const, daysLate: 2 }, { ...row, state: 'open' as const, daysLate: 3, note: 'Chờ ý kiến.' }, { ...row, state: 'open' as const }, { ...row, state: 'reported' as const }, { ...row, state: 'withdrawn' as const }];
    expect(rows.map(outcomeOf)).toEqual(['done', 'done_late', 'overdue', 'open', 'reported', 'withdrawn']);
    const summary = summaryOf(rows);
    expect(summary).toEqual({ all: 6, done: 1, done_late: 1, overdue: 1, open: 1, reported: 1, withdrawn: 1 });
    const text = resultsText(rows, summary, '2026-12-09');
    expect(text.split('\n')).toHaveLength(4);
    expect(text).toContain('(thời hạn ngày 04 tháng 12 năm 2026; quá hạn, chưa hoàn thành 3 ngày làm việc). Đơn vị báo cáo: Chờ ý kiến.');
    expect(resultsText([], summaryOf([]), '2026-12-09')).toBe('Tính đến ngày 09 tháng 12 năm 2026, không có nhiệm vụ nào được giao theo kết luận các phiên họp trước.');
  });
});
