import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { loadMeetingAccess } from '../../meetings';
import { MINUTES_DRAFTED } from '../events';
import { recordedMinutes } from '../facts';
import { writersOnly } from '../policy';
import { writtenFrom } from '../../../shared/rules/written-minutes';
import { createMinutes, findMinutesOf, keepRevision } from '../repository';
import { keepWriting } from '../repository.writing';

/** The first draft, built from what the session recorded (N1). */
export const draft = defineCommand({
  name: 'minutes.draft',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db, caller }) => {
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { access, meeting: access.meeting, existing: await findMinutesOf(db, meetingId) };
  },
  policy: (caller, loaded) => writersOnly(caller, loaded),
  requires: { meeting: ['closed'] },
  async run({ meetingId }, { meeting, existing }, { db, caller, now, id, emit }) {
    if (existing) throw new DomainError('conflict', 'minutes.already_drafted');
    const content = { paragraphs: await recordedMinutes(db, meetingId) };
    const minutesId = id();
    await createMinutes(db, { id: minutesId, meetingId, content });
    await keepWriting(db, minutesId, { text: writtenFrom(content.paragraphs), seq: 0 });
    await keepRevision(db, { id: id(), minutesId, action: 'draft', content, authorId: personIdOf(caller) ?? meeting.secretaryId, at: now });
    emit({ type: MINUTES_DRAFTED, stream: meetingId, payload: { minutesId } });
    return { minutesId, version: 1 };
  },
  audit: ({ meetingId }, _loaded, { minutesId }) => ({ objectType: 'minutes', objectId: minutesId, meetingId }),
});
