import { LinkButton } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { countingTexts } from './counting-texts';
import type { LiveQuestion } from './data';

/** The way to the counting minutes of a vote, and for who leads the count to entering it; nothing where nobody was named to count. */
export function CountLink({ meetingId, question }: { meetingId: string; question: Pick<LiveQuestion, 'id' | 'state' | 'way' | 'counters'> }) {
  const tc = useTexts(countingTexts);
  const { id, state, way, counters } = question;
  const isWanted = counters.length > 0 && (state === 'closed' || (state === 'open' && way === 'paper'));
  return isWanted ? <span><LinkButton href={`/meetings/${meetingId}/counting/${id}`} look="sec" size={56} icon="minutes">{state === 'closed' ? tc('minutes') : tc('committee')}</LinkButton></span> : null;
}
