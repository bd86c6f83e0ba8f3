import type { Question } from './question';
import type { VoteResult } from './result';

/** A question as everybody of the session sees it: its text, where it stands and, once closed, its result with the rule. */
export interface QuestionView {
  id: string;
  itemId: string;
  order: number;
  text: string;
  mode: 'open' | 'secret';
  kind: 'approve' | 'options';
  options: { id: string; label: string }[];
  state: 'draft' | 'open' | 'closed';
  openedAt: Date | null;
  closedAt: Date | null;
  /** All voting members and those present: as they were at closing, before that as they are. */
  members: number;
  present: number;
  needed: number;
  passed: boolean | null;
  result: VoteResult | null;
  version: number;
}

export function viewQuestion(question: Question, now: { members: number; present: number; needed: number }): QuestionView {
  const { id, itemId, order, text, mode, kind, options, state, openedAt, closedAt, passed, result, version } = question;
  return {
    id, itemId, order, text, mode, kind, options, state, openedAt, closedAt, passed, result, version,
    members: question.members ?? now.members,
    present: question.present ?? now.present,
    needed: result?.needed ?? now.needed,
  };
}
