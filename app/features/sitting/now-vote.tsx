import { useLiveVoter } from './use-live-voter';
import { BallotPanel, SecretPanel, type LiveQuestion } from '../voting';
import type { Snapshot } from './sitting-view';

/** The open question with one's own ballot, or the result, where nobody can miss it. */
export function NowVote({ meetingId, question, now, me }: { meetingId: string; question: LiveQuestion; now: Date; me: Snapshot['me'] }) {
  const Panel = question.mode === 'secret' && question.way !== 'paper' ? SecretPanel : BallotPanel;
  return <Panel meetingId={meetingId} question={question} now={now} isVoter={useLiveVoter(me)} personId={me?.personId ?? ''} />;
}
