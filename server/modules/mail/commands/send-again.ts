import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { endSentPasses } from '../../guests';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { sendLetter } from '../jobs/send-letter-kind';
import { changeLetter, listLetters } from '../repository';

/** Has the last letter to somebody sent once more: under another Message-ID, for the same entry of the calendar (ML5, ML8). */
export const sendAgain = defineCommand({
  name: 'mail.send-again',
  input: z.strictObject({ meetingId: z.uuid(), personId: z.uuid() }),
  async load({ meetingId, personId }, { db, caller }) {
    const access = await loadMeetingAccess(db, meetingId, caller);
    const letter = (await listLetters(db, meetingId)).findLast((one) => one.personId === personId && one.kind !== 'reminder' && one.state !== 'dropped') ?? null;
    return { access, meeting: access.meeting, letter };
  },
  policy: preparersOnly,
  requires: { meeting: ['published', 'in_session', 'cancelled'] },
  async run(_input, { meeting, letter }, { db, now, enqueue }) {
    if (!letter) throw new DomainError('conflict', 'mail.nothing_to_send');
    if (meeting.endsAt <= now) throw new DomainError('conflict', 'mail.session_over');
    if (letter.state === 'queued') throw new DomainError('conflict', 'mail.waits_already');
    await endSentPasses(db, letter.meetingId, letter.personId, now);
    await changeLetter(db, letter.id, { state: 'queued', edition: letter.edition + 1, tries: letter.state === 'sent' ? 1 : 0, problem: null, code: null, dueAt: now, until: meeting.endsAt });
    await enqueue(sendLetter, { letterId: letter.id }, { key: letter.id });
    return { letterId: letter.id };
  },
  audit: ({ meetingId, personId }, { letter }) => ({ objectType: 'letter', objectId: letter?.id ?? '', meetingId, details: { personId } }),
});
