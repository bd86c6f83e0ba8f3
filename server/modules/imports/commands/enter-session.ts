import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { importSession, line, optionalLine } from '../../meetings';
import { findByKey, keyOf, noteSession } from '../repository';

/** Puts a session of earlier years among the closed ones, once (IM1, IM2). */
export const enterSession = defineCommand({
  name: 'imports.enter-session',
  input: z.strictObject({
    bodyId: z.uuid(),
    day: z.iso.date(),
    title: line(300),
    kind: z.enum(['regular', 'thematic', 'extraordinary']).default('regular'),
    place: optionalLine(300).default(''),
    /** Who presided, in words. */
    chair: optionalLine(200).default(''),
    /** Name of the folder or archive. */
    source: line(200),
  }),
  load: async (session, { db }) => ({ known: await findByKey(db, keyOf(session)) }),
  policy: systemOnly,
  async run({ chair, source, ...session }, { known }, context) {
    if (known !== null) return { meetingId: known, again: true };
    const meetingId = await importSession(session, context);
    await noteSession(context.db, { meetingId, key: keyOf(session), source, chair });
    return { meetingId, again: false };
  },
  audit: ({ title, day, source }, _loaded, { meetingId, again }) => ({ objectType: 'meeting', objectId: meetingId, meetingId, details: { title, day, source, ...(again ? { again } : {}) } }),
});
