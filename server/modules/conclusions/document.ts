import type { Db } from '../../kernel/ports/database';
import { printedQuotes } from '../../shared/language/vietnamese-text';
import type { NoticeDraft } from '../../shared/protocol/notice-document';
import { agencyLines } from '../../shared/rules/agency-name';
import { documentDate, localMoment } from '../../shared/rules/date-forms';
import { noticeParts, printedRecipients, type NoticeFacts, type NoticePart } from '../../shared/rules/notice-text';
import { twoDigits } from '../../shared/rules/numbering';
import { DomainError } from '../../kernel/errors';
import type { Meeting } from '../meetings';
import { bodyOf, placeName } from '../organization';
import { noticeFacts } from './facts';
import { signatoriesOf, signatureLines } from './signatory';
import type { NoticeContent } from './repository';

/** Everything a notice is printed from, as it stands now. */
export async function gather(db: Db, meeting: Meeting, content: NoticeContent) {
  const [facts, body, signatories] = await Promise.all([noticeFacts(db, meeting), bodyOf(db, meeting.bodyId), signatoriesOf(db, meeting)]);
  return { meeting, content, facts, body, signatory: signatories.find(({ personId }) => personId === content.signatoryId) ?? null };
}
export type Gathered = Awaited<ReturnType<typeof gather>>;

/** A title in the middle of a sentence: "tình hình kinh tế"; names keep their capitals: "Luật Đất đai", "UBND tỉnh". */
const inSentence = (title: string): string => (/^\p{Lu}\p{Ll}* \p{Ll}/u.test(title) ? title.charAt(0).toLocaleLowerCase('vi') + title.slice(1) : title);

const paragraphs = (text: string) =>
  text.split('\n').map((line) => line.trim()).filter((line) => line !== '').map((line) => {
    const [, dashed] = /^[-–•] (.+)$/u.exec(line) ?? [];
    return dashed === undefined ? { text: line } : { text: dashed, kind: 'dash' as const };
  });

/**
 * Thông báo kết luận as it is shown, frozen and typeset, without the QR code (NC5).
 * @throws DomainError `rejected` `conclusions.signatory_unknown`: whoever was to sign is not of the session any more.
 */
export function toDocument({ meeting, content, facts, body, signatory }: Gathered, { number, notation, testOnly, on }: { number: number | null; notation: string; testOnly: boolean; on: Date }): NoticeDraft {
  const text = new Map(content.parts.map((part) => [part.id, printedQuotes(part.text).trim()]));
  const of = (id: string): string => text.get(id) ?? '';
  if (!signatory) throw new DomainError('rejected', 'conclusions.signatory_unknown');
  const told = facts.conclusions.filter(({ itemId }) => of(`item:${itemId}`) !== '');
  return {
    header: { agency: agencyLines(body.name), number: number === null ? null : twoDigits(number), notation, placeDate: `${placeName(body.unitName)}, ${documentDate(localMoment(on))}` },
    abstract: of('abstract'),
    opening: [...paragraphs(of('opening')), ...paragraphs(of('lead'))],
    items: told.map(({ itemId, title }) => ({ heading: `Về ${inSentence(printedQuotes(title))}`, paragraphs: paragraphs(of(`item:${itemId}`)) })),
    closing: [...paragraphs(of('general')), ...paragraphs(of('followup')), ...paragraphs(of('closing'))],
    signatures: { signatory: { name: signatory.name, ...signatureLines(meeting, content) } },
    recipients: printedRecipients(content.recipients),
    facts: {
      meetingId: meeting.id,
      conclusions: told.map(({ itemId, number: item, title, assignments }) => ({ itemId, number: item, title, assignments: assignments.map(({ others, ...one }) => ({ ...one, others: [...others] })) })),
    },
    testOnly,
  };
}

/** A part as it is written, beside what the record says (NC2). */
export interface EditedPart extends NoticePart {
  /** The recorded words; null: nothing is recorded of it. */
  recorded: string | null;
  /** Heading of the item it is about. */
  title: string | null;
}

/** The text in its order, with what came into the record since and what left it. */
export function besideRecord(parts: readonly NoticePart[], facts: NoticeFacts): { parts: EditedPart[]; leftOut: EditedPart[] } {
  const recorded = noticeParts(facts);
  const titles = new Map(facts.conclusions.map(({ itemId, number, title }) => [`item:${itemId}`, number === null ? title : `${number}. ${title}`]));
  const titleOf = (id: string): string | null => titles.get(id) ?? null;
  const words = new Map(recorded.map(({ id, text }) => [id, text]));
  const own = new Set(parts.map(({ id }) => id));
  return {
    parts: parts.map(({ id, text }) => ({ id, text, recorded: words.get(id) ?? null, title: titleOf(id) })),
    leftOut: recorded.filter(({ id }) => !own.has(id)).map(({ id, text }) => ({ id, text, recorded: text, title: titleOf(id) })),
  };
}

/** The order parts are printed in: as the record has them, then `general` before `followup`. */
export function inOrder(parts: readonly NoticePart[], facts: NoticeFacts): NoticePart[] {
  const order = noticeParts(facts).flatMap(({ id }) => (id === 'followup' ? ['general', id] : [id]));
  const place = (id: string): number => order.indexOf(id);
  return parts.filter(({ id }) => place(id) >= 0).sort((a, b) => place(a.id) - place(b.id));
}
