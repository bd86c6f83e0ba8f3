import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { announceSession } from '../announce';

/** Something happened to a session: whoever has to be told is (ML1). */
export const announce = defineCommand({
  name: 'mail.announce',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: () => Promise.resolve({}),
  policy: systemOnly,
  prepare: (_input, _loaded, { ports }) => Promise.resolve({ origin: ports.origin }),
  run: async ({ meetingId }, _loaded, context) => ({ letters: await announceSession(context, meetingId, context.prepared.origin) }),
  audit: ({ meetingId }, _loaded, { letters }) => (letters === 0 ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { letters } }),
});
