import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { allow } from '../../../kernel/policy';
import { twoDigits } from '../../../shared/rules/numbering';
import { loadMinutes } from '../policy';
import { findFile } from '../repository';

/** Which stored file a revision of the minutes is, for serving its bytes. */
export const file = defineQuery({
  name: 'minutes.file',
  input: z.strictObject({ minutesId: z.uuid(), revision: z.int().min(0) }),
  load: async ({ minutesId, revision }, { db, caller }) => {
    const loaded = await loadMinutes(db, minutesId, caller);
    const stored = await findFile(db, minutesId, revision);
    // A void file stays for those who wrote and decided it; everybody else keeps to what holds.
    if (!stored || (stored.isVoid && !loaded.access.isSecretary && !loaded.access.isChair)) throw new DomainError('not_found', 'not_found');
    return { ...loaded, stored };
  },
  policy: () => allow,
  present: ({ minutes, stored }) => ({ ...stored, fileName: `Biên bản ${twoDigits(minutes.number ?? 0)}-${minutes.notation}.pdf` }),
});
