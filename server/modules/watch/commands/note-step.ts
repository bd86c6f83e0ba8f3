import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';

/** The machine's clock was set while the program ran, or is behind the record at its start (W3). */
export const noteStep = defineCommand({
  name: 'watch.note-step',
  input: z.strictObject({
    /** Seconds; negative: back. */
    seconds: z.number().int(),
    when: z.enum(['running', 'start']),
    /** The machine's clock after the step. */
    machine: z.iso.datetime(),
  }),
  load: async () => null,
  policy: systemOnly,
  run: async () => ({}),
  audit: (input) => ({ objectType: 'installation', objectId: 'clock', details: { ...input } }),
});
