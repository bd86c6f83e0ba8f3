import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { inFull } from '../../shared/rules/agency-name';
import type { PresidedFact } from '../../shared/rules/minutes-chair';
import { buildMinutes, type AssignmentFact, type BreakFact, type ItemFact, type MinutesFacts, type MinutesParagraph, type PresentationFact, type Span } from '../../shared/rules/minutes-text';
import { assignmentFacts } from '../assignments';
import { listDocuments } from '../documents';
import { EVERY_PAPER, listSeats } from '../meetings';
import { fullNumber } from '../../shared/rules/numbering';
import { isInForce, officialsOf } from '../records';
import { leadsAnyPaper, sittingFacts, type ChairFact, type SittingFacts, type SittingItemFact } from '../sitting';

const spanOf = (from: Date | null, to: Date | null): Span | undefined => (from && to ? { from: from.toISOString(), to: to.toISOString() } : undefined);

const toSpan = ({ from, to }: { from: Date; to: Date }): Span => ({ from: from.toISOString(), to: to.toISOString() });

/** Who led through which papers, each person once with their stretches; what nobody did on the screens nobody recorded (N20). */
function presentationsOf({ item, presentations }: SittingItemFact, officers: ReadonlySet<string>): PresentationFact[] {
  const people = [...new Set(presentations.map(({ personId }) => personId))];
  return people.flatMap((personId): PresentationFact[] => {
    const spans = presentations.filter((span) => span.personId === personId);
    const [first] = spans;
    if (!first) return [];
    const documents = [...new Set(spans.map(({ document }) => document).filter((title) => title !== ''))];
    const stretches: { from: Date; to: Date }[] = [];
    for (const { from, to } of spans) {
      const end = to ?? item.endedAt ?? from;
      const running = stretches.at(-1);
      if (running?.to.getTime() === from.getTime()) running.to = end;
      else stretches.push({ from, to: end });
    }
    return [{ presenter: first.presenter, documents, spans: stretches.map(toSpan), byOffice: officers.has(personId) && personId !== item.presenterId }];
  });
}

/** What modules beside the sitting have to tell: assignments by item, numbers of counting minutes by question. */
interface Beside {
  assignments: ReadonlyMap<string, readonly AssignmentFact[]>;
  counted: ReadonlyMap<string, string>;
}

function itemFact(fact: SittingItemFact, officers: ReadonlySet<string>, { assignments, counted }: Beside): ItemFact | BreakFact | null {
  const { item, number } = fact;
  const span = spanOf(item.startedAt, item.endedAt);
  if (item.kind === 'break') return span ? { kind: 'break', ref: item.id, span } : null;
  return {
    kind: 'item',
    ref: item.id,
    number,
    isOpening: item.kind === 'opening',
    title: item.title,
    paperOnly: item.kind === 'paper_only',
    span,
    presentations: presentationsOf(fact, officers),
    recused: fact.recused,
    speeches: fact.speeches,
    votes: fact.votes.map((vote) => ({ ...vote, counted: counted.get(vote.ref) })),
    conclusion: item.conclusion || undefined,
    assignments: assignments.get(item.id) ?? [],
    inBlock: fact.inBlock ?? undefined,
    putOffReason: item.putOffReason || undefined,
    earlier: fact.earlier ?? undefined,
    movedTo: fact.movedTo === 'unannounced' ? { title: '' } : fact.movedTo ? { title: fact.movedTo.title, startsAt: fact.movedTo.startsAt.toISOString() } : undefined,
    postponed: item.state !== 'postponed' ? undefined : item.startedAt ? 'unfinished' : 'unopened',
  };
}

const timed = <P extends { name: string; position: string; at: Date }>(people: readonly P[]): MinutesFacts['late'] =>
  people.map(({ name, position, at }) => ({ name, position, at: at.toISOString() }));

const presidedFact = ({ at, person, previous, called, standing, way, forItem, itemId }: ChairFact, until: Date): PresidedFact => ({
  at: at.toISOString(), until: until.toISOString(), person, previous, called, isCalled: standing === null, way, forItem, itemRef: itemId,
});

/** @throws DomainError `conflict` `minutes.not_closed` when the session has no beginning or end. */
function toMinutesFacts(meetingId: string, facts: SittingFacts, officers: ReadonlySet<string>, beside: Beside, hasPapers: boolean): MinutesFacts {
  if (!facts.openedAt || !facts.closedAt) throw new DomainError('conflict', 'minutes.not_closed');
  const { closedAt } = facts;
  return {
    ref: meetingId,
    body: inFull(facts.bodyShort),
    bodyShort: facts.bodyShort,
    opened: facts.openedAt.toISOString(),
    closed: facts.closedAt.toISOString(),
    place: facts.place,
    form: facts.form,
    remoteSites: facts.remoteSites,
    hasPapers,
    members: facts.members,
    absent: facts.absent,
    late: timed(facts.late),
    away: facts.away.map(({ name, position, stretches }) => ({ name, position, spans: stretches.map(toSpan) })),
    left: timed(facts.left),
    guests: facts.guests,
    sites: facts.sites.map(({ lost, ...site }) => ({ ...site, lost: lost.map(toSpan) })),
    chair: facts.chair,
    secretary: facts.secretary,
    presided: facts.presided.map((fact, index, all) => presidedFact(fact, all[index + 1]?.at ?? closedAt)),
    quorum: { ...facts.quorum, fewer: facts.quorum.fewer.map(toSpan) },
    pauses: facts.pauses.map(toSpan),
    adjournments: facts.adjournments.map(({ present, ...span }) => ({ ...toSpan(span), present })),
    onPaper: facts.onPaper ? { from: facts.onPaper.from.toISOString(), reason: facts.onPaper.reason, keptBy: facts.onPaper.keptBy, entered: facts.onPaper.enteredAt.toISOString(), by: facts.onPaper.by } : undefined,
    items: facts.items.flatMap((fact) => itemFact(fact, officers, beside) ?? []),
  };
}

/** Numbers of the counting minutes that stand, by the question they are of (N28). */
async function countedVotes(db: Db, meetingId: string): Promise<Map<string, string>> {
  const written = (await officialsOf(db, meetingId, 'counting')).filter(isInForce);
  return new Map(written.flatMap((official) => (official.aboutId === null ? [] : [[official.aboutId, fullNumber(official)]])));
}

/** The draft as the records alone would have it (N1). @throws DomainError `conflict` `minutes.not_closed`. */
export async function recordedMinutes(db: Db, meetingId: string): Promise<MinutesParagraph[]> {
  const [facts, seats, papers] = await Promise.all([sittingFacts(db, meetingId), listSeats(db, meetingId), listDocuments(db, meetingId, EVERY_PAPER)]);
  const officers = new Set(seats.filter(leadsAnyPaper).map(({ personId }) => personId));
  const beside = { assignments: await assignmentFacts(db, meetingId), counted: await countedVotes(db, meetingId) };
  return buildMinutes(toMinutesFacts(meetingId, facts, officers, beside, papers.length > 0));
}
