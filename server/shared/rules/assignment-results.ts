import { dateWords } from './assignment-words';

/** What a report tells of one assignment. */
export interface ResultRow {
  text: string;
  unit: string;
  dueOn: string;
  state: 'draft' | 'open' | 'reported' | 'done' | 'withdrawn';
  progress: 'working' | 'trouble' | null;
  daysLate: number;
  note: string;
}

export type Outcome = 'done' | 'done_late' | 'reported' | 'open' | 'overdue' | 'withdrawn';

/** How one stands, as reports count it: what is late is told apart from what is in time. */
export function outcomeOf({ state, daysLate }: Pick<ResultRow, 'state' | 'daysLate'>): Outcome {
  if (state === 'withdrawn' || state === 'reported') return state;
  if (state === 'done') return daysLate > 0 ? 'done_late' : 'done';
  return daysLate > 0 ? 'overdue' : 'open';
}

export type Summary = Record<Outcome, number> & { all: number };

export function summaryOf(rows: readonly Pick<ResultRow, 'state' | 'daysLate'>[]): Summary {
  const summary: Summary = { all: rows.length, done: 0, done_late: 0, reported: 0, open: 0, overdue: 0, withdrawn: 0 };
  for (const row of rows) summary[outcomeOf(row)] += 1;
  return summary;
}

const WORDS: Record<Outcome, string> = {
  done: 'hoàn thành đúng hạn', done_late: 'hoàn thành quá hạn', reported: 'đã báo cáo hoàn thành, chờ xác nhận', open: 'đang thực hiện, trong hạn', overdue: 'quá hạn, chưa hoàn thành', withdrawn: 'đã thu hồi',
};
const ORDER: readonly Outcome[] = ['done', 'done_late', 'reported', 'open', 'overdue', 'withdrawn'];

/** The report as text for minutes, in the official language: a sentence of counts, then each that is not over. */
export function resultsText(rows: readonly ResultRow[], summary: Summary, on: string): string {
  if (summary.all === 0) return `Tính đến ${dateWords(on)}, không có nhiệm vụ nào được giao theo kết luận các phiên họp trước.`;
  const counts = ORDER.filter((one) => summary[one] > 0).map((one) => `${summary[one]} nhiệm vụ ${WORDS[one]}`);
  const left = rows.filter(({ state }) => state === 'open' || state === 'reported');
  const lines = left.map(({ unit, text, dueOn, note, ...row }) => {
    const late = row.daysLate > 0 && row.state === 'open' ? ` ${row.daysLate} ngày làm việc` : '';
    const said = note === '' ? '' : `. Đơn vị báo cáo: ${note.replace(/\s+/gu, ' ').replace(/[.\s]+$/u, '')}`;
    return `- ${unit}: ${text.replace(/\s+/gu, ' ').replace(/[.;\s]+$/u, '')} (thời hạn ${dateWords(dueOn)}; ${WORDS[outcomeOf(row)]}${late})${said}.`;
  });
  return [`Tính đến ${dateWords(on)}, trong ${summary.all} nhiệm vụ giao theo kết luận các phiên họp trước có ${counts.join(', ')}.`, ...lines].join('\n');
}
