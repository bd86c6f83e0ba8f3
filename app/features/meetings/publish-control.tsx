import { useState } from 'react';
import { Button, ConfirmDialog, Notice, Stack, useToast } from '~/ui';
import { describeError, useFormats, useLanguage, useTexts } from '~/ui/i18n';
import { documentTexts, isUnplaced, useUploads } from '../documents';
import type { MeetingDetail } from './data';
import { meetingTexts } from './texts';
import { useCommand } from '../../commands';

/** Publishing through the page it stands on (each of them takes the act), with who will see it and whether the invitation is in time. */
export function PublishControl({ detail, heldFiles = [] }: { detail: MeetingDetail; heldFiles?: readonly string[] | undefined }) {
  const t = useTexts(meetingTexts);
  const language = useLanguage();
  const toast = useToast();
  const [isOpen, setOpen] = useState(false);
  const { meeting, preparation, counts, can, attendees } = detail;
  const isDraft = meeting.state === 'draft';
  const { run, busy, error, clear } = useCommand<'meetings.publish'>({
    onDone: () => {
      setOpen(false);
      toast({ text: t('published_toast'), icon: 'check' });
    },
  });
  const d = useTexts(documentTexts);
  const waiting = [...useUploads(meeting.id).list.filter((upload) => isUnplaced(upload) && upload.state !== 'held').map(({ file }) => file.name), ...heldFiles];
  if (!preparation) return null;
  const reason = can.because.publish ? describeError({ code: 'rejected', reason: can.because.publish }, language) : null;
  return (
    <>
      {isDraft ? (
        <Button look="pri" size={48} disabledReason={reason} onPress={() => setOpen(true)}>
          {t('publish')}
        </Button>
      ) : null}
      <ConfirmDialog
        isOpen={isOpen}
        about={isDraft ? `${meeting.id}:${preparation.version}` : null}
        onClose={() => {
          clear();
          setOpen(false);
        }}
        onConfirm={() => run('meetings.publish', { version: preparation.version })}
        title={t('publishTitle', { count: attendees.length })}
        confirmLabel={waiting.length > 0 ? d('publishWithout', { count: waiting.length }) : t('publishConfirm', { count: attendees.length })}
        busy={busy}
        error={error}
      >
        <Stack gap={4}>
          <p>{t('publishBody', { members: counts.members, guests: counts.others, papers: counts.documents })}</p>
          {waiting.length > 0 ? (
            <Notice tone="warn" title={d('unplacedTitle', { count: waiting.length })}>
              <ul className="mt-unplaced">{waiting.map((name, index) => <li key={`${index} ${name}`}>{name}</li>)}</ul>
              <p>{d('unplacedNote')}</p>
            </Notice>
          ) : null}
          {preparation.unapproved > 0 ? <Notice tone="warn">{t('unapproved', { count: preparation.unapproved })}</Notice> : null}
          <InvitationNotice detail={detail} />
        </Stack>
      </ConfirmDialog>
    </>
  );
}

/** Whether the invitation leaves the working days needed, with the dates. */
export function InvitationNotice({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(meetingTexts);
  const f = useFormats();
  const { invitation } = detail;
  if (!invitation) return null;
  const day = (date: string): string => f.date(`${date}T00:00:00+07:00`);
  const numbers = { sent: day(invitation.sent), days: invitation.workingDays, needed: invitation.needed };
  return (
    <Notice tone={invitation.inTime ? 'ok' : 'warn'}>
      <p>{invitation.inTime ? t('inTime', numbers) : t('late', { ...numbers, latest: day(invitation.latest) })}</p>
      {invitation.calendarKnown ? null : <p>{t('calendarUnknown')}</p>}
    </Notice>
  );
}
