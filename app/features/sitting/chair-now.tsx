import { useState } from 'react';
import { Button, ButtonRow, ConfirmDialog, InlineError, LinkButton, Notice, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand, type Sender } from '../../commands';
import { useProgramOf } from '../upgrade';
import { chairTexts } from './chair-texts';
import type { SittingView } from './sitting-view';

export type ChairCommand = 'sitting.give-chair' | 'sitting.return-chair' | 'sitting.claim-chair' | 'sitting.propose-chair' | 'sitting.settle-claim';

/** Commands of the chair, from whatever page shows the sitting. */
export function useChair(meetingId: string): Sender<ChairCommand, unknown> {
  useProgramOf('routes/_app.meetings.$meetingId.sitting._index');
  return useCommand<ChairCommand, unknown>({ page: `/meetings/${meetingId}/sitting?index` });
}

/** "Chủ trì: …, thay …". */
export function useChairWords(): (view: SittingView) => string {
  const t = useTexts(chairTexts);
  return ({ presiding: { name, called } }) => (called ? t('chairFor', { name, called: called.name }) : t('chairIs', { name }));
}

/** The own part of who presides, for a member at the table: I preside, somebody presides for me, I am asked to, I asked. */
export function ChairNow({ view, me }: { view: SittingView; me: string }) {
  const t = useTexts(chairTexts);
  const act = useChair(view.meeting.id);
  const [asks, setAsks] = useState(false);
  const { presiding } = view;
  const { personId, name, called, forItem } = presiding;
  const isCalled = called?.personId === me;
  const claim = presiding.claims.find((one) => one.personId === me) ?? null;
  const mayClaim = presiding.deputies.includes(me) && personId !== me;
  const settle = (accept: boolean): void => { if (claim) act.run('sitting.settle-claim', { claimId: claim.id, accept }); };
  const ask = (): void => { act.clear(); setAsks(true); };
  return (
    <>
      {act.error && !asks ? <InlineError error={act.error} /> : null}
      {personId === me && called ? (
        <Notice tone="son" icon="person" title={t(forItem ? 'mineItem' : 'mine')} end={<LinkButton href={`/meetings/${view.meeting.id}/sitting/console`} look="pri" icon="settings">{t('run')}</LinkButton>}>{t(forItem ? 'forItem' : 'forRest', { called: called.name })}</Notice>
      ) : null}
      {isCalled ? <Notice tone="accent" icon="person" title={t('awayFromMe', { name })} end={<Button onPress={ask}>{t('takeBack')}</Button>}>{forItem ? t('scopeItemHint') : null}</Notice> : null}
      {claim?.kind === 'proposal' && claim.refused === null ? (
        <Notice tone="warn" icon="person" title={t('proposedToMe')} end={<ButtonRow><Button look="pri" busy={act.busy} onPress={() => settle(true)}>{t('takeIt')}</Button><Button busy={act.busy} onPress={() => settle(false)}>{t('decline')}</Button></ButtonRow>} />
      ) : null}
      {claim?.kind === 'claim' && claim.refused === null ? <Notice tone="accent" icon="hourglass" title={t('claimWaits')} end={<Button size={48} busy={act.busy} onPress={() => settle(false)}>{t('claimOff')}</Button>} /> : null}
      {claim?.kind === 'claim' && claim.refused !== null ? <Notice tone="warn" icon="info" title={t('claimRefused')}>{claim.refused}</Notice> : null}
      {mayClaim && !presiding.isThere && (claim === null || claim.refused !== null) ? <Notice tone="warn" icon="person" title={t('nobody')} end={<Button look="pri" onPress={ask}>{t('claim')}</Button>}>{t('nobodyMine', { name })}</Notice> : null}
      {mayClaim && presiding.isThere && (claim === null || claim.refused !== null) ? <Stack><Button look="quiet" icon="person" onPress={ask}>{t('claim')}</Button></Stack> : null}
      <ConfirmDialog
        isOpen={asks}
        about={personId === me ? null : personId}
        gone={t('movedMeanwhile', { name })}
        onClose={() => { act.clear(); setAsks(false); }}
        onConfirm={() => (isCalled ? act.run('sitting.return-chair', { chairId: personId }, () => setAsks(false)) : act.run('sitting.claim-chair', { chairId: personId }, () => setAsks(false)))}
        busy={act.busy}
        error={act.error}
        title={isCalled ? t('takeBackQuestion', { name }) : t('claimQuestion', { name })}
        confirmLabel={isCalled ? t('takeBack') : t('claim')}
      >
        <p>{t(isCalled ? 'backNote' : 'claimNote')}</p>
      </ConfirmDialog>
    </>
  );
}
