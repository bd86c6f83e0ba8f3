import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { isWorking, mergedDraft } from '../../../shared/rules/working-minutes';
import { paragraphsOf, writtenFrom } from '../../../shared/rules/written-minutes';
import { loadMeetingAccess } from '../../meetings';
import { settledParagraph } from '../content';
import { MINUTES_DRAFTED } from '../events';
import { recordedMinutes } from '../facts';
import { writersOnly } from '../policy';
import { createMinutes, findMinutesOf, keepRevision, updateMinutes } from '../repository';
import { appendEdit, keepWriting } from '../repository.writing';

/** The first draft, built from what the session recorded (N1), with what was written while it ran (N51). */
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
    const begun = existing?.writing ?? null;
    if (existing && (!begun || !isWorking(begun.text.blocks))) throw new DomainError('conflict', 'minutes.already_drafted');
    const recorded = writtenFrom(await recordedMinutes(db, meetingId));
    const text = begun ? mergedDraft(recorded, begun.text) : recorded;
    const content = { paragraphs: paragraphsOf(text).map(settledParagraph) };
    const minutesId = existing?.id ?? id();
    const authorId = personIdOf(caller) ?? meeting.secretaryId;
    const version = existing ? existing.version + 1 : 1;
    if (existing && begun) {
      const seq = begun.seq + 1;
      await updateMinutes(db, minutesId, existing.version, { content });
      // An entry without steps: who wrote behind an earlier one reads the text anew.
      await appendEdit(db, minutesId, { opId: id(), seq, authorId, at: now, steps: [] }, { text, seq });
      await keepWriting(db, minutesId, { text, seq });
    } else {
      await createMinutes(db, { id: minutesId, meetingId, content });
      await keepWriting(db, minutesId, { text, seq: 0 });
    }
    await keepRevision(db, { id: id(), minutesId, action: 'draft', content, authorId, at: now });
    emit({ type: MINUTES_DRAFTED, stream: meetingId, payload: { minutesId } });
    return { minutesId, version };
  },
  audit: ({ meetingId }, _loaded, { minutesId }) => ({ objectType: 'minutes', objectId: minutesId, meetingId }),
});
