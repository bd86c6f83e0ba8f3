import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { momentOf } from '../../../shared/rules/paper-notes';
import { secretaryOnly } from '../loading';
import { enterNotes as enter } from '../notes/enter';
import { assertNotEntered, assertNotesSeen, loadNotes } from '../notes/world';
import { settleNotes } from '../repository.notes';

/** Enters a sitting held on paper from the secretary's notes, all of it or nothing (L65). */
export const enterNotes = defineCommand({
  name: 'sitting.enter-notes',
  input: z.strictObject({ meetingId: z.uuid(), /** The notes as the person saw them. */ version: z.int().min(1) }),
  entersNotes: true,
  load: ({ meetingId }, { db, caller }) => loadNotes(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['published', 'in_session', 'closed'] },
  async run({ meetingId, version }, loaded, context) {
    const { db, now, caller } = context;
    await assertNotEntered(db, loaded);
    await assertNotesSeen(db, loaded, version);
    if (!loaded.notes) throw new DomainError('not_found', 'not_found');
    const { content } = loaded.notes;
    await enter(content, loaded, context);
    const paperFrom = momentOf(content, content.beganAt) ?? now;
    await settleNotes(db, meetingId, { paperFrom, enteredAt: now, enteredById: personIdOf(caller) ?? loaded.meeting.secretaryId });
    return { enteredAt: now.toISOString(), paperFrom: paperFrom.toISOString(), reason: content.reason, keptBy: content.keptBy };
  },
  audit: ({ meetingId, version }, _loaded, { paperFrom, reason, keptBy }) => ({ objectType: 'sitting_notes', objectId: meetingId, meetingId, details: { version, paperFrom, reason, keptBy } }),
});
