import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { signedIn } from '../../../kernel/policy';
import { CITED_KINDS } from '../../../shared/rules/citations';
import { readerOf } from '../access';
import { presentEntry } from '../present';
import { listEntries } from '../repository';

const PAGE = 30;

/** The library as the caller sees it, the newest first (LB2). */
export const entries = defineQuery({
  name: 'library.entries',
  input: z.strictObject({ kind: z.enum(CITED_KINDS).optional(), from: z.int().min(0).max(100_000).default(0) }),
  load: async ({ kind, from }, { db, caller, now }) => {
    const reader = await readerOf(db, caller, now);
    return { reader, found: await listEntries(db, reader.agencies, { skip: from, take: PAGE, kind }) };
  },
  policy: signedIn,
  present: ({ reader, found }, { kind, from }, { now }) => ({
    entries: found.entries.map((entry) => presentEntry(entry, reader, now)),
    total: found.total,
    kind: kind ?? null,
    from,
    next: from + PAGE < found.total ? from + PAGE : null,
    previous: from > 0 ? Math.max(0, from - PAGE) : null,
    can: { keep: reader.keeps !== null, share: reader.keeps?.shared === true },
  }),
});
