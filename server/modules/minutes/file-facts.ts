import type { Db } from '../../kernel/ports/database';
import { readableMinutes, type MinutesParagraph } from '../../shared/rules/minutes-text';
import { listVersionsAmong } from '../documents';
import type { Seat } from '../meetings';
import type { SittingFacts, SittingItemFact } from '../sitting';

type Versions = Awaited<ReturnType<typeof listVersionsAmong>>;
/** The words of the paragraphs that say something, by id. */
type Told = ReadonlyMap<string, string>;

const toldIn = (paragraphs: readonly MinutesParagraph[]): Told => new Map(readableMinutes(paragraphs).map(({ id, text }) => [id, text]));

/** The papers shown, each with the bytes that were its newest version then; only of whom the text tells. */
function papersShown({ item, presentations }: SittingItemFact, told: Told, versions: Versions) {
  const presenters = [...new Set(presentations.map(({ personId }) => personId))];
  const place = (personId: string): number => presenters.indexOf(personId);
  return presentations
    .filter(({ personId, documentId }) => documentId && told.has(`item:${item.id}:presentation${place(personId) === 0 ? '' : `:${place(personId) + 1}`}`))
    .map(({ presenter, documentId, document, from, to }) => {
      const all = versions.get(documentId) ?? [];
      const shown = all.findLast(({ createdAt }) => createdAt <= from) ?? all[0];
      return { id: documentId, title: document, version: shown?.number, sha256: shown?.sha256, presenter: presenter.name, from, to: to ?? item.endedAt };
    });
}

function itemFacts(fact: SittingItemFact, told: Told, versions: Versions) {
  const { item, number } = fact;
  const title = told.get(item.kind === 'opening' ? 'heading:opening' : `item:${item.id}:title`);
  if (title === undefined) return [];
  const span = told.has(`item:${item.id}:time`) ? { from: item.startedAt, to: item.endedAt } : undefined;
  return [{ id: item.id, number, title, span, papers: papersShown(fact, told, versions), votes: fact.votes.filter(({ ref }) => told.has(`vote:${ref}`)) }];
}

const present = ({ personId, attendance }: Seat, { presence }: SittingFacts): string | null => {
  if (presence.get(personId)?.wasThere !== true) return null;
  return attendance === 'online' ? 'online' : 'room';
};

/**
 * What the minutes say, for programs (N35): session, attendance, agenda, votes and the papers shown, as they were recorded. An item, a vote or
 * a paper that the text leaves out is not there either: nothing leaves the house beside the text that was read and approved.
 */
export async function fileFacts(db: Db, facts: SittingFacts, { paragraphs, seats }: { paragraphs: readonly MinutesParagraph[]; seats: readonly Seat[] }): Promise<object> {
  const told = toldIn(paragraphs);
  const { openedAt, closedAt, place, form, members, quorum, chair, secretary } = facts;
  const shown = new Set(facts.items.flatMap(({ presentations }) => presentations.map(({ documentId }) => documentId)));
  const versions = await listVersionsAmong(db, [...shown]);
  return {
    session: { opened: openedAt, closed: closedAt, place, form, chair: chair.name, secretary: secretary.name, members, quorum: { needed: quorum.needed, atOpening: quorum.atOpening } },
    attendance: seats.filter(({ voting, role }) => voting || role === 'substitute' || role === 'guest').map((seat) => ({ name: seat.fullName, position: seat.position, role: seat.role, voting: seat.voting, present: present(seat, facts) })),
    items: facts.items.flatMap((fact) => itemFacts(fact, told, versions)),
  };
}
