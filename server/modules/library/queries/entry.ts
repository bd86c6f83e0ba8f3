import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { numberKey } from '../../../shared/rules/citations';
import { factsSchema } from '../../documents';
import { loadEntry } from '../access';
import { presentEntry } from '../present';
import { entriesNamed } from '../repository';
import { onlyOf } from '../which';

/** One document of the library (LB2). */
export const entry = defineQuery({
  name: 'library.entry',
  input: z.strictObject({ entryId: z.uuid() }),
  load: ({ entryId }, { db, caller, now }) => loadEntry(db, entryId, caller, now),
  policy: () => allow,
  async present({ entry: shown, reader }, _input, { db, now }) {
    const by = shown.byNumber === '' ? null : onlyOf(await entriesNamed(db, reader.agencies, { numbers: [numberKey(shown.byNumber)] }));
    return {
      ...presentEntry(shown, reader, now),
      /** What amended or replaced it, where that is in the library. */
      byId: by?.id ?? null,
      stored: shown.state,
      version: shown.version,
      sha256: shown.sha256,
      sizes: factsSchema.parse(JSON.parse(shown.facts)).sizes,
      can: { keep: presentEntry(shown, reader, now).can.keep, share: reader.keeps?.shared === true },
    };
  },
});
