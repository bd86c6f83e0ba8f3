import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { stagedBlob } from '../intake/load-intake';
import { findIntake } from '../intake/repository';

/** Where a file lies that has come in and was not inspected yet; null: there is nothing to look at (D35). */
export const staged = defineQuery({
  name: 'documents.staged',
  input: z.strictObject({ intakeId: z.uuid() }),
  load: ({ intakeId }, { db }) => findIntake(db, intakeId),
  policy: systemOnly,
  present: (intake) => (intake?.state === 'received' ? { ...stagedBlob(intake), fileName: intake.fileName } : null),
});
