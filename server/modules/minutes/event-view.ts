import type { CommittedEvent } from '../../kernel/events';
import type { MinutesParagraph } from '../../shared/rules/minutes-text';
import type { Seat } from '../meetings';
import { ATTENDANCE_MARKED, CHECKED_IN, PAPER_PRESENTED, PERSON_LEFT, PRESENTATION_STARTED, SESSION_CLOSED, SESSION_OPENED } from '../sitting';
import { QUESTION_CLOSED, QUESTION_OPENED } from '../voting';

/** Event types beside those whose constants the modules share. */
const ITEM_STARTED = 'sitting.item_started';
const ITEM_ENDED = 'sitting.item_ended';
const ITEM_POSTPONED = 'sitting.item_postponed';
const CONCLUSION_RECORDED = 'sitting.conclusion_recorded';

/** A recorded event beside the text, and the paragraphs that tell of it. */
export interface EventView {
  id: string;
  at: Date;
  kind: 'opened' | 'closed' | 'item_started' | 'item_ended' | 'postponed' | 'presented' | 'vote_opened' | 'vote_closed' | 'concluded' | 'came_late' | 'left';
  itemId: string | null;
  person: string | null;
  document: string | null;
  passed: boolean | null;
  /** Votes for, against and abstaining of a closed question with those choices. */
  votes: { for: number; against: number; abstain: number } | null;
  paragraphIds: string[];
}

const KINDS: Readonly<Record<string, Exclude<EventView['kind'], 'came_late'>>> = {
  [SESSION_OPENED]: 'opened',
  [SESSION_CLOSED]: 'closed',
  [ITEM_STARTED]: 'item_started',
  [ITEM_ENDED]: 'item_ended',
  [ITEM_POSTPONED]: 'postponed',
  [PERSON_LEFT]: 'left',
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

/** Ids of the paragraphs an event is told in. */
function paragraphsOf(kind: Exclude<EventView['kind'], 'came_late'>, itemId: string | null, questionId: string | null): string[] {
  switch (kind) {
    case 'opened':
      return ['start', 'quorum', 'opening'];
    case 'closed':
      return ['closing'];
    case 'left':
      return ['attendance:left'];
    case 'item_started':
    case 'item_ended':
      return [`item:${itemId}:time`, `item:${itemId}:break`, `item:${itemId}:title`];
    case 'presented':
      return [`item:${itemId}:presentation`];
    case 'postponed':
    case 'concluded':
      return [`item:${itemId}:conclusion`];
    case 'vote_opened':
    case 'vote_closed':
      return [`vote:${questionId}`];
  }
}

/** Of several paragraphs on papers presented, those that name the person. */
function joinedParagraphs(wanted: readonly string[], person: string | null, paragraphs: readonly MinutesParagraph[]): string[] {
  return wanted.flatMap((id) => {
    const found = paragraphs.filter((paragraph) => paragraph.id === id || (id.endsWith(':presentation') && paragraph.id.startsWith(`${id}:`)));
    const own = found.length > 1 && person ? found.filter(({ text: words }) => words.includes(person)) : found;
    return (own.length > 0 ? own : found).map((paragraph) => paragraph.id);
  });
}

interface Known {
  seats: readonly Seat[];
  openedAt: Date | null;
  papers: ReadonlyMap<string, string>;
  paragraphs: readonly MinutesParagraph[];
}

/** Whose coming and going the minutes tell of: guests come and go for their item. */
const isTold = (seat: Seat | undefined): seat is Seat => seat !== undefined && seat.role !== 'guest';

/** People whose late arrival this event is, by themselves or by the secretary's mark; empty for every other event. */
function lateArrivals({ type, at, payload }: CommittedEvent, { seats, openedAt }: Known): Seat[] {
  if (!openedAt || at <= openedAt) return [];
  const people = type === CHECKED_IN ? [payload['personId']] : type === ATTENDANCE_MARKED && Array.isArray(payload['marks']) ? payload['marks'].map((mark: { personId?: unknown }) => mark.personId) : [];
  const first = (seat: Seat): boolean => seat.checkedInAt !== null && Math.abs(seat.checkedInAt.getTime() - at.getTime()) < 1000;
  return people.map((personId) => seats.find((seat) => seat.personId === personId)).filter(isTold).filter(first);
}

/** Events of a session that its minutes tell of, in order (N2). */
export function viewEvents(events: readonly CommittedEvent[], known: Known): EventView[] {
  return events.flatMap((event): EventView[] => {
    const base = { at: event.at, itemId: null, document: null, passed: null, votes: null };
    const late = lateArrivals(event, known).map((seat): EventView => ({
      ...base,
      id: `${event.id}-${seat.id}`,
      kind: 'came_late',
      person: seat.fullName,
      paragraphIds: joinedParagraphs(['attendance:late'], seat.fullName, known.paragraphs),
    }));
    const kind = KINDS[event.type];
    if (!kind) return late;
    const { payload } = event;
    const itemId = text(payload['itemId']);
    const documentId = text(payload['documentId']);
    const seat = known.seats.find(({ personId }) => personId === payload['personId']);
    if (kind === 'left' && !isTold(seat)) return [];
    const person = seat?.fullName ?? null;
    return [
      {
        ...base,
        id: event.id,
        kind,
        itemId,
        person,
        document: (documentId && known.papers.get(documentId)) || null,
        passed: typeof payload['passed'] === 'boolean' ? payload['passed'] : null,
        votes: kind === 'vote_closed' ? votesOf(payload['result']) : null,
        paragraphIds: joinedParagraphs(paragraphsOf(kind, itemId, text(payload['questionId'])), person, known.paragraphs),
      },
    ];
  });
}
