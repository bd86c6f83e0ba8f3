import { PageHeading, Screen, Stack, TopBar } from '~/ui';
import { formatTime, useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import { useMe } from '../../me';
import type { RoomOffer } from '../rooms';
import type { MeetingDetail } from './data';
import { FactsForm, type EditorOffer, type FactsValues, type OfficeValues } from './facts-form';
import { meetingTexts } from './texts';
import './meetings.css';

/** What an earlier session offers a new one: all but its days, its invitation, and people who are not offered any more (M31). */
function factsAgain({ meeting, preparation, attendees }: MeetingDetail, offer: EditorOffer): Partial<FactsValues & OfficeValues> {
  const body = offer.bodies.find(({ id }) => id === preparation?.bodyId);
  const officers = new Set(offer.officers.map(({ personId }) => personId));
  const offered = {
    ...(body ? { bodyId: body.id, chairId: body.members[0]?.personId ?? '' } : {}),
    ...(body?.members.some(({ personId, voting }) => voting && personId === preparation?.calledChairId) ? { chairId: preparation?.calledChairId } : {}),
    ...(preparation && officers.has(preparation.secretaryId) ? { secretaryId: preparation.secretaryId } : {}),
  };
  return {
    ...offered,
    title: meeting.title,
    kind: meeting.kind,
    from: formatTime(meeting.startsAt),
    to: formatTime(meeting.endsAt),
    place: meeting.place,
    roomId: preparation?.roomId ?? null,
    form: meeting.form,
    remoteSites: meeting.remoteSites,
    printedSets: preparation?.printedSets ?? 0,
    assistantIds: attendees.filter(({ role, personId }) => role === 'assistant' && officers.has(personId)).map(({ personId }) => personId),
  };
}

/** A new draft: what the session is, and who chairs and writes; from nothing or from an earlier session. */
export function NewMeetingScreen({ offer, rooms, from }: { offer: EditorOffer; rooms: RoomOffer; from: MeetingDetail | null }) {
  const t = useTexts(meetingTexts);
  const me = useMe();
  const body = offer.bodies[0];
  return (
    <Screen top={<TopBar backHref={from ? `/meetings/${from.meeting.id}` : '/meetings'} backLabel={t('backToList')} title={t('listTitle')} titleIsHeading={false} end={<AccountMenu />} />} width="single">
      <Stack gap={6}>
        <PageHeading title={t('newTitle')} note={from ? t('repeatNote', { title: from.meeting.title }) : undefined} />
        <FactsForm
          name={from ? `new-meeting.${from.meeting.id}` : 'new-meeting'}
          offer={offer}
          rooms={rooms}
          fromId={from?.meeting.id}
          initial={{
            title: '',
            kind: 'regular',
            day: null,
            from: '08:00',
            to: '12:00',
            place: '',
            roomId: null,
            form: 'room',
            remoteSites: 0,
            printedSets: 0,
            invitationNumber: '',
            invitationDate: null,
            bodyId: body?.id ?? '',
            chairId: body?.members[0]?.personId ?? '',
            secretaryId: offer.officers.some(({ personId }) => personId === me.personId) ? me.personId : '',
            assistantIds: [],
            ...(from ? factsAgain(from, offer) : {}),
          }}
        />
      </Stack>
    </Screen>
  );
}
