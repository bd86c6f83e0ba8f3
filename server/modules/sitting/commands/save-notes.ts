import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { paperNotesSchema } from '../../../shared/rules/paper-notes';
import { secretaryOnly } from '../loading';
import { assertNotEntered, assertNotesSeen, loadNotes } from '../notes/world';
import { storeNotes } from '../repository.notes';

/** Keeps what the secretary has filled in of a sitting held on paper; nothing of it is of the record yet (L62). */
export const saveNotes = defineCommand({
  name: 'sitting.save-notes',
  input: z.strictObject({ meetingId: z.uuid(), /** What the person saw; 0: nothing yet. */ version: z.int().min(0), content: paperNotesSchema }),
  load: ({ meetingId }, { db, caller }) => loadNotes(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['published', 'in_session', 'closed'] },
  async run({ meetingId, version, content }, loaded, { db, now, caller }) {
    await assertNotEntered(db, loaded);
    await assertNotesSeen(db, loaded, version);
    await storeNotes(db, meetingId, { content, version: version + 1, savedAt: now, savedById: personIdOf(caller) ?? loaded.meeting.secretaryId });
    return { version: version + 1, savedAt: now.toISOString() };
  },
  audit: ({ meetingId }, _loaded, { version }) => ({ objectType: 'sitting_notes', objectId: meetingId, meetingId, details: { version } }),
});
