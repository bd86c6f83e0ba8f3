import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { loadMeetingAccess } from '../../meetings';
import { bodyOf } from '../../organization';
import { entryOf } from '../announce';
import { calendarOf } from '../calendar';
import { organizerOf, pageOf } from '../facts';
import { entryFacts } from '../letter';
import { timesOf } from '../plan';
import { findAddressees } from '../repository';

/** The session as a file for one's own calendar (ML4). */
export const invitation = defineQuery({
  name: 'mail.invitation',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (_caller, { seat }) => allowIf(seat !== null, 'mail.no_seat'),
  async present({ meeting, seat }, { meetingId }, { db, now, ports: { origin, mailer } }) {
    if (meeting.publishedAt === null) throw new DomainError('conflict', 'mail.not_announced');
    const { name: bodyName } = await bodyOf(db, meeting.bodyId);
    const locale = (seat && (await findAddressees(db, [seat.personId])).get(seat.personId)?.locale) ?? 'vi';
    const { kind, form, place } = meeting;
    const { startsAt, endsAt } = timesOf(meeting);
    const session = { kind, form, startsAt, endsAt, place, bodyName, url: pageOf(meetingId, origin) };
    const organizer = await organizerOf(db, meeting, bodyName, mailer.place?.from ?? `phien@${new URL(origin).hostname}`);
    const { uid, sequence } = await entryOf(db, meetingId, origin);
    return { content: calendarOf({ ...entryFacts({ session, locale }), method: meeting.state === 'cancelled' ? 'CANCEL' : 'PUBLISH', uid, sequence, stampedAt: now, organizer, attendee: null }) };
  },
});
