import type { Quorum } from '../../shared/rules/quorum';
import { isElector, quorumOf, whyNotInTurn, whyNotOpen, type OpenVote } from '../voting';
import { goingOn } from '../floor';
import { peopleRecused, type AttendeeRole, type Attendance } from '../meetings';
import type { Contested } from '../positions';
import { isLate } from './attendance';
import { officerSites, type OfficerSite } from './site-view';
import { callsToAnswer, type CallToAnswer } from './hall';
import type { LiveState } from './live-state';
import { comingRows, openItems } from './sitting';
import type { UndoableMove } from './undo';

/** Whether something can be done now; where not, the reason with its numbers. */
export type Ability = { allowed: true } | { allowed: false; reason: string; params: Record<string, string | number> };

export interface OfficerSeat {
  personId: string;
  fullName: string;
  position: string;
  role: AttendeeRole;
  /** Counts for the quorum. */
  elector: boolean;
  site: string | null;
  attendance: Attendance;
  reason: string | null;
  checkedInAt: Date | null;
  leftAt: Date | null;
  late: boolean;
  /** Name of the member a substitute sits for. */
  substituteFor: string | null;
}

/** What only those who run the sitting see: everybody by name, conclusions, and what can be done next. */
export interface OfficerView {
  seats: OfficerSeat[];
  /** Who takes no part in which item, and why (agenda A31). */
  recused: { itemId: string; personId: string; name: string; reason: string }[];
  conclusions: { itemId: string; text: string; version: number }[];
  /** Items not begun that members want debated, by what they declared before (L96). */
  contested: readonly Contested[];
  /** Whether going on would cut something off: somebody speaks, waits to speak or presents, or presides over this item only (L39). */
  cutsOff: boolean;
  /** The last move, while it can be undone (L39). */
  undoable: UndoableMove | null;
  /** The item that follows in the agenda. */
  nextItemId: string | null;
  /** Numbered items not begun, which closing would postpone. */
  openItems: number;
  openQuestionId: string | null;
  /** Who has not voted yet, in the order names are called; null while nobody votes one by one. */
  out: OpenVote['out'] | null;
  /** Of a roll call: where each name is (voting V47). */
  roll: OpenVote['roll'];
  /** Of the current item, without who takes no part in it (L54). */
  quorum: Quorum;
  /** Sites in their order (L73). */
  sites: OfficerSite[];
  /** What the screens on the wall show: the course, or the lights of the seats (L76). */
  wall: 'course' | 'lights';
  /** Calls for service that nobody has answered (L31). */
  calls: CallToAnswer[];
  can: { open: Ability; close: Ability; move: Ability };
  /** Of the questions of the current item that are drafts. */
  canOpenQuestion: Record<string, Ability>;
}

const yes: Ability = { allowed: true };
const no = (reason: string, params: Record<string, string | number> = {}): Ability => ({ allowed: false, reason, params });

export function officerView(state: LiveState): OfficerView {
  const { meeting, seats, items, questions, vote, recusals } = state;
  const pause = goingOn(state.floor.pauses);
  const quorum = quorumOf(seats, meeting.policy, peopleRecused(recusals, meeting.currentItemId));
  const openQuestion = questions.find((question) => question.state === 'open') ?? null;
  const running = meeting.state === 'in_session';
  const moves = !running ? no('state.meeting', { state: meeting.state }) : pause ? no('floor.paused', { at: pause.pausedAt.toISOString() }) : openQuestion ? no('sitting.vote_open', { text: openQuestion.text }) : yes;
  const course = { currentItemId: meeting.currentItemId, items };
  const [next] = comingRows(course);
  const sitting = { state: meeting.state, currentItemId: meeting.currentItemId, openQuestionId: openQuestion?.id ?? null, pausedAt: pause?.pausedAt ?? null, quorum };
  const { present, members, needed } = quorum;
  const opening = meeting.state !== 'published' ? no('state.meeting', { state: meeting.state }) : quorum.reached ? yes : no('sitting.no_quorum', { present, members, needed });
  return {
    seats: seats.map((seat) => ({
      personId: seat.personId,
      fullName: seat.fullName,
      position: seat.position,
      role: seat.role,
      elector: isElector(seat),
      site: seat.site,
      attendance: seat.attendance,
      reason: seat.reason,
      checkedInAt: seat.checkedInAt,
      leftAt: seat.leftAt,
      late: isLate(seat, meeting.openedAt),
      substituteFor: seats.find((one) => one.personId === seat.substituteForId)?.fullName ?? null,
    })),
    recused: [...recusals].flatMap(([itemId, people]) => [...people].map(([personId, reason]) => ({ itemId, personId, name: seats.find((seat) => seat.personId === personId)?.fullName ?? '', reason }))),
    contested: state.contested,
    conclusions: items.map(({ id, conclusion, version }) => ({ itemId: id, text: conclusion, version })),
    cutsOff: state.floor.turn !== null || state.floor.requests.some((request) => request.state === 'waiting') || state.presentation !== null || meeting.chairItemId !== null,
    undoable: state.undoable,
    nextItemId: next?.id ?? null,
    openItems: openItems(course).length,
    openQuestionId: openQuestion?.id ?? null,
    out: vote?.out ?? null,
    roll: vote?.roll ?? null,
    quorum,
    sites: officerSites(state, isElector),
    wall: state.signs.some(({ kind }) => kind === 'lights') ? 'lights' : 'course',
    calls: callsToAnswer(state),
    can: { open: opening, close: moves, move: moves },
    canOpenQuestion: Object.fromEntries(
      questions
        .filter((question) => question.itemId === meeting.currentItemId && question.state === 'draft')
        .map((question) => {
          const refusal = whyNotOpen(question, sitting) ?? whyNotInTurn(question, questions);
          return [question.id, refusal ? no(refusal.reason, refusal.params) : yes];
        }),
    ),
  };
}
