import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { assertSeen } from '../../../kernel/optimistic';
import { loadTask, officeOnly, TASK, taskSubject } from '../preparing/access';
import { addStep, updateTask } from '../preparing/repository';

/** From now on nothing more is taken for an item, or is again (D46). */
export const lockPapers = defineCommand({
  name: 'documents.lock-papers',
  input: z.strictObject({ itemId: z.uuid(), version: z.int().positive(), locked: z.boolean() }),
  load: ({ itemId }, { db, caller }) => loadTask(db, itemId, caller),
  policy: (_caller, loaded) => officeOnly(loaded),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId, version, locked }, { task, meeting }, { db, caller, now, id }) {
    await assertSeen(db, TASK, taskSubject(itemId), version, task.version);
    await updateTask(db, itemId, version, { lockedAt: locked ? now : null });
    await addStep(db, { id: id(), meetingId: meeting.id, itemId, kind: locked ? 'locked' : 'unlocked', byId: personIdOf(caller), at: now });
    return { version: version + 1 };
  },
  audit: ({ itemId, locked }, { meeting }) => ({ ...taskSubject(itemId), meetingId: meeting.id, details: { locked } }),
});
