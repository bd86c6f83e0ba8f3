import { useRef, useState } from 'react';
import { Button, ButtonRow, Card, ConfirmDialog, InlineError, LinkButton, Row, Stack, StateWord, TextField, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import type { Line } from './data';
import { preparingTexts } from './texts';

interface LineCardProps {
  line: Line;
  /** Of the session: what its people see at once. */
  isPublished: boolean;
  /** By whose word it becomes a paper. */
  approval: 'both' | 'leader' | 'office';
  /** Sends another file in its place; absent: not here, or not now. */
  onReplace?: ((file: File, reason?: string) => void) | undefined;
  accept?: string;
}

const TONE = { waiting_leader: 'warn', waiting_office: 'warn', returned: 'bad', approved: 'ok', superseded: 'neutral', withdrawn: 'neutral' } as const;
const ICON = { waiting_leader: 'hourglass', waiting_office: 'hourglass', returned: 'undo', approved: 'check', superseded: 'newVersion', withdrawn: 'minus' } as const;

type Act = 'approve' | 'give' | 'except' | 'withdraw';

/** One paper a unit brings: what stands of it, and the word that is asked for. */
export function LineCard({ line, isPublished, approval, onReplace, accept }: LineCardProps) {
  const t = useTexts(preparingTexts);
  const toast = useToast();
  const [open, setOpen] = useState<Act | null>(null);
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState<File | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const { current, paper, returned, exception, title, can } = line;
  const { run, busy, error, clear } = useCommand<'documents.approve-submission' | 'documents.return-submission' | 'documents.withdraw-submission', unknown>({
    onDone: () => {
      if (open === 'approve' || open === 'except') toast({ text: t('approved'), icon: 'check' });
      if (open === 'give') toast({ text: t('gaveBack'), icon: 'check' });
      close();
    },
  });
  function close(): void {
    setOpen(null);
    setReason('');
    clear();
  }
  const seen = { submissionId: current.id, version: current.version, sha256: current.sha256 };
  const about = `${current.id}:${current.version}`;
  const needed = reason.trim() === '' ? t('reasonNeeded') : null;
  const goesOn = approval === 'both' && current.state === 'waiting_leader';
  const reasonField = <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={300} isRequired />;
  return (
    <Card as="section" aria-label={title}>
      <Stack gap={3}>
        <Row justify="between" gap={4} wrap>
          <h3 className="ph-lg">{title}</h3>
          <StateWord tone={TONE[current.state]} icon={ICON[current.state]}>{t(`s_${current.state}`)}</StateWord>
        </Row>
        {returned ? <p className="ph-strong">{t('returnedBy', returned)}</p> : null}
        <p className="ph-sm ph-3">
          {[t('brought', { by: current.submittedBy, at: current.submittedAt, pages: current.pages }), current.daysLate > 0 ? t('broughtLate', { days: current.daysLate }) : '', current.reason ? t('change', { reason: current.reason }) : ''].filter(Boolean).join(' ')}
        </p>
        {paper && current.state !== 'approved' ? <p className="ph-sm">{t('readsApproved', { number: paper.number })}</p> : null}
        {exception ? <p className="ph-sm">{t('exceptionBy', exception)}</p> : null}
        {error && open === null ? <InlineError error={error} /> : null}
        <ButtonRow>
          {can.approve ? <Button look="pri" icon="check" aria-label={t('approveOf', { title })} onPress={() => setOpen('approve')}>{t('approve')}</Button> : null}
          <LinkButton href={`/files/submissions/${current.id}`} target="_blank" icon="document" aria-label={t('viewOf', { title })}>{t('view')}</LinkButton>
          {paper && paper.submissionId !== current.id ? <LinkButton href={`/files/submissions/${paper.submissionId}`} target="_blank" look="quiet" icon="fileCheck">{t('viewApproved')}</LinkButton> : null}
          {can.return ? <Button icon="undo" aria-label={t('giveOf', { title })} onPress={() => setOpen('give')}>{t('give')}</Button> : null}
          {can.except ? <Button icon="caution" aria-label={t('exceptOf', { title })} onPress={() => setOpen('except')}>{t('except')}</Button> : null}
          {onReplace ? <Button icon="newVersion" aria-label={t('replaceOf', { title })} onPress={() => chooser.current?.click()}>{t('replace')}</Button> : null}
          {can.withdraw ? <Button look="quiet" icon="minus" aria-label={t('withdrawOf', { title })} onPress={() => setOpen('withdraw')}>{t('withdraw')}</Button> : null}
        </ButtonRow>
      </Stack>
      <ConfirmDialog isOpen={open === 'approve'} about={about} onClose={close} onConfirm={() => run('documents.approve-submission', seen)} title={t('approveTitle', { title, pages: current.pages })} confirmLabel={t('approveConfirm')} busy={busy} error={error}>
        <p>{t(goesOn ? 'approveLeader' : isPublished ? 'approveOfficePublished' : 'approveOffice')}</p>
      </ConfirmDialog>
      <ConfirmDialog isOpen={open === 'give'} about={about} onClose={close} onConfirm={() => run('documents.return-submission', { ...seen, reason })} title={t('giveTitle', { title })} confirmLabel={t('giveConfirm')} look="danger" disabledReason={needed} busy={busy} error={error}>
        <Stack gap={4}>
          <p>{t('giveBody')}</p>
          {reasonField}
        </Stack>
      </ConfirmDialog>
      <ConfirmDialog isOpen={open === 'except'} about={about} onClose={close} onConfirm={() => run('documents.approve-submission', { ...seen, exception: reason })} title={t('exceptTitle', { title })} confirmLabel={t('exceptConfirm')} disabledReason={needed} busy={busy} error={error}>
        <Stack gap={4}>
          <p>{t('exceptBody')}</p>
          {reasonField}
        </Stack>
      </ConfirmDialog>
      <ConfirmDialog isOpen={open === 'withdraw'} about={about} onClose={close} onConfirm={() => run('documents.withdraw-submission', { submissionId: current.id, version: current.version })} title={t('withdrawTitle', { title })} confirmLabel={t('withdrawConfirm')} look="danger" busy={busy} error={error}>
        <p>{t('withdrawBody')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={chosen !== null} about={about} onClose={() => setChosen(null)} title={t('replaceTitle', { title })} confirmLabel={t('replaceConfirm')} disabledReason={paper ? needed : null}
        onConfirm={() => {
          if (chosen) onReplace?.(chosen, reason.trim() || undefined);
          setChosen(null);
          setReason('');
        }}
      >
        <Stack gap={4}>
          <p>{t('replaceBody', { file: chosen?.name ?? '' })}</p>
          {paper ? <TextField label={t('replaceReason')} hint={t('replaceReasonHint')} value={reason} onChange={setReason} maxLength={300} isRequired /> : null}
        </Stack>
      </ConfirmDialog>
      {onReplace ? (
        <input
          ref={chooser}
          type="file"
          hidden
          accept={accept}
          aria-hidden="true"
          tabIndex={-1}
          onChange={(event) => {
            setChosen(event.currentTarget.files?.[0] ?? null);
            event.currentTarget.value = '';
          }}
        />
      ) : null}
    </Card>
  );
}
