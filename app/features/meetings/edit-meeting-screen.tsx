import { useState } from 'react';
import { Button, ButtonRow, ConfirmDialog, Divider, PageHeading, Stack, TextField } from '~/ui';
import { formatTime, isoDay, useTexts } from '~/ui/i18n';
import type { RoomOffer } from '../rooms';
import { FactsForm } from './facts-form';
import { PrepareScreen } from './prepare-screen';
import { InvitationNotice } from './publish-control';
import type { MeetingDetail } from './data';
import { meetingTexts } from './texts';
import { useCommand } from '../../commands';

/** Facts of a session, and calling it off. */
export function EditMeetingScreen({ detail, rooms }: { detail: MeetingDetail; rooms: RoomOffer | null }) {
  const t = useTexts(meetingTexts);
  const { meeting, preparation } = detail;
  return (
    <PrepareScreen detail={detail} place="edit">
      <Stack gap={6}>
        <PageHeading level={2} title={t('factsTitle')} />
        <InvitationNotice detail={detail} />
        {preparation && rooms ? (
          <FactsForm
            key={meeting.id}
            name={`meeting.${meeting.id}`}
            rooms={rooms}
            bodyId={preparation.bodyId}
            version={preparation.version}
            told={meeting.state === 'published' ? detail.attendees.length - 1 : undefined}
            initial={{
              title: meeting.title,
              kind: meeting.kind,
              day: isoDay(meeting.startsAt),
              from: formatTime(meeting.startsAt),
              to: formatTime(meeting.endsAt),
              place: meeting.place,
              roomId: preparation.roomId,
              form: meeting.form,
              remoteSites: meeting.remoteSites,
              printedSets: preparation.printedSets,
              invitationNumber: meeting.invitationNumber ?? '',
              invitationDate: meeting.invitationDate,
            }}
          />
        ) : null}
        <CancelMeeting detail={detail} />
      </Stack>
    </PrepareScreen>
  );
}

function CancelMeeting({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(meetingTexts);
  const { run, busy, error, clear } = useCommand<'meetings.cancel'>({ onDone: () => setOpen(false) });
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <Stack gap={4}>
      {detail.can.cancel ? (
        <>
          <Divider />
          <ButtonRow>
            <Button look="danger" size={48} onPress={() => setOpen(true)}>
              {t('cancel')}
            </Button>
          </ButtonRow>
        </>
      ) : null}
      <ConfirmDialog
        isOpen={isOpen}
        about={detail.can.cancel && detail.preparation ? `${detail.meeting.id}:${detail.preparation.version}` : null}
        onClose={() => {
          clear();
          setOpen(false);
        }}
        onConfirm={() => run('meetings.cancel', { version: detail.preparation?.version ?? 0, reason })}
        title={t('cancelTitle')}
        confirmLabel={t('cancelConfirm')}
        look="danger"
        disabledReason={reason.trim() === '' ? t('cancelReasonNeeded') : null}
        busy={busy}
        error={error}
      >
        <TextField label={t('cancelReason')} value={reason} onChange={setReason} isRequired maxLength={500} />
      </ConfirmDialog>
    </Stack>
  );
}
