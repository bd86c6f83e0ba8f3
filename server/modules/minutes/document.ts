import { DomainError } from '../../kernel/errors';
import type { MinutesDraft } from '../../shared/protocol/minutes-document';
import { printedQuotes } from '../../shared/language/vietnamese-text';
import { documentDate, localMoment } from '../../shared/rules/date-forms';
import { readableMinutes, unnumbered, type MinutesParagraph } from '../../shared/rules/minutes-text';
import { agencyLines } from '../../shared/rules/agency-name';
import { twoDigits } from '../../shared/rules/numbering';
import { isThere, type Seat } from '../meetings';
import { LABELS } from './content';

const PRESENCE: Record<Seat['attendance'], string> = {
  room: 'Trực tiếp',
  online: 'Trực tuyến',
  excused: 'Vắng có lý do',
  unexcused: 'Vắng không lý do',
  unknown: 'Vắng',
};

function attendanceList({ seats, bodyShort, wasThere }: Pick<DocumentSetting, 'seats' | 'bodyShort' | 'wasThere'>, reference: string): MinutesDraft['attendanceList'] {
  // Who went before the opening was not at the session, whatever the list was last told.
  const presence = (seat: Seat): string => (wasThere(seat.personId) || !isThere({ ...seat, leftAt: null }) ? PRESENCE[seat.attendance] : PRESENCE.unknown);
  const row = (seat: Seat) => ({ name: seat.fullName, position: seat.position || '–', presence: presence(seat) });
  const group = (heading: string, of: readonly Seat[]) => (of.length > 0 ? [{ heading, rows: of.map(row) }] : []);
  const groups = [
    ...group(`Thành viên ${bodyShort}`, seats.filter((seat) => seat.voting)),
    ...group('Người dự thay', seats.filter((seat) => seat.role === 'substitute')),
    ...group('Đại biểu mời', seats.filter((seat) => seat.role === 'guest')),
  ];
  return groups.length > 0 ? { title: 'DANH SÁCH THÀNH PHẦN THAM DỰ', reference, groups } : null;
}

type Section = NonNullable<MinutesDraft['sections']>[number];

type Printed = NonNullable<Section['paragraphs']>[number];

/** A number at the beginning of a line is a list's where it is the next one; a dash always is. */
function printed(text: string, key: string | undefined, next: number): Printed[] {
  let number = next;
  return text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line): Printed => {
    const [, digits, words = ''] = /^(\d+)\. (.+)$/u.exec(line) ?? [];
    if (Number(digits) === number) {
      number += 1;
      return { text: words, kind: 'numbered', key };
    }
    const [, dashed] = /^[-–•] (.+)$/u.exec(line) ?? [];
    return dashed === undefined ? { text: line, key } : { text: dashed, kind: 'dash', key };
  });
}

const append = (to: Printed[], text: string, key?: string): void => void to.push(...printed(text, key, to.filter(({ kind }) => kind === 'numbered').length + 1));

/** The running text between the headings: sections with their items, then the general conclusion. */
function courseOf(paragraphs: readonly MinutesParagraph[]): Pick<MinutesDraft, 'sections' | 'conclusion'> & { before: MinutesParagraph[] } {
  const before: MinutesParagraph[] = [];
  const sections: (Section & { paragraphs: Printed[]; items: { heading: string; key: string; paragraphs: Printed[] }[] })[] = [];
  const conclusion: Printed[] = [];
  let place: 'before' | 'sections' | 'conclusion' = 'before';
  for (const { id, text, source } of readableMinutes(paragraphs)) {
    if (id === 'heading:content') place = 'sections';
    else if (id === 'heading:conclusion') place = 'conclusion';
    else if (id === 'closing') continue;
    else if (place === 'before') before.push({ id, text, source });
    else if (id.startsWith('heading:')) sections.push({ heading: text, paragraphs: [], items: [] });
    else if (place === 'conclusion') append(conclusion, text);
    else if (/^item:[^:]+:title$/.test(id)) sections.at(-1)?.items.push({ heading: text, key: id, paragraphs: [] });
    else {
      const section = sections.at(-1);
      const item = section?.items.at(-1);
      if (item) append(item.paragraphs, text, id);
      else if (section) append(section.paragraphs, text);
    }
  }
  return { before, sections, conclusion };
}

export interface DocumentSetting {
  paragraphs: readonly MinutesParagraph[];
  title: string;
  bodyName: string;
  bodyShort: string;
  number: number | null;
  notation: string;
  seats: readonly Seat[];
  /** Whether a person was there at some time of the session. */
  wasThere(personId: string): boolean;
  /** When the session was opened: the day the minutes are of. */
  openedAt: Date;
  chair: string;
  secretary: string;
  /** Lines above the signature of who presided for the chair: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"; none for the chair of the session. */
  authority: readonly string[];
  testOnly: boolean;
}

/** Biên bản as it is frozen and typeset (NĐ 30/2020, Mẫu 1.9), without the QR code. @throws DomainError `invalid` `minutes.paragraph_needed` {id}. */
export function toDocument(given: DocumentSetting): MinutesDraft {
  const of = { ...given, title: printedQuotes(given.title), paragraphs: given.paragraphs.map((paragraph) => ({ ...paragraph, text: printedQuotes(paragraph.text) })) };
  const text = (id: string): string => {
    const found = of.paragraphs.find((paragraph) => paragraph.id === id);
    if (!found || found.text === '') throw new DomainError('invalid', 'minutes.paragraph_needed', { id });
    return found.text;
  };
  const labelled = (id: string): string => {
    const value = text(id).slice((LABELS[id] ?? '').trimEnd().length).trim();
    if (value === '') throw new DomainError('invalid', 'minutes.paragraph_needed', { id });
    return value;
  };
  const { before, sections, conclusion } = courseOf(of.paragraphs);
  const own = new Set([...Object.keys(LABELS), 'attendance', 'quorum']);
  const attendance = before.filter(({ id, text: words }) => !own.has(id) && words !== '').map(({ text: words }) => unnumbered(words));
  const quorum = before.find(({ id }) => id === 'quorum')?.text;
  const number = of.number === null ? null : twoDigits(of.number);
  return {
    header: { agency: agencyLines(of.bodyName), number, notation: of.notation },
    abstract: of.title,
    start: labelled('start'),
    place: labelled('place'),
    form: labelled('form'),
    attendance,
    chair: labelled('chair'),
    secretary: labelled('secretary'),
    quorum: quorum || null,
    sections,
    conclusion,
    closing: text('closing'),
    signatures: { secretary: { name: of.secretary }, chair: { name: of.chair, authority: [...of.authority] } },
    recipients: [`- Thành viên ${of.bodyShort};`, '- Lưu: VT, Hồ sơ phiên họp.'],
    attendanceList: attendanceList(of, `(Kèm theo Biên bản số ${number ?? '…'}/${of.notation} ${documentDate(localMoment(of.openedAt))} của ${of.bodyName})`),
    testOnly: of.testOnly,
  };
}
