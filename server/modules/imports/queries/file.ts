import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { loadFile } from '../load-file';

/** What the inspection made of a file of earlier years (IM4). */
export const file = defineQuery({
  name: 'imports.file',
  input: z.strictObject({ intakeId: z.uuid() }),
  load: ({ intakeId }, { db }) => loadFile(db, intakeId),
  policy: systemOnly,
  present: ({ file: { intake, open, converted, refusal } }) => ({ state: intake.state, open, converted, refusal }),
});
