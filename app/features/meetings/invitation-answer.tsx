import { useState } from 'react';
import { Button, ButtonRow, Card, ComboBox, Dialog, FormBody, InlineError, Notice, Stack, StateWord, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { QueryResult } from '../../../server/application';
import { useCommand } from '../../commands';
import { answerTexts } from './answer-texts';

export type MyAnswer = NonNullable<QueryResult<'meetings.my-answer'>>;

/** Whether I come: one tap to say yes; to stay away, or to send somebody, with the reason (M45, M46). */
export function InvitationAnswer({ meetingId, mine }: { meetingId: string; mine: MyAnswer }) {
  const t = useTexts(answerTexts);
  const act = useCommand<'meetings.answer'>({ page: `/meetings/${meetingId}?index` });
  const [asking, setAsking] = useState<'declines' | 'substitute' | null>(null);
  const [isChanging, setChanging] = useState(false);
  const { answer, may } = mine;
  if (!answer && !may) return null;
  const asks = may && (answer === null || answer.settled === 'refused' || isChanging);
  const said = answer && (answer.kind === 'attends' ? t('saidAttends') : answer.kind === 'declines' ? t('saidDeclines') : t('saidSubstitute', { name: answer.proposed ?? '' }));
  return (
    <Card padding="m" as="section">
      <Stack gap={3}>
        {answer ? (
          <div role="status">
            <StateWord tone={answer.kind === 'attends' ? 'ok' : 'warn'} icon={answer.kind === 'attends' ? 'check' : 'info'}>{said}</StateWord>
            {answer.kind !== 'attends' && answer.settled !== 'refused' ? <p className="ph-sm ph-3">{t(answer.settled === null ? 'waits' : 'accepted')}</p> : null}
            {mine.substitute ? <p className="ph-sm ph-3">{t('sits', { name: mine.substitute })}</p> : null}
          </div>
        ) : null}
        {answer?.settled === 'refused' ? <Notice tone="warn">{t('refused', { why: answer.settledWhy ?? '' })}</Notice> : null}
        {act.error && asking === null ? <InlineError error={act.error} /> : null}
        {asks ? (
          <>
            <p className="ph-strong">{t('question')}</p>
            <ButtonRow align="fill">
              <Button look="pri" size={56} icon="check" busy={act.busy && asking === null} onPress={() => act.run('meetings.answer', { kind: 'attends' }, () => setChanging(false))}>{t('attends')}</Button>
              <Button size={56} onPress={() => setAsking('declines')}>{t('declines')}</Button>
            </ButtonRow>
            {mine.colleagues.length > 0 ? <Button look="quiet" icon="personAdd" wide onPress={() => setAsking('substitute')}>{t('substitute')}</Button> : null}
          </>
        ) : may ? <Button look="quiet" size={48} onPress={() => setChanging(true)}>{t('change')}</Button> : null}
      </Stack>
      {asking ? <AwayDialog key={asking} kind={asking} mine={mine} act={act} onClose={() => { act.clear(); setAsking(null); }} onDone={() => { setAsking(null); setChanging(false); }} /> : null}
    </Card>
  );
}

interface AwayDialogProps {
  kind: 'declines' | 'substitute';
  mine: MyAnswer;
  act: ReturnType<typeof useCommand<'meetings.answer'>>;
  onClose: () => void;
  onDone: () => void;
}

function AwayDialog({ kind, mine, act, onClose, onDone }: AwayDialogProps) {
  const t = useTexts(answerTexts);
  const [reason, setReason] = useState('');
  const [substituteId, setSubstitute] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const lacksReason = reason.trim() === '';
  const lacksPerson = kind === 'substitute' && substituteId === null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(kind === 'declines' ? 'declineTitle' : 'substituteTitle')}
      note={t(kind === 'declines' ? 'declineNote' : 'substituteNote')}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>{t('cancel')}</Button>
          <Button look="pri" busy={act.busy} onPress={() => {
            setTried(true);
            if (!lacksReason && !lacksPerson) act.run('meetings.answer', { kind, reason, substituteId }, onDone);
          }}
          >{t('send')}
          </Button>
        </>
      }
    >
      <FormBody>
        {act.error ? <InlineError error={act.error} /> : null}
        {kind === 'substitute' ? (
          <ComboBox label={t('who')} hint={t('whoHint')} error={isTried && lacksPerson ? t('whoNeeded') : undefined} options={mine.colleagues.map(({ personId: value, fullName, title }) => ({ value, label: fullName, note: title }))} value={substituteId} onChange={setSubstitute} />
        ) : null}
        <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} maxLength={300} autoComplete="off" error={isTried && lacksReason ? t('reasonNeeded') : undefined} />
      </FormBody>
    </Dialog>
  );
}
