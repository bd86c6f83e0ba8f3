import { useState } from 'react';
import { Button, ButtonRow, Card, ConfirmDialog, Dialog, InlineError, ListRow, RowList, Stack, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { Snapshot } from './sitting-view';
import { sitesTexts } from '../rooms';
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
  const [isChoosing, setChoosing] = useState(false);
  const tp = useTexts(sitesTexts);
  if (!me) return null;
  /** At the place planned for them first (L71). */
  const places = can.places.filter((place) => place === 'online' || !can.byCode).sort((a, b) => (me.site ? (a === 'online' ? -1 : b === 'online' ? 1 : 0) : 0));
  const there = me.there && me.checkedInAt ? t(me.late ? 'checkedInLate' : 'checkedIn', { at: me.checkedInAt }) : null;
  const gone = me.leftAt ? t('leftAt', { at: me.leftAt }) : null;
  if (quiet && there) return <StateWord tone="ok" icon="check">{there}</StateWord>;
  return (
    <Card padding="m" as="section">
      <Stack gap={4}>
        {there ? <StateWord tone="ok" icon="check">{there}</StateWord> : null}
        {there && me.attendance === 'online' && me.site ? <p className="ph-sm ph-2">{tp('at', { name: me.site })}</p> : null}
        {gone ? <StateWord tone="warn" icon="info">{gone}</StateWord> : null}
        {act.error ? <InlineError error={act.error} /> : null}
        {can.checkIn ? (
          <>
            <p>{t('checkInQuestion')}</p>
            {can.byCode && can.places.includes('room') ? <p className="ph-sm ph-3">{th('hereScan')}</p> : null}
            <ButtonRow align="fill">
              {places.map((place, index) => (
                <Button key={place} size={72} look={index === 0 && !quiet ? 'pri' : 'sec'} icon="personCheck" busy={act.busy} onPress={() => act.run('sitting.check-in', { place })}>
                  {place === 'room' ? t('checkInRoom') : me.site ? tp('fromHere', { name: me.site }) : t('checkInOnline')}
                </Button>
              ))}
            </ButtonRow>
            {can.sites.length > 0 && places.includes('online') ? <Button look="quiet" icon="building" onPress={() => { act.clear(); setChoosing(true); }}>{tp('otherSite')}</Button> : null}
          </>
        ) : null}
        {because.checkIn?.reason === 'sitting.check_in_early' ? <p className="ph-sm ph-3 ph-num">{t('checkInFrom', { at: checkInOpensAt, on: checkInOpensAt })}</p> : null}
        {can.leave && !quiet ? <Button look="quiet" size={48} icon="signOut" onPress={() => setLeaving(true)}>{t('leave')}</Button> : null}
      </Stack>
      {isChoosing && can.checkIn ? (
        <Dialog isOpen onClose={() => setChoosing(false)} title={tp('chooseSite')}>
          <Stack gap={3}>
            {act.error ? <InlineError error={act.error} /> : null}
            <RowList label={tp('chooseSite')}>
              {can.sites.map(({ id, name }) => <ListRow key={id} icon="building" title={name} onPress={() => act.run('sitting.check-in', { place: 'online', siteId: id }, () => setChoosing(false))} />)}
              {me.site ? <ListRow icon="person" title={tp('alone')} onPress={() => act.run('sitting.check-in', { place: 'online', siteId: null }, () => setChoosing(false))} /> : null}
            </RowList>
          </Stack>
        </Dialog>
      ) : null}
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
