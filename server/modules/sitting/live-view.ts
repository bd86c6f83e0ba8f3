import { defineLiveView } from '../../kernel/live';
import type { PageRun } from '../../shared/rules/pack-numbers';
import { goingOn, pausedOf, projectFloor, type LiveFloor } from '../floor';
import { findWallScreen, loadMeetingAccess, peopleRecused, type Meeting, type Target } from '../meetings';
import { BALLOT_CAST, BALLOT_GIVEN, electorateOf, neededVotes, viewQuestion, type Question, type QuestionView } from '../voting';
import type { ItemState, SittingItem } from './agenda-item';
import { countAttendance, type AttendanceCounts } from './attendance';
import { audienceFor, type Audience } from './audience';
import { loadLiveState, type LiveState } from './live-state';
import { officerView, type OfficerView } from './officer-view';
import { viewHall, type Hall } from './hall';
import { ownersOf } from './owners';
import { leadsAnyPaper, type Paper } from './presentation';
import { viewPresiding, type Presiding } from './presiding-view';
import { wallLights, type WallLights } from './wall-lights';
import { sitesSeen, type SitesSeen } from './site-view';
import { nextSightTurn, readShare, shareOf, sightMark } from './sight';
import { timetable } from './timetable';

export interface LiveItem {
  id: string;
  number: number | null;
  kind: 'opening' | 'item' | 'break' | 'closing' | 'paper_only';
  title: string;
  state: ItemState;
  presenterId: string | null;
  presenter: string;
  plannedMinutes: number;
  plannedStart: Date;
  expectedStart: Date | null;
  expectedEnd: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Milliseconds of it in which the sitting stood still, up to the beginning of a pause that goes on (L27). */
  stoodStill: number;
  questions: number;
  /** To be adopted with others without debate, or pulled out of them (L48, L49). */
  block: SittingItem['block'];
  /** Why it was put off or moved. */
  putOffReason: string;
  /** It was moved to another session: which, once its people know of that one; null fields before (L45). */
  movedTo: { meetingId: string | null; title: string; startsAt: Date | null } | null;
  /** Person ids of members who take no part in it; told to members and officers. */
  recused: string[];
}

/** What everybody of the session sees; `officers` is there for those who run it. */
export interface SittingView {
  meeting: Pick<Meeting, 'id' | 'title' | 'state' | 'startsAt' | 'endsAt' | 'openedAt' | 'closedAt' | 'place' | 'form'> & { chair: string; secretary: string };
  items: LiveItem[];
  currentItemId: string | null;
  /** Papers of the current item; none for a paper-only item. */
  papers: Omit<Paper, 'reason' | 'inkId'>[];
  /** Papers of the session that have been replaced, with the number of the newest version: who has an earlier one open is told. */
  replaced: { id: string; version: number; reason: string | null }[];
  /** Questions of the current item; once closed with their results. */
  questions: QuestionView[];
  /** The last result of the session, of whatever item: who looks up late, or after the next item has begun, finds it (L23). */
  decided: QuestionView | null;
  attendance: AttendanceCounts;
  /** Sites on line; null: none (L74). */
  sites: SitesSeen | null;
  presentation: {
    personId: string;
    name: string;
    documentId: string;
    documentTitle: string;
    /** Number of its newest version. */
    version: number;
    inkId: string;
    pages: number;
    page: number;
    itemId: string | null;
    /** Numbers of its pages through all papers of the session (packs PK1). */
    numbers: PageRun | null;
  } | null;
  /** Who speaks, who waits; whether the sitting stands still (L28). */
  floor: LiveFloor;
  presiding: Presiding;
  hall: Hall;
  /** The seats as lights, for a screen on the wall that shows them (L76). */
  lights: WallLights | null;
  /** People who may lead through papers of the current item. */
  presenters: string[];
  /** When the session would end as things stand; the real end once closed. */
  expectedEnd: Date;
  /** Grows with every change of what was prepared (facts, seats, agenda, papers, questions, minutes): a page that shows more of that than is here asks again then. */
  prepared: number;
  /** Another one when the papers that are there for this reader are others: lists ask again, and an open paper whether it is still theirs. */
  sight: string;
  /** When this picture was taken, by the server's clock. */
  takenAt: Date;
  officers: OfficerView | null;
}

/** A session nobody was told of yet is not named. */
const whereTo = (target: Target | undefined): NonNullable<LiveItem['movedTo']> =>
  target && target.state !== 'draft' ? { meetingId: target.id, title: target.title, startsAt: target.startsAt } : { meetingId: null, title: '', startsAt: null };

const lastClosed = (questions: LiveState['questions']): LiveState['questions'][number] | null =>
  questions.reduce<LiveState['questions'][number] | null>((last, one) => (one.closedAt && (!last?.closedAt || one.closedAt >= last.closedAt) ? one : last), null);

