import { localMoment, slashDate } from '../../shared/rules/date-forms';
import { twoDigits } from '../../shared/rules/numbering';
import { calendarOf } from './calendar';
import { paperLines, paperSubject, type PaperLetter } from './paper-letter';
import type { AnnouncedFacts, LetterKind } from './plan';

/** What a letter is made of; of the session its kind, body, time and place alone (ML2). */
export interface LetterFacts {
  kind: LetterKind;
  /** Of a letter about a change. */
  fields: readonly string[];
  uid: string;
  sequence: number;
  edition: number;
  letterId: string;
  session: Pick<AnnouncedFacts, 'kind' | 'form' | 'startsAt' | 'endsAt' | 'place'> & { bodyName: string; url: string };
  /** Called off for everybody, not for this person alone. */
  isCancelled: boolean;
  to: { name: string; address: string; locale: 'vi' | 'en'; isRequired: boolean; hasAccount: boolean };
  /** Site the person takes part from; null: the room. */
  site: string | null;
  organizer: { name: string; address: string };
  /** Of a letter to a unit about its papers; null: about the session itself. */
  papers: PaperLetter | null;
  /** Where a guest's pass leads; null: none. */
  passUrl: string | null;
  /** Of a reminder of an assignment: nothing of what is to be done (ML16). */
  assignment: { unit: string; dueOn: string; daysLate: number; url: string } | null;
  at: Date;
}

const KINDS = {
  vi: { regular: 'phiên họp thường kỳ', thematic: 'phiên họp chuyên đề', extraordinary: 'phiên họp đột xuất' },
  en: { regular: 'regular session', thematic: 'thematic session', extraordinary: 'extraordinary session' },
} as const;
const DAYS = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;
const CHANGED = {
  vi: { startsAt: 'giờ bắt đầu', endsAt: 'giờ kết thúc', place: 'địa điểm', title: 'tên phiên họp', kind: 'loại phiên họp', form: 'hình thức họp' },
  en: { startsAt: 'start', endsAt: 'end', place: 'place', title: 'name of the session', kind: 'kind of session', form: 'form of the session' },
} as const;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
const time = (at: Date): string => {
  const { hour, minute } = localMoment(at);
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
};

/** "08:00 – 12:00, thứ Năm, 26/11/2026". */
function spanOf(startsAt: Date, endsAt: Date, locale: 'vi' | 'en'): string {
  const day = (at: Date): string => {
    const moment = localMoment(at);
    return `${DAYS[locale][new Date(Date.UTC(moment.year, moment.month - 1, moment.day)).getUTCDay()]}, ${slashDate(moment)}`;
  };
  return day(startsAt) === day(endsAt) ? `${time(startsAt)} – ${time(endsAt)}, ${day(startsAt)}` : `${time(startsAt)}, ${day(startsAt)} – ${time(endsAt)}, ${day(endsAt)}`;
}

/** The session by its kind and body: what a calendar or a lock screen shows (ML2). */
export const namedSession = (kind: AnnouncedFacts['kind'], bodyName: string, locale: 'vi' | 'en'): string =>
  locale === 'vi' ? `${capital(KINDS.vi[kind])}, ${bodyName}` : `${capital(KINDS.en[kind])}, ${bodyName}`;

const SUBJECT = {
  vi: { invitation: 'Giấy mời', update: 'Thay đổi lịch họp', cancellation: 'Hủy họp', left: 'Không còn trong thành phần dự họp', reminder: 'Nhắc lịch họp' },
  en: { invitation: 'Invitation', update: 'Change of a session', cancellation: 'Called off', left: 'No longer among the attendees', reminder: 'Reminder' },
} as const;

const WORDS = {
  vi: {
    dear: 'Kính gửi', invitation: 'Trân trọng kính mời dự', update: 'Lịch họp đã thay đổi', cancellation: 'Phiên họp sau đã hủy', left: 'Không còn trong thành phần dự phiên họp sau', reminder: 'Phiên họp sắp đến',
    when: 'Thời gian', place: 'Địa điểm', site: 'Điểm cầu', papers: 'Chương trình và tài liệu', pass: 'Mã vào họp của khách mời (dùng trong ngày họp, chỉ mở nội dung được mời; không chuyển cho người khác)',
    open: 'Mở trong Phiên', automatic: 'Thư này gửi tự động, không trả lời thư.',
    answer: 'Trả lời dự họp trong Phiên. Thư này gửi tự động, không trả lời thư.',
  },
  en: {
    dear: 'To', invitation: 'You are invited to the', update: 'The session was changed', cancellation: 'This session was called off', left: 'You are no longer among the attendees of this session', reminder: 'The session comes soon',
    when: 'Time', place: 'Place', site: 'Site', papers: 'Agenda and papers', pass: 'Your guest pass (for the day of the session; opens what you are invited to; do not pass it on)',
    open: 'Open in Phiên', automatic: 'This letter was sent by a program; do not reply to it.',
    answer: 'Answer in Phiên. This letter was sent by a program; do not reply to it.',
  },
} as const;

