import { useState } from 'react';
import { Button, ButtonRow, Card, ConfirmDialog, InlineError, Stack, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { Snapshot } from './sitting-view';
import { hereTexts } from './here-texts';
import { sittingTexts } from './texts';
import { useProgramOf } from '../upgrade';
import { useCommand } from '../../commands';

type Mine = Pick<Snapshot, 'view' | 'me' | 'can' | 'because' | 'checkInOpensAt'>;

/** My own presence: one tap in, and out again before the end. */
export function CheckIn({ snapshot: { view, me, can, because, checkInOpensAt }, quiet }: { snapshot: Mine; quiet?: boolean }) {
  const t = useTexts(sittingTexts);
  const th = useTexts(hereTexts);
  useProgramOf('routes/_app.meetings.$meetingId.sitting._index');
  const act = useCommand<'sitting.check-in' | 'sitting.leave'>({ page: `/meetings/${view.meeting.id}/sitting?index` });
  const [leaving, setLeaving] = useState(false);
  if (!me) return null;
  const there = me.there && me.checkedInAt ? t(me.late ? 'checkedInLate' : 'checkedIn', { at: me.checkedInAt }) : null;
  const gone = me.leftAt ? t('leftAt', { at: me.leftAt }) : null;
  if (quiet && there) return <StateWord tone="ok" icon="check">{there}</StateWord>;
  return (
    <Card padding="m" as="section">
      <Stack gap={4}>
        {there ? <StateWord tone="ok" icon="check">{there}</StateWord> : null}
        {gone ? <StateWord tone="warn" icon="info">{gone}</StateWord> : null}
        {act.error ? <InlineError error={act.error} /> : null}
        {can.checkIn ? (
          <>
            <p>{t('checkInQuestion')}</p>
            {can.byCode && can.places.includes('room') ? <p className="ph-sm ph-3">{th('hereScan')}</p> : null}
            <ButtonRow align="fill">
              {can.places.filter((place) => place === 'online' || !can.byCode).map((place, index) => (
                <Button key={place} size={72} look={index === 0 && !quiet ? 'pri' : 'sec'} icon="personCheck" busy={act.busy} onPress={() => act.run('sitting.check-in', { place })}>
                  {t(place === 'room' ? 'checkInRoom' : 'checkInOnline')}
                </Button>
              ))}
            </ButtonRow>
          </>
        ) : null}
        {because.checkIn?.reason === 'sitting.check_in_early' ? <p className="ph-sm ph-3 ph-num">{t('checkInFrom', { at: checkInOpensAt, on: checkInOpensAt })}</p> : null}
        {can.leave && !quiet ? <Button look="quiet" size={48} icon="signOut" onPress={() => setLeaving(true)}>{t('leave')}</Button> : null}
      </Stack>
      <ConfirmDialog
        isOpen={leaving}
        about={can.leave ? me.personId : null}
        onClose={() => setLeaving(false)}
        onConfirm={() => act.run('sitting.leave', { personId: me.personId }, () => setLeaving(false))}
        busy={act.busy}
        error={act.error}
        title={t('leaveQuestion')}
        confirmLabel={t('leave')}
      >
        <p>{t('leaveNote')}</p>
      </ConfirmDialog>
    </Card>
  );
}
