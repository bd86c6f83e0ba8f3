import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { BLOB_KEY } from '../../../kernel/ports/blob';
import { conversionSchema } from '../../../kernel/ports/office-converter';
import { DOCUMENT_MAX_BYTES, factsSchema } from '../admission';
import { findIntake, forgetIntake, recordFound, recordRendition } from '../intake/repository';

const param = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Notes what the inspection found of a file that has come in (D35); of one that it rejects nothing stays but why. */
export const recordInspection = defineCommand({
  name: 'documents.record-inspection',
  input: z.strictObject({
    intakeId: z.uuid(),
    verdict: z.discriminatedUnion('ok', [
      z.strictObject({ ok: z.literal(true), facts: factsSchema, doubt: z.strictObject({ page: z.int().positive(), words: z.string().max(200) }).optional() }),
      z.strictObject({ ok: z.literal(false), reason: z.string(), params: z.record(z.string(), param).optional(), offer: z.literal('paper_only').optional() }),
    ]),
    /** The PDF that was made of it, in the staging store, and what was found of the file (D43). */
    rendition: z.strictObject({ blobKey: z.string().regex(BLOB_KEY), sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().positive().max(DOCUMENT_MAX_BYTES), fileName: z.string().min(1).max(200), conversion: conversionSchema }).optional(),
  }),
  load: async ({ intakeId }, { db }) => {
    const intake = await findIntake(db, intakeId);
    if (!intake) throw new DomainError('not_found', 'not_found');
    return intake;
  },
  policy: systemOnly,
  async run({ intakeId, verdict, rendition }, intake, { db, now }) {
    const { state } = intake;
    if (state !== 'received') return { state };
    if (!verdict.ok) {
      await forgetIntake(db, intakeId, 'rejected', now, JSON.stringify({ reason: verdict.reason, params: { ...verdict.params, offer: verdict.offer ?? null } }));
      return { state: 'rejected' as const };
    }
    assertWhole(verdict.facts, rendition?.size ?? intake.size);
    if (rendition) await recordRendition(db, intake, { ...rendition, conversion: JSON.stringify(rendition.conversion) });
    const found = verdict.doubt || rendition ? ({ state: 'doubtful', ...verdict.doubt } as const) : ({ state: 'accepted' } as const);
    await recordFound(db, intakeId, { ...found, facts: JSON.stringify(verdict.facts) });
    return { state: found.state };
  },
  audit: ({ intakeId, verdict }, { meetingId }, { state }) => ({ objectType: 'intake', objectId: intakeId, meetingId, details: { state, ...(verdict.ok ? {} : { reason: verdict.reason }) } }),
});

/** What was found agrees with itself: it has been through a wire. */
function assertWhole({ pages, sizes, heavy, part }: z.output<typeof factsSchema>, size: number): void {
  const isInside = !part || (part.start < part.end && part.end <= size);
  if (!isInside || sizes.length !== pages || heavy.some(({ page }) => page > pages)) throw new DomainError('rejected', 'documents.stored_file_differs');
}
