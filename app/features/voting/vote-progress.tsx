import { StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { ballotTexts } from './ballot-texts';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';
import { secretTexts } from './secret-texts';

/** Whether members vote one by one, on tablets or when called, and not all at once by hands or on paper. */
export const isOneByOne = ({ way }: Pick<LiveQuestion, 'way'>): boolean => way === 'tablets' || way === 'roll';

/** "01:42" left, never more than there was; null without a limit. @param now by the server, which a tablet knows to within its way there. */
export function timeLeft({ deadline, openedAt }: Pick<LiveQuestion, 'deadline' | 'openedAt'>, now: Date): string | null {
  if (!deadline) return null;
  const ms = Math.min(deadline.getTime() - now.getTime(), deadline.getTime() - (openedAt ?? now).getTime());
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

/** How a question is voted on: mode and way. */
export function useHow(): (question: Pick<LiveQuestion, 'mode' | 'way'>) => string {
  const tb = useTexts(ballotTexts);
  const ts = useTexts(secretTexts);
  const tc = useTexts(countingTexts);
  return ({ mode, way }) => {
    const said = mode === 'secret' ? ts('mode') : tb(mode === 'nameless' ? 'modeNameless' : 'modeOpen');
    return `${said}. ${way === 'paper' ? tc('wayPaper') : tb(way === 'tablets' || mode === 'secret' ? 'wayTablets' : way === 'roll' ? 'wayRoll' : 'wayHands')}`;
  };
}

/** How far a vote is, for everybody: how many have voted, the time left, whose name is called; never how. */
export function VoteProgress({ question, now, names = true }: { question: LiveQuestion; now: Date; /** False: whose name is called stands elsewhere. */ names?: boolean }) {
  const tb = useTexts(ballotTexts);
  const ts = useTexts(secretTexts);
  const { cast, present, way, called, next } = question;
  const left = timeLeft(question, now);
  if (!isOneByOne(question) || cast === null) return null;
  return (
    <div className="vt-progress">
      <p className="vt-progress-count ph-num"><strong>{question.mode === 'secret' ? ts('inBox', { cast, present }) : tb('progress', { cast, present })}</strong></p>
      {question.counting ? <StateWord tone="son" dot>{ts('counting')}</StateWord> : null}
      {left && !question.counting ? <p className="vt-time ph-num" role="timer">{left === '00:00' ? tb('over') : tb('left', { time: left })}</p> : null}
      {way === 'roll' && names ? (
        <div className="vt-called">
          {called ? <StateWord tone="son" dot>{tb('calledNow')}</StateWord> : <p>{tb('allCalled')}</p>}
          {called ? <p className="ph-h3">{called.name}</p> : null}
          {called ? <p className="ph-sm ph-2">{called.position}</p> : null}
          {next ? <p className="ph-2">{tb('calledNext', { name: next.name })}</p> : null}
        </div>
      ) : null}
    </div>
  );
}
