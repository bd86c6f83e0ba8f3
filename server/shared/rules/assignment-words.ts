import { documentDate } from './date-forms';
import type { AssignmentFact } from './minutes-facts';

const end = (text: string): string => text.trim().replace(/[.;,\s]+$/u, '');

/** "ngày 05 tháng 12 năm 2026" of a calendar date. */
export function dateWords(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return documentDate({ year, month, day });
}

/** One assignment as minutes and notices say it: who is responsible, with whom, what, what is handed in, by when. */
const sentence = ({ text, unit, others, dueOn, outcome }: AssignmentFact): string =>
  `Giao ${unit} chủ trì${others.length > 0 ? `, phối hợp với ${others.join(', ')}` : ''}: ${end(text)}; sản phẩm: ${end(outcome)}; thời hạn: ${dateWords(dueOn)}.`;

/** The assignments of one item, below its conclusion. */
export const assignmentsSentence = (assignments: readonly AssignmentFact[]): string =>
  assignments.length === 1 ? `Nhiệm vụ được giao: ${assignments.map(sentence).join('')}` : `Nhiệm vụ được giao:\n${assignments.map((one) => `- ${sentence(one)}`).join('\n')}`;
