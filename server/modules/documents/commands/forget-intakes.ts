import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findMeeting } from '../../meetings';
import { forgetIntake, listLive, stagedKeysOf } from '../intake/repository';

/** Erases the files that came in for a session that is over and are no papers: none of them can become one (D36). */
export const forgetIntakes = defineCommand({
  name: 'documents.forget-intakes',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: async ({ meetingId }, { db }) => {
    const meeting = await findMeeting(db, meetingId);
    const isOver = meeting?.state === 'closed' || meeting?.state === 'cancelled';
    return { intakes: isOver ? await listLive(db, meetingId) : [] };
  },
  policy: systemOnly,
  /** Erased first: what failed in between says "waiting" of a file that is gone, never the other way round. */
  async prepare(_input, { intakes }, { ports }) {
    for (const key of intakes.flatMap(stagedKeysOf)) await ports.staging.delete(key);
    return new Set(intakes.map(({ id }) => id));
  },
  async run(_input, { intakes }, { db, now, prepared }) {
    // One that came in since is erased when its time is over.
    const erased = intakes.map(({ id }) => id).filter((id) => prepared.has(id));
    for (const id of erased) await forgetIntake(db, id, 'expired', now);
    return { erased };
  },
  audit: ({ meetingId }, _loaded, { erased }) => (erased.length === 0 ? null : { objectType: 'intakes', objectId: meetingId, meetingId, details: { erased } }),
});
