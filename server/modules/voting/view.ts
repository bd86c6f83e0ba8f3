import { withoutTablets, type Question } from './question';
import type { VoteResult } from './result';

/** A question as everybody of the session sees it: its text, where it stands and, once closed, its result with the rule. Never a partial vote (V14). */
export interface QuestionView extends Pick<Question, 'id' | 'itemId' | 'order' | 'text' | 'mode' | 'kind' | 'options' | 'seats' | 'majority' | 'inSeries' | 'covers' | 'counters' | 'state' | 'way' | 'deadline' | 'calledId' | 'openedAt' | 'closedAt' | 'passed' | 'version'> {
  /** All voting members and those present: as they were at closing, before that as they are. */
  members: number;
  present: number;
  needed: number;
  /** How many have voted, while it is open on tablets or by roll call. */
  cast: number | null;
  /** Whose name is called, and who is next. */
  called: { name: string; position: string } | null;
  next: { name: string; position: string } | null;
  /** A secret vote whose box is closed and whose ballots are being counted. */
  counting: boolean;
  /** How it is counted where tablets fail or are not wanted: by hands or on paper ballots; null: not at all (V32, V66). */
  withoutTablets: 'hands' | 'paper' | null;
  changeable: boolean;
  result: VoteResult | null;
}

export interface Progress {
  cast: number;
  called: QuestionView['called'];
  next: QuestionView['next'];
  present: number;
  counting: boolean;
}

export function viewQuestion(question: Question, now: { members: number; present: number; needed: (question: Question) => number; changeable: boolean }, progress: Progress | null = null): QuestionView {
  const { id, itemId, order, text, mode, kind, options, seats, majority, inSeries, covers, counters, state, way, deadline, calledId, openedAt, closedAt, passed, result, version } = question;
  return {
    id, itemId, order, text, mode, kind, options, seats, majority, inSeries, covers, counters, state, way, deadline, calledId, openedAt, closedAt, passed, result, version,
    members: question.members ?? now.members,
    present: question.present ?? progress?.present ?? now.present,
    needed: result?.needed ?? now.needed(question),
    cast: progress?.cast ?? null,
    called: progress?.called ?? null,
    next: progress?.next ?? null,
    counting: progress?.counting ?? false,
    withoutTablets: withoutTablets(question),
    changeable: mode === 'secret' || now.changeable,
  };
}
