import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { hide } from '../../../kernel/policy';
import { loadMeetingAccess, preparersOnly } from '../../meetings';
import { assertTakesFiles, DOCUMENT_MAX_BYTES } from '../admission';
import { loadTargetItem } from '../load-document';
import { loadTask, unitOnly } from '../preparing/access';
import { assertOpen } from '../preparing/take-submission';

/** Asked by the upload transport before a byte is received: may this person put a file there, and how large may it be (D1, D2)? */
export const admission = defineQuery({
  name: 'documents.admission',
  input: z.strictObject({ meetingId: z.uuid(), itemId: z.uuid().nullable().default(null), /** The item a unit brings it for (D46). */ taskId: z.uuid().optional() }),
  load: async ({ meetingId, itemId, taskId }, { db, caller }) => {
    if (taskId !== undefined) {
      const task = await loadTask(db, taskId, caller);
      if (task.meeting.id !== meetingId) throw new DomainError('not_found', 'not_found');
      return { task, access: task.access, item: task.item, meeting: task.meeting };
    }
    const access = await loadMeetingAccess(db, meetingId, caller);
    return { task: null, access, item: await loadTargetItem(db, meetingId, itemId), meeting: access.meeting };
  },
  policy: (caller, { task, access }, input) => (task ? unitOnly(task) : access ? preparersOnly(caller, access, input) : hide),
  present({ task, item, meeting: { state } }) {
    if (!['draft', 'published', 'in_session'].includes(state)) throw new DomainError('conflict', 'state.meeting', { state });
    if (task) assertOpen(task);
    assertTakesFiles(item);
    return { maxBytes: DOCUMENT_MAX_BYTES };
  },
});