const spokenOf = ({ kind, isCancelled }: Pick<LetterFacts, 'kind' | 'isCancelled'>) => (kind === 'cancellation' && !isCancelled ? 'left' : kind);

export interface Words {
  subject: string;
  text: string;
}

const ASSIGNMENT = {
  vi: { soon: 'Nhiệm vụ sắp đến hạn', late: 'Nhiệm vụ quá hạn', dear: 'Kính gửi', unit: 'Đơn vị', due: 'Thời hạn', days: (count: number) => `quá hạn ${count} ngày làm việc`, open: 'Xem và báo cáo', end: 'Thư này gửi tự động, không trả lời thư.' },
  en: { soon: 'Assignment due soon', late: 'Assignment overdue', dear: 'To', unit: 'Unit', due: 'Due', days: (count: number) => `${count} working ${count === 1 ? 'day' : 'days'} overdue`, open: 'Open and report', end: 'This letter was sent by a program; do not reply to it.' },
} as const;

/** An assignment is named by its unit and date; what is to be done stands behind the sign-in (ML16). */
function assignmentWords({ unit, dueOn, daysLate, url }: NonNullable<LetterFacts['assignment']>, { session, to }: LetterFacts): Words {
  const words = ASSIGNMENT[to.locale];
  const subject = `${daysLate > 0 ? words.late : words.soon}: ${session.bodyName}`;
  const due = `${dueOn.split('-').reverse().join('/')}${daysLate > 0 ? ` (${words.days(daysLate)})` : ''}`;
  return { subject, text: `${[`${words.dear}: ${to.name}`, '', `${subject}.`, '', `${words.unit}: ${unit}`, `${words.due}: ${due}`, '', `${words.open}: ${url}`, '', words.end].join('\n')}\n` };
}

export function wordsOf(facts: LetterFacts): Words {
  if (facts.assignment) return assignmentWords(facts.assignment, facts);
  const { session, to, site, fields, passUrl, kind, papers } = facts;
  const { locale } = to;
  const words = WORDS[locale];
  const spoken = spokenOf(facts);
  const name = namedSession(session.kind, session.bodyName, locale);
  if (papers) return paperWords(facts, papers, name);
  const isGone = kind === 'cancellation';
  const changed = fields.map((field) => CHANGED[locale][field as keyof typeof CHANGED.vi]).filter(Boolean);
  const lines = [
    `${words.dear}: ${to.name}`,
    '',
    kind === 'invitation' ? `${words.invitation} ${locale === 'vi' ? KINDS.vi[session.kind] : KINDS.en[session.kind]}, ${session.bodyName}.` : `${words[spoken]}${changed.length > 0 ? ` (${changed.join(', ')})` : ''}: ${name}.`,
    '',
    `${words.when}: ${spanOf(session.startsAt, session.endsAt, locale)}`,
    `${words.place}: ${session.place}`,
    ...(site ? [`${words.site}: ${site}`] : []),
    ...(isGone || !to.hasAccount ? [] : ['', `${words.papers}: ${session.url}`]),
    ...(passUrl && !isGone ? ['', `${words.pass}: ${passUrl}`] : []),
    ...(isGone ? [] : ['', words.answer]),
  ];
  return { subject: `${SUBJECT[locale][spoken]}: ${name}`, text: `${lines.join('\n')}\n` };
}

/** To a unit: which session, until when, and where its papers are sent in (ML12, ML14). */
function paperWords({ session, to: { locale, name: who } }: LetterFacts, papers: PaperLetter, name: string): Words {
  const words = WORDS[locale];
  const { sentence, due } = paperLines(papers, name, locale);
  const lines = [`${words.dear}: ${who}`, '', sentence, '', ...due, `${words.when}: ${spanOf(session.startsAt, session.endsAt, locale)}`, `${words.place}: ${session.place}`, '', `${words.open}: ${session.url}`, '', words.automatic];
  return { subject: `${paperSubject(papers.about, locale)}: ${name}`, text: `${lines.join('\n')}\n` };
}

/** The entry of the calendar that rides with the letter; reminders have none. */
export function entryIn({ kind, uid, sequence, session, to, organizer, at }: LetterFacts): { method: 'REQUEST' | 'CANCEL'; content: string } | null {
  if (kind === 'reminder') return null;
  const method = kind === 'cancellation' ? 'CANCEL' : 'REQUEST';
  return { method, content: calendarOf({ ...entryFacts({ session, locale: to.locale }), method, uid, sequence, stampedAt: at, organizer, attendee: { name: to.name, address: to.address, isRequired: to.isRequired } }) };
}

export const entryFacts = ({ session, locale }: { session: LetterFacts['session']; locale: 'vi' | 'en' }) => ({
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  summary: namedSession(session.kind, session.bodyName, locale),
  place: session.place,
  description: `${WORDS[locale].papers}: ${session.url}\n${WORDS[locale].answer}`,
  url: session.url,
  language: locale,
});

/** The same at every try, another one when somebody has it sent once more (ML5). */
export const messageIdOf = ({ letterId, edition }: Pick<LetterFacts, 'letterId' | 'edition'>, origin: string): string => `${letterId}.${edition}@${new URL(origin).hostname}`;
