import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { inkStreamOf } from '../../../shared/rules/ink-stream';
import { callerFor } from '../../delegations';
import { loadVersionAccess, readableVersion } from '../../documents';
import { knowPrepared } from '../prepared/repository';

/** Somebody opens a paper for whom they prepare: that is noted before anything of it is shown, and their marks get their stream (K20, delegations DG5). */
export const openPrepared = defineCommand({
  name: 'annotations.open-prepared',
  input: z.strictObject({ documentId: z.uuid(), for: z.uuid(), version: z.int().positive().optional() }),
  load: async ({ documentId, version, for: leaderId }, { db, caller, now }) => {
    const leader = await callerFor(db, caller, leaderId, now);
    return { ...(await loadVersionAccess(db, documentId, version, leader, now)), leaderName: leader.kind === 'person' ? leader.fullName : '' };
  },
  policy: readableVersion,
  async run({ documentId, for: leaderId }, { asked, leaderName }, { db, caller, now }) {
    const inkId = await knowPrepared(db, { documentId, paperInk: inkStreamOf(documentId, asked) }, { leaderId, assistantId: personIdOf(caller) ?? '' }, now);
    return { inkId, leaderName };
  },
  audit: ({ documentId, for: leaderId }, { meeting, asked }) => ({ objectType: 'prepared_paper', objectId: documentId, meetingId: meeting.id, details: { for: leaderId, version: asked.number } }),
});
