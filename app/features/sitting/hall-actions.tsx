import { useState } from 'react';
import { Button, Card, ConfirmDialog, Dialog, Disclosure, InlineError, LinkButton, ListRow, RowList, Stack, TextField, useToast } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AdjournDialog } from './adjourn-dialog';
import { adjournTexts } from './adjourn-texts';
import { hallTexts } from './hall-texts';
import type { OfficerView, SittingView } from './sitting-view';

export type HallCommand = 'sitting.pause-session' | 'sitting.resume-session' | 'sitting.call-attention' | 'sitting.send-notice' | 'sitting.set-blackout' | 'sitting.show-lights' | 'sitting.answer-call';

/** What chair and secretary do with the whole hall. */
export function HallActions({ view, wall, isSecretary }: { view: SittingView; wall: OfficerView['wall']; isSecretary: boolean }) {
  const t = useTexts(hallTexts);
  const toast = useToast();
  const act = useCommand<HallCommand>();
  const [asks, setAsks] = useState(false);
  const [words, setWords] = useState<string | null>(null);
  const ta = useTexts(adjournTexts);
  const language = useLanguage();
  const [isAdjourning, setAdjourning] = useState(false);
  const { pausedSince, adjournedUntil } = view.floor;
  const { present, members, needed } = view.attendance.quorum;
  const { isBlack, notice } = view.hall;
  const openVote = view.questions.some(({ state }) => state === 'open');
  const records = `/meetings/${view.meeting.id}/floor-record`;
  return (
    <>
      {act.error && !asks && words === null ? <InlineError error={act.error} /> : null}
      {pausedSince ? (
        <Button size={72} wide look="pri" icon="play" disabledReason={adjournedUntil && !view.attendance.quorum.reached ? describeError({ code: 'conflict', reason: 'sitting.no_quorum_again', params: { present, members, needed } }, language) : null} busy={act.doing === 'sitting.resume-session'} onPress={() => act.run('sitting.resume-session', {})}>{adjournedUntil ? ta('resume') : t('resume')}</Button>
      ) : null}
      <div className="st-actions-quiet">
        {pausedSince ? null : <Button look="quiet" icon="pause" isDisabled={openVote} onPress={() => { act.clear(); setAsks(true); }}>{t('pause')}</Button>}
        <Button look="quiet" icon="calendar" isDisabled={openVote} onPress={() => setAdjourning(true)}>{ta(adjournedUntil ? 'again' : 'adjourn')}</Button>
        <Button look="quiet" icon="bell" busy={act.doing === 'sitting.call-attention'} onPress={() => act.run('sitting.call-attention', {}, () => toast({ text: t('attentionSent') }))}>{t('attention')}</Button>
        {isSecretary ? <Button look="quiet" icon="note" onPress={() => { act.clear(); setWords(''); }}>{t('notice')}</Button> : null}
        <Button look="quiet" icon={isBlack ? 'view' : 'hide'} aria-pressed={isBlack} busy={act.doing === 'sitting.set-blackout'} onPress={() => act.run('sitting.set-blackout', { black: !isBlack })}>{t(isBlack ? 'unblack' : 'black')}</Button>
        <Button look="quiet" icon="group" aria-pressed={wall === 'lights'} busy={act.doing === 'sitting.show-lights'} onPress={() => act.run('sitting.show-lights', { lights: wall !== 'lights' })}>{t(wall === 'lights' ? 'lightsOff' : 'lights')}</Button>
      </div>
      {isAdjourning ? <AdjournDialog onClose={() => setAdjourning(false)} /> : null}
      <Disclosure title={t('record')}>
        <Stack gap={3}>
          <p className="ph-sm ph-2">{t('recordNote')}</p>
          {([['csv', 'recordCsv'], ['json', 'recordJson'], ['vtt', 'recordVtt']] as const).map(([form, label]) => <LinkButton key={form} href={`${records}/${form}`} icon="download" look="quiet" target="_blank">{t(label)}</LinkButton>)}
        </Stack>
      </Disclosure>
      <ConfirmDialog
        isOpen={asks}
        about={pausedSince ? null : `${view.currentItemId}`}
        gone={pausedSince ? t('pausedTitle', { at: pausedSince }) : null}
        onClose={() => { act.clear(); setAsks(false); }}
        onConfirm={() => act.run('sitting.pause-session', {}, () => setAsks(false))}
        busy={act.busy}
        error={act.error}
        title={t('pauseQuestion')}
        confirmLabel={t('pause')}
      >
        <p>{t('pauseNote')}</p>
      </ConfirmDialog>
      <Dialog
        isOpen={words !== null}
        onClose={() => setWords(null)}
        title={t('notice')}
        actions={
          <>
            {notice ? <Button look="quiet" onPress={() => act.run('sitting.send-notice', { text: null }, () => setWords(null))}>{t('noticeTakeDown')}</Button> : null}
            <Button look="pri" icon="send" isDisabled={!words?.trim()} busy={act.busy} onPress={() => act.run('sitting.send-notice', { text: words ?? '' }, () => { setWords(null); toast({ text: t('noticeSent') }); })}>{t('noticeSend')}</Button>
          </>
        }
      >
        <Stack gap={4}>
          {act.error ? <InlineError error={act.error} /> : null}
          <TextField label={t('noticeWords')} hint={t('noticeHint')} value={words ?? ''} onChange={setWords} maxLength={200} autoFocus />
        </Stack>
      </Dialog>
    </>
  );
}

/** Calls for service, for whoever answers them; nothing where nobody calls. */
export function CallsCard({ officers }: { officers: OfficerView }) {
  const t = useTexts(hallTexts);
  const act = useCommand<HallCommand>();
  if (officers.calls.length === 0) return null;
  return (
    <Card as="section" padding="s" tone="warn" aria-label={t('calls')}>
      <Stack gap={3}>
        <p className="ph-label">{t('calls')}</p>
        {act.error ? <InlineError error={act.error} /> : null}
        <RowList label={t('calls')}>
          {officers.calls.map(({ id, name, kind, at }) => (
            <ListRow key={id} icon="bell" title={t('callLine', { name, kind: t(kind) })} note={t('callAt', { at })} actions={<Button size={48} icon="check" onPress={() => act.run('sitting.answer-call', { callId: id })}>{t('answer')}</Button>} />
          ))}
        </RowList>
      </Stack>
    </Card>
  );
}
