import { inFull } from './agency-name';
import { assignmentsSentence } from './assignment-words';
import type { AssignmentFact } from './minutes-facts';
import { documentDate, type LocalMoment } from './date-forms';

/** The conclusion of one item, as it was recorded or as the minutes have it, with what it asks of units. */
export interface ConclusionFact {
  itemId: string;
  /** Number on the agenda; null where it has none. */
  number: number | null;
  title: string;
  words: string;
  assignments: readonly AssignmentFact[];
}

/** What a notice of conclusions is made of. */
export interface NoticeFacts {
  /** "Ủy ban nhân dân tỉnh", "UBND tỉnh". */
  body: string;
  bodyShort: string;
  title: string;
  day: LocalMoment;
  chair: { name: string; position: string };
  members: { present: number; total: number };
  guests: number;
  conclusions: readonly ConclusionFact[];
  /** Who follows up: the office of the body. */
  office: string;
}

/** One part of the text, by a name that stays: `abstract`, `opening`, `lead`, `item:<id>`, `followup`, `closing`. */
export interface NoticePart {
  id: string;
  text: string;
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
const lines = (...all: readonly string[]): string => all.filter((one) => one !== '').join('\n');

/** Every part as the record alone would have it (NC1). The same record gives the same words. */
export function noticeParts(facts: NoticeFacts): NoticePart[] {
  const { body, bodyShort, title, day, chair, members, guests, conclusions, office } = facts;
  const who = inFull(chair.position) || `chủ tọa phiên họp của ${body}`;
  const named = chair.position === '' ? chair.name : `${chair.name}, ${inFull(chair.position)}`;
  const present = `Tham dự có ${members.present}/${members.total} thành viên ${bodyShort}${guests > 0 ? ` và ${guests} đại biểu được mời` : ''}.`;
  return [
    { id: 'abstract', text: `Kết luận của ${who} tại ${title}` },
    { id: 'opening', text: `${documentDate(day).replace(/^n/u, 'N')}, đồng chí ${named} chủ trì ${title}. ${present}` },
    { id: 'lead', text: `Sau khi nghe các cơ quan báo cáo và ý kiến của đại biểu, ${who} kết luận như sau:` },
    ...conclusions.map(({ itemId, words, assignments }) => ({ id: `item:${itemId}`, text: lines(capital(words.trim()), assignments.length > 0 ? assignmentsSentence(assignments) : '') })),
    { id: 'followup', text: `${office} theo dõi, đôn đốc, tổng hợp kết quả thực hiện, báo cáo ${body}.` },
    { id: 'closing', text: `${office} thông báo để các cơ quan, đơn vị biết, thực hiện./.` },
  ];
}

/** "- Thành viên UBND tỉnh;", the units that are asked for something, "- Lưu: VT." (NĐ 30/2020/NĐ-CP, Phụ lục I, ô số 9b). */
export function noticeRecipients({ bodyShort, conclusions }: Pick<NoticeFacts, 'bodyShort' | 'conclusions'>): string[] {
  const units = conclusions.flatMap(({ assignments }) => assignments.flatMap(({ unit, others }) => [unit, ...others]));
  return [`Thành viên ${bodyShort}`, ...new Set(units), 'Lưu: VT'];
}

/** As they are printed: each behind a dash, ended by a semicolon, the last by a full stop. */
export const printedRecipients = (recipients: readonly string[]): string[] =>
  recipients.map((one, index) => `- ${one.replace(/^[-–]\s*/u, '').replace(/[.;,\s]+$/u, '')}${index === recipients.length - 1 ? '.' : ';'}`);
