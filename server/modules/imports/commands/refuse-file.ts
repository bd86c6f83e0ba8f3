import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { refuseImported } from '../../documents';
import { loadFile } from '../load-file';

/** A file that nobody answers for, or that was imported before, does not stay (IM4). */
export const refuseFile = defineCommand({
  name: 'imports.refuse-file',
  input: z.strictObject({ intakeId: z.uuid() }),
  load: ({ intakeId }, { db }) => loadFile(db, intakeId),
  policy: systemOnly,
  async prepare(_input, { file }, context) {
    if (file.intake.state === 'confirmed') throw new DomainError('conflict', 'documents.file_already_used');
    await refuseImported.prepare(file, context);
  },
  async run(_input, { file }, { db, now }) {
    await refuseImported.run(file, { db, now });
    return {};
  },
  audit: ({ intakeId }, { file, meeting }) => ({ objectType: 'intake', objectId: intakeId, meetingId: meeting.id, details: { page: file.open?.page ?? null } }),
});
