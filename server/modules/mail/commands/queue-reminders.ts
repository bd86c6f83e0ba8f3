import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { DEFAULT_REMINDERS, dueReminder, reminderName } from '../../../shared/rules/reminders';
import { answersOf, findMeeting, isThere, listSeats, type Seat } from '../../meetings';
import { comingTime } from '../coming-time';
import { sendLetter } from '../jobs/send-letter-kind';
import { addLetters, findAddressees, findAnnouncement, listLetters } from '../repository';

/** Reminds the people of one session by the rules of its body (ML9), and anew for the day on which an adjourned one goes on (ML10). */
export const queueReminders = defineCommand({
  name: 'mail.queue-reminders',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db }) => ({ meeting: await findMeeting(db, meetingId), announced: await findAnnouncement(db, meetingId) }),
  policy: systemOnly,
  async run({ meetingId }, { meeting, announced }, { db, now, id, enqueue }) {
    const startsAt = meeting && comingTime(meeting);
    if (!startsAt || meeting.publishedAt === null || !announced || announced.cancelled) return { reminders: 0 };
    const goesOn = meeting.state === 'in_session';
    const reminders = meeting.policy.reminders ?? DEFAULT_REMINDERS;
    if (!dueReminder(reminders, startsAt, meeting.publishedAt, now, vietnameseCalendar)) return { reminders: 0 };
    const told = await listLetters(db, meetingId);
    const away = new Set((await answersOf(db, meetingId)).flatMap(({ kind, personId }) => (kind === 'attends' ? [] : [personId])));
    // On a further day everybody shows anew that they are there; who was absent for the session stays so.
    const isAwaited = (seat: Seat): boolean => (goesOn ? !isThere(seat) && seat.attendance !== 'excused' && seat.attendance !== 'unexcused' : seat.checkedInAt === null && seat.attendance === 'unknown');
    const seats = (await listSeats(db, meetingId)).filter((seat) => isAwaited(seat) && !away.has(seat.personId));
    const people = await findAddressees(db, seats.map(({ personId }) => personId));
    const letters = seats.flatMap(({ personId }) => {
      if (!people.get(personId)?.email) return [];
      const own = told.filter((letter) => letter.personId === personId);
      const invited = own.findLast(({ kind, state }) => kind !== 'reminder' && state !== 'dropped');
      if (!invited || invited.kind === 'cancellation') return [];
      const rule = dueReminder(reminders, startsAt, invited.queuedAt, now, vietnameseCalendar);
      const name = rule && `${reminderName(rule)}${goesOn ? ` ${startsAt.toISOString()}` : ''}`;
      if (!name || own.some((letter) => letter.rule === name)) return [];
      return [{ id: id(), meetingId, personId, kind: 'reminder' as const, sequence: announced.sequence, rule: name, fields: '', queuedAt: now, dueAt: now, until: startsAt }];
    });
    await addLetters(db, letters);
    for (const letter of letters) await enqueue(sendLetter, { letterId: letter.id }, { key: letter.id });
    return { reminders: letters.length };
  },
  audit: ({ meetingId }, _loaded, { reminders }) => (reminders === 0 ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { reminders } }),
});
