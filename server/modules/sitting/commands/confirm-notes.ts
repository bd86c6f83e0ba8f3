import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allowIf } from '../../../kernel/policy';
import { optionalLine } from '../../../shared/language/text-fields';
import { NOTES_CONFIRMED } from '../events';
import { loadNotes } from '../notes/world';
import { settleNotes } from '../repository.notes';

/** Whoever presided confirms what was entered from notes, and says what was otherwise (L67). */
export const confirmNotes = defineCommand({
  name: 'sitting.confirm-notes',
  input: z.strictObject({ meetingId: z.uuid(), remark: optionalLine(500).default('') }),
  load: ({ meetingId }, { db, caller }) => loadNotes(db, meetingId, caller),
  policy: (_caller, { isChair }) => allowIf(isChair, 'sitting.chair_only'),
  requires: { meeting: ['closed'] },
  async run({ meetingId, remark }, { meeting, notes }, { db, now, caller, emit }) {
    if (!notes?.enteredAt) throw new DomainError('conflict', 'notes.none');
    if (notes.confirmedAt) throw new DomainError('conflict', 'notes.confirmed', { at: notes.confirmedAt.toISOString() });
    await settleNotes(db, meetingId, { confirmedAt: now, confirmedById: personIdOf(caller) ?? meeting.chairId, remark });
    emit({ type: NOTES_CONFIRMED, stream: meetingId, payload: { remark } });
    return { confirmedAt: now.toISOString() };
  },
  audit: ({ meetingId, remark }) => ({ objectType: 'sitting_notes', objectId: meetingId, meetingId, details: { remark } }),
});
