import type { ReactNode } from 'react';
import { useCommand } from '../../commands';
import { Button, Disclosure, FactList, InlineError, LinkButton, Stack, StateWord, type Fact } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { CountingList, type CountingDocuments } from '../counting';
import { CountedVotes } from '../voting';
import type { MeetingDetail } from './data';
import { importedTexts } from './imported-texts';
import { meetingTexts } from './texts';

/** Facts of the session, the way to its other rooms, and checking in. */
export function SessionSide({ detail, counted, counts, children }: { detail: MeetingDetail; counted: Parameters<typeof CountedVotes>[0]['questions']; counts: CountingDocuments; children?: ReactNode }) {
  return (
    <>
      <SessionFacts detail={detail} />
      <Attendees detail={detail} />
      <CountingList meetingId={detail.meeting.id} counts={counts} />
      <CountedVotes meetingId={detail.meeting.id} questions={counted} />
      {children}
      <div className="mt-push">
        <SessionActions detail={detail} />
      </div>
    </>
  );
}

/** What this person can do with the session now; beside the facts, or at the foot of the window, under the thumbs, where the facts stand below the agenda. */
export function SessionActions({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(meetingTexts);
  const { presented, meeting } = detail;
  return (
    <Stack gap={3}>
      <Rooms detail={detail} />
      {presented ? (
        <LinkButton href={`/meetings/${meeting.id}/read/${presented.documentId}?follow=1`} look={detail.can.checkIn ? 'sec' : 'pri'} size={72} icon="presenting" wide>
          {t('goPresented')}
        </LinkButton>
      ) : null}
      <CheckIn detail={detail} />
    </Stack>
  );
}

function SessionFacts({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(meetingTexts);
  const old = useTexts(importedTexts);
  const f = useFormats();
  const { meeting, chair, secretary, counts } = detail;
  const isImported = meeting.importedAt !== null;
  const facts: Fact[] = [{ icon: 'calendar', title: `${f.weekday(meeting.startsAt)}, ${f.date(meeting.startsAt)}`, ...(isImported ? {} : { note: `${f.time(meeting.startsAt)} – ${f.time(meeting.endsAt)}` }) }];
  if (!isImported) facts.push({ icon: 'place', title: meeting.place, note: meeting.remoteSites > 0 ? t('sites', { count: meeting.remoteSites }) : t(meeting.form) });
  else if (meeting.place !== '') facts.push({ icon: 'place', title: meeting.place });
  if (chair) facts.push({ icon: 'person', title: chair.fullName, note: [t('chair'), chair.position].filter(Boolean).join(', ') });
  if (secretary) facts.push({ icon: 'edit', title: secretary.fullName, note: [t('secretary'), secretary.position].filter(Boolean).join(', ') });
  if (!isImported) facts.push({ icon: 'people', title: t('members', { count: counts.members }), note: counts.others > 0 ? t('guests', { count: counts.others }) : t('noGuests') });
  else facts.push({ icon: 'people', title: old(counts.members > 0 ? 'importedMembers' : 'importedNoMembers', { count: counts.members }) });
  if (meeting.invitationNumber) {
    const date = meeting.invitationDate ? t('invitationOf', { date: f.date(`${meeting.invitationDate}T00:00:00+07:00`) }) : undefined;
    facts.push({ icon: 'document', title: t('invitation', { number: meeting.invitationNumber }), note: date });
  }
  return <FactList facts={facts} />;
}

function Attendees({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(meetingTexts);
  const old = useTexts(importedTexts);
  if (detail.meeting.importedAt && detail.attendees.length === 0) return null;
  return (
    <Disclosure title={detail.meeting.importedAt ? old('importedReaders') : t('attendees')}>
      <ul className="mt-people">
        {detail.attendees.map((seat) => (
          <li key={seat.id}>
            <span className="ph-strong">{seat.fullName}</span>
            <span className="ph-sm ph-3">{[seat.position, seat.site].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}

function Rooms({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(meetingTexts);
  const { can, meeting } = detail;
  const base = `/meetings/${meeting.id}`;
  return (
    <>
      {can.paper && meeting.state !== 'in_session' ? <LinkButton href={`${base}/paper`} icon="paperSaved" look="quiet" wide>{t('paperSaved')}</LinkButton> : null}
      {meeting.state === 'published' ? <LinkButton href={`${base}/invitation.ics`} icon="calendar" look="quiet" wide download>{t('calendarFile')}</LinkButton> : null}
      {meeting.state !== 'draft' && meeting.state !== 'cancelled' ? <LinkButton href={`${base}/pack`} icon="document" look="quiet" wide>{t('pack')}</LinkButton> : null}
      {can.minutes ? <LinkButton href={`${base}/minutes`} icon="minutes" wide>{t('minutes')}</LinkButton> : null}
      {meeting.state === 'in_session' || (meeting.state === 'closed' && !meeting.importedAt) ? <LinkButton href={`${base}/assignments`} icon="checkCircle" look="quiet" wide>{t('assignments')}</LinkButton> : null}
      {meeting.state !== 'cancelled' && meeting.state !== 'closed' ? <LinkButton href={`${base}/results`} icon="agenda" look="quiet" wide>{t('earlierResults')}</LinkButton> : null}
      {can.export && meeting.state !== 'in_session' ? <LinkButton href={`/account/exports?kind=session&id=${meeting.id}`} icon="download" look="quiet" wide>{t('exportSession')}</LinkButton> : null}
      {can.repeat && (meeting.state === 'closed' || meeting.state === 'cancelled') ? <LinkButton href={`/meetings/new?from=${meeting.id}`} icon="add" wide>{t('repeat')}</LinkButton> : null}
      {can.edit && meeting.state !== 'in_session' ? <LinkButton href={`${base}/as`} icon="view" look="quiet" wide>{t('seeAs')}</LinkButton> : null}
      {can.edit ? <LinkButton href={`${base}/agenda`} icon="agenda" wide look={can.run ? 'sec' : 'pri'}>{t('edit')}</LinkButton> : null}
      {can.run ? <LinkButton href={`${base}/sitting`} icon="roomScreen" wide look={can.checkIn || detail.presented ? 'sec' : 'pri'}>{t('run')}</LinkButton> : null}
    </>
  );
}

function CheckIn({ detail }: { detail: MeetingDetail }) {
  const t = useTexts(meetingTexts);
  const { can, seat, meeting } = detail;
  if (seat?.checkedInAt) return <StateWord tone="ok" icon="check">{t('checkedIn', { at: seat.checkedInAt })}</StateWord>;
  return can.checkIn ? <CheckInButtons meetingId={meeting.id} form={meeting.form} /> : null;
}

/** One tap says that I am there; also on the home screen. */
export function CheckInButtons({ meetingId, form }: { meetingId: string; form: MeetingDetail['meeting']['form'] }) {
  const t = useTexts(meetingTexts);
  const { run, busy, error } = useCommand<'sitting.check-in'>({ page: `/meetings/${meetingId}?index` });
  return (
    <Stack gap={3}>
      {error ? <InlineError error={error} /> : null}
      {form !== 'online' ? (
        <Button look="pri" size={72} icon="personCheck" wide busy={busy} onPress={() => run('sitting.check-in', { place: 'room' })}>{t('checkIn')}</Button>
      ) : null}
      {form !== 'room' ? (
        <Button look={form === 'online' ? 'pri' : 'sec'} wide busy={busy} onPress={() => run('sitting.check-in', { place: 'online' })}>{t('checkInOnline')}</Button>
      ) : null}
    </Stack>
  );
}
