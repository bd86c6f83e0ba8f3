import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';

/** One entry for all refusals of one topic in one window (W4). */
export const noteCounts = defineCommand({
  name: 'watch.note-counts',
  input: z.strictObject({
    topic: z.string().regex(/^[a-z_]{1,40}$/),
    seconds: z.number().int().min(0),
    total: z.number().int().min(1),
    subjects: z.array(z.strictObject({ subject: z.string().max(200), count: z.number().int().min(1) })).max(20),
  }),
  load: async () => null,
  policy: systemOnly,
  run: async () => ({}),
  audit: ({ topic, ...details }) => ({ objectType: 'refusals', objectId: topic, details }),
});
