import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findByKey, isImported, keyOf } from '../repository';

/** Whether a session, and a file of it, came in before (IM2). */
export const known = defineQuery({
  name: 'imports.known',
  input: z.strictObject({ bodyId: z.uuid(), day: z.iso.date(), title: z.string(), sha256: z.string().optional() }),
  load: (session, { db }) => findByKey(db, keyOf(session)),
  policy: systemOnly,
  present: async (meetingId, { sha256 }, { db }) => ({ meetingId, hasFile: meetingId !== null && sha256 !== undefined && (await isImported(db, meetingId, sha256)) }),
});
