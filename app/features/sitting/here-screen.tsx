import { Button, InlineError, LinkButton, Notice, PageHeading, Screen, Stack, StateWord, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import type { Snapshot } from './sitting-view';
import { hereTexts } from './here-texts';
import { sittingTexts } from './texts';

/** Where the code of the room leads: one tap says that one is there (L42). */
export function HereScreen({ meetingId, code, snapshot: { view, me, can } }: { meetingId: string; code: string; snapshot: Snapshot }) {
  const t = useTexts(sittingTexts);
  const th = useTexts(hereTexts);
  const act = useCommand<'sitting.check-in'>();
  const sitting = `/meetings/${meetingId}/sitting`;
  const isHere = me?.there === true && me.attendance === 'room';
  return (
    <Screen top={<TopBar backHref={`/meetings/${meetingId}`} title={view.meeting.title} end={<AccountMenu />} />}>
      <Stack gap={5}>
        <PageHeading level={2} look="h2" title={th('hereHeading')} note={view.meeting.place} />
        {act.error ? <InlineError error={act.error} /> : null}
        {isHere && me.checkedInAt ? <StateWord tone="ok" icon="check">{t(me.late ? 'checkedInLate' : 'checkedIn', { at: me.checkedInAt })}</StateWord> : null}
        {!me ? <Notice tone="warn">{th('hereNoSeat')}</Notice> : !isHere ? <Button look="pri" size={72} wide icon="personCheck" busy={act.busy} onPress={() => act.run('sitting.check-in', { place: 'room', code })}>{t('checkInRoom')}</Button> : null}
        {isHere || !can.checkIn ? <LinkButton href={sitting} icon="agenda" wide>{th('hereGoOn')}</LinkButton> : null}
      </Stack>
    </Screen>
  );
}