/** One picture for one audience, or for those of it who see the same papers (L17, M41). @param share as `shareOf` gives it. */
export function projectSitting(state: LiveState, share: string): SittingView {
  const { audience, unseen } = readShare(share);
  const { meeting, seats, items, presentation, now } = state;
  const papers = unseen.size === 0 ? state.papers : state.papers.filter(({ id }) => !unseen.has(id));
  const nameOf = (personId: string | null): string => seats.find((seat) => seat.personId === personId)?.fullName ?? '';
  const { pauses } = state.floor;
  const pause = goingOn(pauses);
  const standsSince = pause?.pausedAt;
  // What follows an adjournment is expected after it (L52).
  const onward = pause?.until && pause.until > now ? pause.until : now;
  const rows = timetable(items.map((item) => ({ ...item, stoodStill: pausedOf(pauses, item, onward) })), meeting, onward);
  const current = items.find(({ id }) => id === meeting.currentItemId) ?? null;
  const { members, present } = electorateOf(seats, meeting.policy, peopleRecused(state.recusals, meeting.currentItemId));
  const numbers = { members, present, needed: (question: Question) => neededVotes(meeting.policy, members, present, question), changeable: meeting.policy.ballots?.changeable ?? true };
  const progressOf = ({ id: questionId }: Question) => (state.vote?.questionId === questionId ? state.vote.progress : null);
  const shown = presentation && papers.find(({ id }) => id === presentation.documentId);
  const decided = lastClosed(state.questions);
  const ends = rows.flatMap((row) => (row.expectedEnd ? [row.expectedEnd.getTime()] : []));
  const { id, title, state: meetingState, startsAt, openedAt, closedAt, place, form } = meeting;
  const endsAt = meeting.continuesUntil ?? meeting.endsAt;
  return {
    meeting: { id, title, state: meetingState, startsAt, endsAt, openedAt, closedAt, place, form, chair: nameOf(meeting.chairId), secretary: nameOf(meeting.secretaryId) },
    items: rows.map(({ item, number, plannedStart, expectedStart, expectedEnd }) => ({
      id: item.id,
      number,
      kind: item.kind,
      title: item.title,
      state: item.state,
      presenterId: item.presenterId,
      presenter: nameOf(item.presenterId) || item.presenterText,
      plannedMinutes: item.durationMin,
      plannedStart,
      expectedStart,
      expectedEnd,
      startedAt: item.startedAt,
      endedAt: item.endedAt,
      stoodStill: pausedOf(pauses, item, standsSince ?? now),
      questions: state.questions.filter((question) => question.itemId === item.id).length,
      block: item.block === 'in' && item.state !== 'done' && (state.recusals.get(item.id)?.size ?? 0) > 0 ? null : item.block,
      putOffReason: audience === 'officers' || audience === 'members' ? item.putOffReason : '',
      movedTo: item.movedToId === null ? null : whereTo(state.movedTo.get(item.movedToId)),
      recused: audience === 'officers' || audience === 'members' ? [...peopleRecused(state.recusals, item.id)] : [],
    })),
    currentItemId: meeting.currentItemId,
    papers: current && current.kind !== 'paper_only' ? papers.filter((paper) => paper.itemId === current.id).map(({ reason: _reason, inkId: _inkId, ...paper }) => paper) : [],
    replaced: papers.filter(({ version }) => version > 1).map(({ id: paperId, version, reason }) => ({ id: paperId, version, reason })),
    questions: state.questions.filter((question) => question.itemId === meeting.currentItemId).map((question) => viewQuestion(question, numbers, progressOf(question))),
    decided: decided && viewQuestion(decided, numbers),
    attendance: countAttendance(seats, meeting.policy),
    sites: sitesSeen(state),
    presentation:
      presentation && shown
        ? {
            personId: presentation.personId,
            name: nameOf(presentation.personId),
            documentId: shown.id,
            documentTitle: shown.title,
            version: shown.version,
            inkId: shown.inkId,
            pages: shown.pages,
            page: presentation.page,
            itemId: shown.itemId,
            numbers: state.shownRun && { first: state.shownRun.first, count: state.shownRun.count },
          }
        : null,
    floor: projectFloor(state.floor, seats, audience === 'officers' || audience === 'members'),
    presiding: viewPresiding(state, audience),
    hall: viewHall(state),
    lights: audience === 'screen' ? wallLights(state) : null,
    presenters: [...seats.filter(leadsAnyPaper).map((seat) => seat.personId), ...(current?.presenterId ? [current.presenterId] : [])],
    expectedEnd: closedAt ?? new Date(Math.max(startsAt.getTime(), ...ends)),
    prepared: state.prepared,
    sight: sightMark(papers),
    takenAt: now,
    officers: audience === 'officers' ? officerView(state) : null,
  };
}

/** What a sitting shows now, pushed to everybody who has it open (L17). */
export const sittingLive = defineLiveView({
  name: 'sitting.live',
  async audienceOf(meetingId, { db, caller }) {
    // A screen on the wall has this picture of its own session (R23).
    if (caller.kind === 'anonymous' && caller.pass?.meetingId === meetingId && (await findWallScreen(db, { id: caller.pass.id }))) return 'screen';
    return audienceFor(await loadMeetingAccess(db, meetingId, caller));
  },
  load: loadLiveState,
  shareOf: (state: LiveState, audience: string, personId: string | null) => shareOf(state, audience as Audience, personId),
  isShown: (share: string, documentId: string) => !readShare(share).unseen.has(documentId),
  nextTurn: nextSightTurn,
  project: projectSitting,
  isRunning: ({ meeting }: LiveState) => meeting.state === 'in_session',
  // What becomes of the minutes changes nothing here; who has their page open looks again. Saving goes on all the time and concerns its writer.
  affectedBy: (eventType) => /^(sitting|floor|voting|agenda|positions|documents|meetings|minutes|records|signing)\./.test(eventType) && eventType !== 'minutes.saved',
  ownersOf,
  // Hundreds vote or declare themselves within seconds: how many have is told, not each of them.
  isUnhurried: (eventType) => eventType.startsWith('positions.') || eventType === BALLOT_CAST || eventType === BALLOT_GIVEN,
});
