import { createHash } from 'node:crypto';
import type { Db } from '../../kernel/ports/database';
import { bundleText } from '../../secret-ballot';
import { printedQuotes } from '../../shared/language/vietnamese-text';
import type { CountingDraft } from '../../shared/protocol/counting-document';
import { agencyLines } from '../../shared/rules/agency-name';
import { documentDate, documentMoment, localMoment, shortTime } from '../../shared/rules/date-forms';
import { twoDigits } from '../../shared/rules/numbering';
import { peopleNames } from '../identity';
import { listSeats, type Meeting } from '../meetings';
import { bodyOf } from '../organization';
import { publishedBundle, type Question } from '../voting';
import { ballotsIn, sectionsOf, type Counted } from './figures';

/** A person of the committee with the position as it was in the session. */
export interface Counter {
  personId: string;
  name: string;
  position: string;
}

/** The committee of a question, its head first. */
export async function committeeOf(db: Db, { meetingId, counters }: Pick<Question, 'meetingId' | 'counters'>): Promise<Counter[]> {
  const seats = new Map((await listSeats(db, meetingId)).map((seat) => [seat.personId, seat]));
  const names = await peopleNames(db, counters);
  return counters.map((personId) => ({ personId, name: seats.get(personId)?.fullName ?? names.get(personId) ?? '', position: seats.get(personId)?.position ?? '' }));
}

/** The question, where it is closed with a result; null before. */
export function countedOf(question: Question): Counted | null {
  const { state, result, members, present, openedAt, closedAt } = question;
  if (state !== 'closed' || !result || members === null || present === null || !openedAt || !closedAt) return null;
  return { ...question, result, members, present, openedAt, closedAt };
}

/** Whether there is a published file that it can be counted again from. */
const hasBundle = ({ mode, result }: Counted): boolean => mode === 'secret' && result.way === 'tablets';

/** What the minutes of a count are made of. */
export async function gather(db: Db, meeting: Meeting, question: Counted) {
  const [body, committee, bundle] = await Promise.all([bodyOf(db, meeting.bodyId), committeeOf(db, question), hasBundle(question) ? publishedBundle(db, question) : null]);
  return { meeting, question, body, committee, bundleSha256: bundle === null ? null : createHash('sha256').update(bundleText(bundle)).digest('hex') };
}

export type Gathered = Awaited<ReturnType<typeof gather>>;

/** Biên bản kiểm phiếu as it is shown, frozen and typeset, without the QR code: the record alone decides what it says (G27). */
export function toDocument({ meeting, question, body, committee, bundleSha256 }: Gathered, { number, notation, testOnly }: { number: number | null; notation: string; testOnly: boolean }): CountingDraft {
  const [head, ...counters] = committee;
  const { openedAt, closedAt, result } = question;
  const [opened, closed] = [localMoment(openedAt), localMoment(closedAt)];
  const ballots = ballotsIn(question);
  const called = ({ name, position }: Counter): string => `Đồng chí ${position === '' ? name : `${name}, ${position}`}`;
  const sections = sectionsOf(question, { bundleSha256, moments: { opened: documentMoment(opened), closed: documentDate(opened) === documentDate(closed) ? shortTime(closed) : documentMoment(closed) } });
  return {
    header: { parentAgency: agencyLines(body.name), agency: ['TỔ KIỂM PHIẾU'], number: number === null ? null : twoDigits(number), notation },
    abstract: printedQuotes(question.text),
    opening: `Tại ${printedQuotes(meeting.title)} (${documentDate(localMoment(meeting.openedAt ?? openedAt))}, ${printedQuotes(meeting.place)}), tổ kiểm phiếu gồm:`,
    committee: committee.map((counter, index) => `${called(counter)} – ${index === 0 ? 'Tổ trưởng' : 'Tổ viên'}${index === committee.length - 1 ? '.' : ';'}`),
    sections: sections.map((section) => ({ ...section, paragraphs: section.paragraphs.map(printedQuotes), after: section.after.map(printedQuotes) })),
    closing: 'Tổ kiểm phiếu đã thông qua biên bản này và cùng ký tên./.',
    signatures: { head: { name: head?.name ?? '' }, counters: counters.map(({ name }) => ({ name })) },
    recipients: [`- Thành viên ${body.shortName};`, '- Lưu: VT, Hồ sơ phiên họp.'],
    facts: { questionId: question.id, way: result.way ?? 'hands', members: question.members, present: question.present, issued: ballots?.issued ?? null, returned: ballots?.returned ?? null, valid: ballots?.valid ?? null, invalid: result.invalid ?? 0, bundleSha256 },
    testOnly,
  };
}
