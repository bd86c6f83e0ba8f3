import { useState } from 'react';
import { Button, Chip, ConfirmDialog, EmptyState, InlineError, LinkButton, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import { ballotTexts, openOf, RollDesk, useNeed, Verdict } from '../voting';
import { ConnectionNote } from './connection-note';
import { quorumWords, type ConsoleSnapshot, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';
import { useLostDesk } from './use-lost-desk';
import '../voting/voting.css';

/** A vote name by name: the screen of who reads the names (voting V47). */
export function RollScreen({ meetingId, snapshot }: { meetingId: string; snapshot: ConsoleSnapshot }) {
  const t = useTexts(sittingTexts);
  const tb = useTexts(ballotTexts);
  const need = useNeed();
  const live = useLiveMeeting<SittingView>(meetingId, snapshot.view);
  const { view } = live;
  useLostDesk(meetingId, view);
  const act = useCommand<'voting.close-question'>();
  const [isClosing, setClosing] = useState(false);
  const roll = (view.officers ?? snapshot.view.officers).roll;
  const question = view.questions.find(({ state, way }) => state === 'open' && way === 'roll');
  const result = view.decided?.way === 'roll' ? view.decided : null;
  const console = `/meetings/${meetingId}/sitting/console`;
  return (
    <Screen
      width="single"
      top={<TopBar backHref={console} context={view.meeting.title} title={tb('wayRoll')} end={<><Chip tone={view.attendance.quorum.reached ? 'ok' : 'warn'} icon="people">{quorumWords(view, t)}</Chip><AccountMenu /></>} />}
      line={<ConnectionNote status={live.status} end={live.end} />}
    >
      {question && roll ? (
        <Stack gap={5}>
          <PageHeading level={2} title={question.text} note={need(question)} />
          <RollDesk question={question} roll={roll} />
          <Button look={question.calledId === null ? 'pri' : 'quiet'} size={72} wide icon="vote" onPress={() => { act.clear(); setClosing(true); }}>{tb('close')}</Button>
        </Stack>
      ) : result ? (
        <Stack gap={5}>
          <PageHeading level={2} title={result.text} />
          <Verdict question={result} />
          <LinkButton href={console} look="pri" size={72} wide>{tb('rollBack')}</LinkButton>
        </Stack>
      ) : (
        <Stack gap={4}>
          <EmptyState icon="vote">{tb('rollNone')}</EmptyState>
          <LinkButton href={console} wide>{tb('rollBack')}</LinkButton>
        </Stack>
      )}
      {act.error && !isClosing ? <InlineError error={act.error} /> : null}
      <ConfirmDialog isOpen={isClosing} about={question ? openOf(question) : null} onClose={() => { act.clear(); setClosing(false); }} onConfirm={() => { if (question) act.run('voting.close-question', { questionId: question.id }, () => setClosing(false)); }} busy={act.busy} error={act.error} title={tb('closeTitle')} confirmLabel={tb('close')}>
        <p className="ph-num">{tb('closeNote', { cast: question?.cast ?? 0, present: question?.present ?? 0 })}</p>
      </ConfirmDialog>
    </Screen>
  );
}
