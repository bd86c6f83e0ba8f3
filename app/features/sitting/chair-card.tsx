import { useState } from 'react';
import { Button, ButtonRow, Card, ConfirmDialog, Dialog, InlineError, Notice, Stack, TextField } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useChair, useChairWords } from './chair-now';
import { chairTexts } from './chair-texts';
import { GiveChairDialog } from './give-chair-dialog';
import { isThere, type ConsoleSnapshot, type OfficerView, type SittingView } from './sitting-view';

interface ChairCardProps {
  view: SittingView;
  officers: OfficerView;
  me: ConsoleSnapshot['me'];
}

/** Who presides, at the desk: handing over and back, and for the secretary what was asked for, and that nobody presides. */
export function ChairCard({ view, officers, me }: ChairCardProps) {
  const t = useTexts(chairTexts);
  const words = useChairWords();
  const act = useChair(view.meeting.id);
  const [open, setOpen] = useState<'give' | 'back' | null>(null);
  const [refusing, setRefusing] = useState<{ id: string; name: string } | null>(null);
  const [reason, setReason] = useState('');
  const { presiding } = view;
  const { personId, name, called, forItem, claims } = presiding;
  const isMine = me?.personId === personId;
  const isSecretary = me?.role === 'secretary' || me?.role === 'assistant';
  const able = officers.seats.filter((seat) => isThere(seat) && seat.personId !== personId && presiding.deputies.includes(seat.personId));
  const waiting = claims.filter(({ refused }) => refused === null);
  const close = (): void => { act.clear(); setOpen(null); };
  return (
    <Card as="section" padding="s" tone={presiding.isThere ? undefined : 'warn'} aria-label={t('chair')}>
      <Stack gap={3}>
        <p className="ph-strong">{words(view)}</p>
        {called ? <p className="ph-sm ph-2">{t(forItem ? 'forItem' : 'forRest', { called: called.name })}</p> : null}
        {presiding.isThere ? null : <Notice tone="warn" icon="person" title={t('nobody')}>{able.length > 0 ? t('nobodyNote', { name, names: able.map(({ fullName }) => fullName).join(', ') }) : t('nobodyNone', { name })}</Notice>}
        {act.error && open === null && refusing === null ? <InlineError error={act.error} /> : null}
        {isSecretary ? waiting.map((claim) => (
          <Stack key={claim.id} gap={2}>
            <p><span className="ph-strong">{claim.kind === 'claim' ? t('claimLine', { name: claim.name }) : t('proposedLine', { name: claim.name })}</span> <span className="ph-sm ph-2 ph-num">{t('claimAt', { at: claim.at })}</span></p>
            {claim.kind === 'claim' ? (
              <ButtonRow>
                <Button look="pri" size={48} icon="check" busy={act.busy} onPress={() => act.run('sitting.settle-claim', { claimId: claim.id, accept: true })}>{t('agree')}</Button>
                <Button size={48} onPress={() => { act.clear(); setReason(''); setRefusing({ id: claim.id, name: claim.name }); }}>{t('refuse')}</Button>
              </ButtonRow>
            ) : (
              <ButtonRow><Button size={48} look="quiet" busy={act.busy} onPress={() => act.run('sitting.settle-claim', { claimId: claim.id, accept: false })}>{t('claimOff')}</Button></ButtonRow>
            )}
          </Stack>
        )) : null}
        {isSecretary ? claims.filter(({ kind, refused }) => kind === 'proposal' && refused !== null).map((claim) => <p key={claim.id} className="ph-sm">{t('declined', { name: claim.name })}</p>) : null}
        {isMine && called ? <Button icon="person" wide onPress={() => { act.clear(); setOpen('back'); }}>{t('giveBack')}</Button> : null}
        {isMine && !called ? <Button look="quiet" icon="person" wide onPress={() => { act.clear(); setOpen('give'); }}>{t('give')}</Button> : null}
        {isSecretary ? <Button look="quiet" icon="person" wide onPress={() => { act.clear(); setOpen('give'); }}>{t('propose')}</Button> : null}
      </Stack>
      {open === 'give' ? <GiveChairDialog view={view} seats={officers.seats} by={isMine ? 'chair' : 'secretary'} act={act} onClose={() => setOpen(null)} /> : null}
      <ConfirmDialog
        isOpen={open === 'back'}
        about={isMine && called ? called.personId : null}
        gone={t('movedMeanwhile', { name })}
        onClose={close}
        onConfirm={() => act.run('sitting.return-chair', { chairId: personId }, () => setOpen(null))}
        busy={act.busy}
        error={act.error}
        title={t('giveBackQuestion', { name: called?.name ?? '' })}
        confirmLabel={t('giveBack')}
      >
        <p>{t('backNote')}</p>
      </ConfirmDialog>
      {refusing ? (
        <Dialog
          isOpen
          about={waiting.some(({ id }) => id === refusing.id) ? refusing.id : null}
          gone={t('given', { name })}
          busy={act.busy}
          error={act.error}
          onClose={() => { act.clear(); setRefusing(null); }}
          title={t('refuseTitle', { name: refusing.name })}
          actions={<Button look="pri" isDisabled={reason.trim() === ''} busy={act.busy} onPress={() => act.run('sitting.settle-claim', { claimId: refusing.id, accept: false, reason }, () => setRefusing(null))}>{t('refuse')}</Button>}
        >
          <Stack gap={4}>
            {act.error ? <InlineError error={act.error} /> : null}
            <TextField label={t('reason')} hint={t('reasonHint')} value={reason} onChange={setReason} maxLength={300} autoFocus />
          </Stack>
        </Dialog>
      ) : null}
    </Card>
  );
}
