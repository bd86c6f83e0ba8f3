import type { CommittedEvent } from '../../kernel/events';
import type { MinutesParagraph } from '../../shared/rules/minutes-text';
import { ASSIGNMENT_DRAFTED } from '../assignments';
import type { Seat } from '../meetings';
import { ATTENDANCE_MARKED, CHAIR_PASSED, CHECKED_IN, isReported, PAPER_PRESENTED, PERSON_LEFT, PRESENTATION_STARTED, SESSION_CLOSED, SESSION_OPENED, staysOf } from '../sitting';
import { QUESTION_CLOSED, QUESTION_OPENED } from '../voting';

/** Event types beside those whose constants the modules share. */
const ITEM_STARTED = 'sitting.item_started';
const ITEM_ENDED = 'sitting.item_ended';
const ITEM_RETURNED = 'sitting.item_returned';
const ITEM_POSTPONED = 'sitting.item_postponed';
const CONCLUSION_RECORDED = 'sitting.conclusion_recorded';

/** A recorded event beside the text, and the paragraphs that tell of it. */
export interface EventView {
  id: string;
  at: Date;
  kind: 'opened' | 'closed' | 'item_started' | 'item_ended' | 'postponed' | 'presented' | 'vote_opened' | 'vote_closed' | 'concluded' | 'assigned' | 'chair' | 'came_late' | 'went_out' | 'came_back' | 'left';
  itemId: string | null;
  person: string | null;
  document: string | null;
  passed: boolean | null;
  /** Votes for, against and abstaining of a closed question with those choices. */
  votes: { for: number; against: number; abstain: number } | null;
  paragraphIds: string[];
}

/** Coming and going are told of people, not of events. */
type Movement = 'came_late' | 'went_out' | 'came_back' | 'left';

const KINDS: Readonly<Record<string, Exclude<EventView['kind'], Movement>>> = {
  [SESSION_OPENED]: 'opened',
  [SESSION_CLOSED]: 'closed',
  [ITEM_STARTED]: 'item_started',
  [ITEM_ENDED]: 'item_ended',
  [ITEM_POSTPONED]: 'postponed',
  [PRESENTATION_STARTED]: 'presented',
  [PAPER_PRESENTED]: 'presented',
  [CHAIR_PASSED]: 'chair',
  [QUESTION_OPENED]: 'vote_opened',
  [QUESTION_CLOSED]: 'vote_closed',
  [CONCLUSION_RECORDED]: 'concluded',
  [ASSIGNMENT_DRAFTED]: 'assigned',
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

function votesOf(result: unknown): EventView['votes'] {
  if (typeof result !== 'object' || result === null || !('for' in result)) return null;
  const { for: inFavour, against, abstain } = result as Record<string, unknown>;
  return { for: count(inFavour), against: count(against), abstain: count(abstain) };
}

/** Ids of the paragraphs an event is told in. */
function paragraphsOf(kind: Exclude<EventView['kind'], Movement>, itemId: string | null, questionId: string | null): string[] {
  switch (kind) {
    case 'opened':
      return ['start', 'quorum', 'opening'];
    case 'closed':
      return ['closing'];
    case 'item_started':
    case 'item_ended':
      return [`item:${itemId}:time`, `item:${itemId}:break`, `item:${itemId}:title`];
    case 'presented':
      return [`item:${itemId}:presentation`];
    case 'postponed':
      return [`item:${itemId}:postponed`];
    case 'chair':
      return [`item:${itemId}:chair`, 'presiding', 'chair'];
    case 'concluded':
      return [`item:${itemId}:conclusion`];
    case 'assigned':
      return [`item:${itemId}:assignments`];
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

const MOVEMENTS = new Set([CHECKED_IN, ATTENDANCE_MARKED, PERSON_LEFT]);

interface Known {
  seats: readonly Seat[];
  openedAt: Date | null;
  papers: ReadonlyMap<string, string>;
  paragraphs: readonly MinutesParagraph[];
}

/** Coming, going out and coming back, as far as nothing later took it back; by themselves or by the secretary's mark. */
function movements({ id, type, at, payload }: CommittedEvent, stays: ReturnType<typeof staysOf>, { seats, openedAt, paragraphs }: Known): EventView[] {
  if (!openedAt || at <= openedAt) return [];
  const marks = type === ATTENDANCE_MARKED && Array.isArray(payload['marks']) ? (payload['marks'] as Record<string, unknown>[]) : null;
  const people = marks ? marks.filter(({ attendance }) => attendance === 'room' || attendance === 'online').map(({ personId }) => personId) : [payload['personId']];
  return seats.filter((seat) => people.includes(seat.personId) && isReported(seat)).flatMap((seat): EventView[] => {
    const own = stays.get(seat.personId) ?? [];
    const index = own.findIndex(({ from, to }) => (type === PERSON_LEFT ? to : from)?.getTime() === at.getTime());
    if (index < 0) return [];
    const isFirst = own.slice(0, index).every(({ to }) => to !== null && to <= openedAt);
    const kind = type === PERSON_LEFT ? (index === own.length - 1 ? 'left' : 'went_out') : isFirst ? 'came_late' : 'came_back';
    const wanted = { left: 'attendance:left', went_out: 'attendance:away', came_back: 'attendance:away', came_late: 'attendance:late' }[kind];
    return [{
      id: `${id}-${seat.id}`, at, kind, itemId: null, person: seat.fullName, document: null, passed: null, votes: null,
      paragraphIds: joinedParagraphs([wanted], seat.fullName, paragraphs),
    }];
  });
}

/** A move that was undone at once did not happen (sitting L39): neither the end of the one item nor the beginning of the other. */
function withoutUndone(events: readonly CommittedEvent[]): CommittedEvent[] {
  const kept: CommittedEvent[] = [];
  for (const event of events) {
    kept.push(event);
    if (event.type !== ITEM_RETURNED) continue;
    const take = (type: string, itemId: unknown): void => {
      const index = kept.findLastIndex((one) => one.type === type && one.payload['itemId'] === itemId);
      if (index >= 0) kept.splice(index, 1);
    };
    take(ITEM_STARTED, event.payload['leftItemId']);
    take(ITEM_ENDED, event.payload['itemId']);
  }
  return kept;
}

/** Events of a session that its minutes tell of, in order (N2). */
export function viewEvents(all: readonly CommittedEvent[], known: Known): EventView[] {
  const events = withoutUndone(all);
  const stays = staysOf(events);
  return events.flatMap((event): EventView[] => {
    const base = { at: event.at, itemId: null, document: null, passed: null, votes: null };
    const kind = KINDS[event.type];
    if (!kind) return MOVEMENTS.has(event.type) ? movements(event, stays, known) : [];
    const { payload } = event;
    const itemId = text(payload['itemId']);
    const documentId = text(payload['documentId']);
    const seat = known.seats.find(({ personId }) => personId === payload['personId']);
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
