import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { line, localDateOf } from '../../meetings';
import { loadTask, officeOnly, TASK, taskSubject } from '../preparing/access';
import { addStep, updateTask } from '../preparing/repository';

/** Gives a unit another day for its papers, with the reason (D57). */
export const extendDeadline = defineCommand({
  name: 'documents.extend-deadline',
  input: z.strictObject({ itemId: z.uuid(), version: z.int().positive(), dueOn: z.iso.date(), reason: line(300) }),
  load: ({ itemId }, { db, caller }) => loadTask(db, itemId, caller),
  policy: (_caller, loaded) => officeOnly(loaded),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId, version, dueOn, reason }, { task, meeting }, { db, caller, now, id }) {
    await assertSeen(db, TASK, taskSubject(itemId), version, task.version);
    if (dueOn < localDateOf(now) || dueOn > localDateOf(meeting.startsAt)) throw new DomainError('rejected', 'documents.due_between', { field: 'dueOn' });
    await updateTask(db, itemId, version, { dueOn });
    await addStep(db, { id: id(), meetingId: meeting.id, itemId, kind: 'extended', byId: personIdOf(caller), at: now, words: reason, dueOn });
    return { version: version + 1 };
  },
  audit: ({ itemId, dueOn, reason }, { meeting }) => ({ ...taskSubject(itemId), meetingId: meeting.id, details: { dueOn, reason } }),
});
