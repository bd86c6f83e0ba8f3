import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { buildMinutes, type BreakFact, type ItemFact, type MinutesFacts, type MinutesParagraph, type PresentationFact, type Span } from '../../shared/rules/minutes-text';
import { listDocuments } from '../documents';
import { sittingFacts, type SittingFacts, type SittingItemFact } from '../sitting';

/** "UBND tỉnh" → "Ủy ban nhân dân tỉnh". */
export const bodyInFull = (short: string): string => short.replace(/\bUBND\b/g, 'Ủy ban nhân dân');

const spanOf = (from: Date | null, to: Date | null): Span | undefined => (from && to ? { from: from.toISOString(), to: to.toISOString() } : undefined);

/** Who led through which papers, each person once; what the agenda says where nobody did it on the screens. */
function presentationsOf({ item, presenter, presentations }: SittingItemFact, paper: string | undefined): PresentationFact[] {
  const people = [...new Set(presentations.map(({ personId }) => personId))];
  if (people.length === 0) {
    const known = presenter?.name && paper && item.startedAt && item.endedAt;
    return known ? [{ presenter, documents: [paper] }] : [];
  }
  return people.flatMap((personId): PresentationFact[] => {
    const spans = presentations.filter((span) => span.personId === personId);
    const [first] = spans;
    const last = spans.at(-1);
    if (!first || !last) return [];
    const documents = [...new Set(spans.map(({ document }) => document).filter((title) => title !== ''))];
    return [{ presenter: first.presenter, documents, span: spanOf(first.from, last.to ?? item.endedAt ?? last.from) }];
  });
}

function itemFact(fact: SittingItemFact, paper: string | undefined): ItemFact | BreakFact | null {
  const { item, number } = fact;
  const span = spanOf(item.startedAt, item.endedAt);
  if (number === null) return item.kind === 'break' && span ? { kind: 'break', ref: item.id, span } : null;
  return {
    kind: 'item',
    ref: item.id,
    number,
    title: item.title,
    paperOnly: item.kind === 'paper_only',
    span,
    presentations: presentationsOf(fact, paper),
    votes: fact.votes,
    conclusion: item.conclusion || undefined,
    postponed: item.state !== 'postponed' ? undefined : item.startedAt ? 'unfinished' : 'unopened',
  };
}

/** Members and substitutes; guests come and go for their item. */
const timed = (people: SittingFacts['late']): MinutesFacts['late'] =>
  people.flatMap(({ name, position, at, role }) => (role === 'guest' ? [] : [{ name, position, at: at.toISOString() }]));

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
    late: timed(facts.late),
    left: timed(facts.left),
    guests: facts.guestsPresent,
    chair: facts.chair,
    secretary: facts.secretary,
    quorumReached: facts.quorumReached,
    items: facts.items.flatMap((fact) => itemFact(fact, papers.get(fact.item.id)) ?? []),
    adopted: 'in_system',
  };
}

/** The draft as the records alone would have it (N1). @throws DomainError `conflict` `minutes.not_closed`. */
export async function recordedMinutes(db: Db, meetingId: string): Promise<MinutesParagraph[]> {
  const papers = new Map<string, string>();
  for (const { itemId, title } of await listDocuments(db, meetingId)) if (itemId && !papers.has(itemId)) papers.set(itemId, title);
  return buildMinutes(toMinutesFacts(meetingId, await sittingFacts(db, meetingId), papers));
}
