import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { findMeetingOf } from '../repository';
import { setBox } from '../repository.secret';
import { loadBox } from '../secret/box';

/** Notes that nothing opens the ballots of a question any more (V57). */
export const noteKeyDestroyed = defineCommand({
  name: 'voting.note-key-destroyed',
  input: z.strictObject({ questionId: z.uuid(), publicKey: z.string().max(100) }),
  load: async ({ questionId }, { db }) => ({ box: await loadBox(db, questionId), meetingId: await findMeetingOf(db, questionId) }),
  policy: systemOnly,
  async run({ questionId, publicKey }, { box }, { db }) {
    // Put again meanwhile, with another key.
    if (box.publicKey !== publicKey) return { isNoted: false };
    if (box.state !== 'counted' && box.state !== 'void') throw new DomainError('conflict', 'voting.box_not_counted');
    await setBox(db, questionId, { keyGone: true });
    return { isNoted: true };
  },
  audit: ({ questionId }, { meetingId }, { isNoted }) => (isNoted ? { objectType: 'question', objectId: questionId, meetingId } : null),
});
