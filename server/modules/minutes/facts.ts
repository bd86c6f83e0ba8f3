import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { buildMinutes, type ItemFact, type MinutesFacts, type MinutesParagraph } from '../../shared/rules/minutes-text';
import { listDocuments } from '../documents';
import { sittingFacts, type SittingFacts, type SittingItemFact } from '../sitting';

/** "UBND tỉnh" → "Ủy ban nhân dân tỉnh". */
export const bodyInFull = (short: string): string => short.replace(/\bUBND\b/g, 'Ủy ban nhân dân');

function itemFact(fact: SittingItemFact, paper: string | undefined): ItemFact | null {
  const { item, number } = fact;
  if (number === null) return null;
  const base = { ref: item.id, number, title: item.title, paperOnly: item.kind === 'paper_only', votes: fact.votes };
  const [first] = fact.presentations;
  if (first) {
    const last = fact.presentations.filter((span) => span.personId === first.personId).at(-1) ?? first;
    const to = last.to ?? item.endedAt ?? last.from;
    return { ...base, presentation: { presenter: first.presenter, document: first.document, from: first.from.toISOString(), to: to.toISOString() } };
  }
  if (!fact.presenter?.name || !paper || !item.startedAt || !item.endedAt) return base;
  return { ...base, presentation: { presenter: fact.presenter, document: paper, from: item.startedAt.toISOString(), to: item.endedAt.toISOString() } };
}

/** @throws DomainError `conflict` `minutes.not_closed` when the session has no beginning or end. */
function toMinutesFacts(meetingId: string, facts: SittingFacts, papers: ReadonlyMap<string, string>): MinutesFacts {
  if (!facts.openedAt || !facts.closedAt) throw new DomainError('conflict', 'minutes.not_closed');
  return {
    ref: meetingId,
    body: bodyInFull(facts.bodyShort),
    bodyShort: facts.bodyShort,
    opened: facts.openedAt.toISOString(),
    closed: facts.closedAt.toISOString(),
    place: facts.place,
    remoteSites: facts.remoteSites,
    members: facts.members,
    absent: facts.absent.map((person) => ({ ...person, reason: person.reason || 'có lý do' })),
    guests: facts.guestsPresent,
    chair: facts.chair,
    secretary: facts.secretary,
    quorumReached: facts.quorumReached,
    items: facts.items.flatMap((fact) => itemFact(fact, papers.get(fact.item.id)) ?? []),
    adopted: 'in_system',
  };
}

/** Where nobody led through a paper on the screens, who presented is known, but not from when to when. */
const withoutSpan = (text: string): string => text.replace(/ \(từ [^()]*\)\.$/u, '.');

/** The draft as the records alone would have it (N1). @throws DomainError `conflict` `minutes.not_closed`. */
export async function recordedMinutes(db: Db, meetingId: string): Promise<MinutesParagraph[]> {
  const facts = await sittingFacts(db, meetingId);
  const papers = new Map<string, string>();
  for (const { itemId, title } of await listDocuments(db, meetingId)) if (itemId && !papers.has(itemId)) papers.set(itemId, title);
  const items = new Map(facts.items.map((fact) => [fact.item.id, fact]));
  return buildMinutes(toMinutesFacts(meetingId, facts, papers)).map((paragraph): MinutesParagraph => {
    const [kind, itemId = '', part] = paragraph.id.split(':');
    const fact = kind === 'item' ? items.get(itemId) : undefined;
    if (part === 'conclusion' && fact?.item.state === 'postponed') {
      return { id: paragraph.id, source: { kind: 'event', ref: itemId }, text: 'Nội dung này chưa được xem xét tại phiên họp; chuyển sang phiên họp sau.' };
    }
    if (part === 'presentation' && fact?.presentations.length === 0) return { ...paragraph, text: withoutSpan(paragraph.text) };
    if (part === 'conclusion' && fact && fact.item.conclusion !== '') {
      return { ...paragraph, source: { kind: 'event', ref: itemId }, text: `${paragraph.text}${fact.item.conclusion}` };
    }
    return paragraph;
  });
}
