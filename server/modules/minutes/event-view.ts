import type { CommittedEvent } from '../../kernel/events';
import type { MinutesParagraph } from '../../shared/rules/minutes-text';
import { PAPER_PRESENTED, PRESENTATION_STARTED, SESSION_CLOSED, SESSION_OPENED } from '../sitting';
import { QUESTION_CLOSED, QUESTION_OPENED } from '../voting';

/** Event types beside those whose constants the modules share. */
const ITEM_STARTED = 'sitting.item_started';
const ITEM_ENDED = 'sitting.item_ended';
const CONCLUSION_RECORDED = 'sitting.conclusion_recorded';

/** A recorded event beside the text, and the paragraphs that tell of it. */
export interface EventView {
  id: string;
  at: Date;
  kind: 'opened' | 'closed' | 'item_started' | 'item_ended' | 'presented' | 'vote_opened' | 'vote_closed' | 'concluded';
  itemId: string | null;
  person: string | null;
  document: string | null;
  passed: boolean | null;
  /** Votes for, against and abstaining of a closed question with those choices. */
  votes: { for: number; against: number; abstain: number } | null;
  paragraphIds: string[];
}

const KINDS: Readonly<Record<string, EventView['kind']>> = {
  [SESSION_OPENED]: 'opened',
  [SESSION_CLOSED]: 'closed',
  [ITEM_STARTED]: 'item_started',
  [ITEM_ENDED]: 'item_ended',
  [PRESENTATION_STARTED]: 'presented',
  [PAPER_PRESENTED]: 'presented',
  [QUESTION_OPENED]: 'vote_opened',
  [QUESTION_CLOSED]: 'vote_closed',
  [CONCLUSION_RECORDED]: 'concluded',
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

function votesOf(result: unknown): EventView['votes'] {
  if (typeof result !== 'object' || result === null || !('for' in result)) return null;
  const { for: inFavour, against, abstain } = result as Record<string, unknown>;
  return { for: count(inFavour), against: count(against), abstain: count(abstain) };
}

function paragraphsOf(kind: EventView['kind'], itemId: string | null, questionId: string | null): string[] {
  switch (kind) {
    case 'opened':
      return ['start', 'quorum', 'opening'];
    case 'closed':
      return ['closing'];
    case 'item_started':
    case 'item_ended':
      return [`item:${itemId}:title`];
    case 'presented':
      return [`item:${itemId}:presentation`];
    case 'concluded':
      return [`item:${itemId}:conclusion`];
    case 'vote_opened':
    case 'vote_closed':
      return [`vote:${questionId}`];
  }
}

/** Events of a session that its minutes tell of, in order (N2). */
export function viewEvents(
  events: readonly CommittedEvent[],
  known: { names: ReadonlyMap<string, string>; papers: ReadonlyMap<string, string>; paragraphs: readonly MinutesParagraph[] },
): EventView[] {
  const ids = new Set(known.paragraphs.map((paragraph) => paragraph.id));
  return events.flatMap((event) => {
    const kind = KINDS[event.type];
    if (!kind) return [];
    const { payload } = event;
    const itemId = text(payload['itemId']);
    const personId = text(payload['personId']);
    const documentId = text(payload['documentId']);
    return [
      {
        id: event.id,
        at: event.at,
        kind,
        itemId,
        person: (personId && known.names.get(personId)) || null,
        document: (documentId && known.papers.get(documentId)) || null,
        passed: typeof payload['passed'] === 'boolean' ? payload['passed'] : null,
        votes: kind === 'vote_closed' ? votesOf(payload['result']) : null,
        paragraphIds: paragraphsOf(kind, itemId, text(payload['questionId'])).filter((id) => ids.has(id)),
      },
    ];
  });
}
