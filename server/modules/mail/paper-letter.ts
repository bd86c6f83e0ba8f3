import { slashDate } from '../../shared/rules/date-forms';

/** What a letter about papers of a unit is for. */
export const PAPER_MATTERS = ['asked', 'reminded', 'waiting', 'returned', 'due', 'late'] as const;
export type PaperMatter = (typeof PAPER_MATTERS)[number];

/** The rule by which a person is told: `papers:asked:<item or day>:<day or file>`; of what is asked for on one day the item is left out. */
export const paperRule = (about: PaperMatter, itemId: string, of: string): string => `papers:${about}:${about === 'asked' || about === 'reminded' ? '' : itemId}:${of}`;

/** What a letter is for, by its rule; null: not about papers of a unit. */
export function paperMatterOf(rule: string): { about: PaperMatter; place: string } | null {
  const [, name, place = ''] = /^papers:([a-z]+):([^:]*):/u.exec(rule) ?? [];
  const about = PAPER_MATTERS.find((one) => one === name);
  return about ? { about, place } : null;
}

export interface PaperLetter {
  about: PaperMatter;
  /** YYYY-MM-DD; null: several days, or none is known. */
  dueOn: string | null;
}

const SUBJECT = {
  vi: { asked: 'Đề nghị chuẩn bị tài liệu', reminded: 'Nhắc chuẩn bị tài liệu', waiting: 'Có tài liệu chờ duyệt', returned: 'Có tài liệu được trả lại', due: 'Sắp hết hạn gửi tài liệu', late: 'Đã quá hạn gửi tài liệu' },
  en: { asked: 'Papers are asked for', reminded: 'Reminder of papers', waiting: 'A paper waits for your approval', returned: 'A paper was returned', due: 'Papers are soon due', late: 'Papers are late' },
} as const;

const BODY = {
  vi: {
    asked: 'Đơn vị được giao chuẩn bị tài liệu cho', reminded: 'Văn phòng nhắc đơn vị gửi tài liệu cho', waiting: 'Có tài liệu của đơn vị chờ lãnh đạo duyệt cho', returned: 'Có tài liệu được trả lại cho',
    due: 'Sắp hết hạn gửi tài liệu cho', late: 'Đã quá hạn gửi tài liệu cho',
  },
  en: {
    asked: 'Your unit is asked for papers of the', reminded: 'The office reminds your unit of its papers for the', waiting: 'A paper of your unit waits for its leader, for the', returned: 'A paper came back, for the',
    due: 'Papers are soon due for the', late: 'Papers are late for the',
  },
} as const;

export const paperSubject = (about: PaperMatter, locale: 'vi' | 'en'): string => SUBJECT[locale][about];

/** The sentence, and the day; neither item nor paper is named (ML14). @param session its kind and body in words. */
export function paperLines({ about, dueOn }: PaperLetter, session: string, locale: 'vi' | 'en'): { sentence: string; due: string[] } {
  const [year = 0, month = 0, day = 0] = (dueOn ?? '').split('-').map(Number);
  return { sentence: `${BODY[locale][about]} ${session}.`, due: dueOn === null ? [] : [`${locale === 'vi' ? 'Hạn gửi' : 'Due'}: ${slashDate({ year, month, day })}`] };
}
