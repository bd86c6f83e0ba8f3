import { PageHeading, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu, useMe } from '../account/account-menu';
import { FactsForm, type EditorOffer } from './facts-form';
import { meetingTexts } from './texts';
import './meetings.css';

/** A new draft: what the session is, and who chairs and writes. */
export function NewMeetingScreen({ offer }: { offer: EditorOffer }) {
  const t = useTexts(meetingTexts);
  const me = useMe();
  const body = offer.bodies[0];
  return (
    <Screen top={<TopBar backHref="/meetings" backLabel={t('backToList')} title={t('listTitle')} titleIsHeading={false} end={<AccountMenu />} />} width="single">
      <Stack gap={6}>
        <PageHeading title={t('newTitle')} />
        <FactsForm
          name="new-meeting"
          offer={offer}
          initial={{
            title: '',
            kind: 'regular',
            day: null,
            from: '08:00',
            to: '12:00',
            place: '',
            form: 'room',
            remoteSites: 0,
            printedSets: 0,
            invitationNumber: '',
            invitationDate: null,
            bodyId: body?.id ?? '',
            chairId: body?.members[0]?.personId ?? '',
            secretaryId: offer.officers.some(({ personId }) => personId === me.personId) ? me.personId : '',
            assistantIds: [],
          }}
        />
      </Stack>
    </Screen>
  );
}
