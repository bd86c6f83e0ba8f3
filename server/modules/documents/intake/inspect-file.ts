import { z } from 'zod';
import { defineJob, type JobContext } from '../../../kernel/jobs/job';
import type { StoredBlob } from '../../../kernel/ports/blob';
import type { Conversion } from '../../../kernel/ports/office-converter';
import { CLEANED_CONTENT, isCleanable } from '../../../kernel/ports/pdf-cleaner';
import type { PdfVerdict } from '../../../kernel/ports/pdf-inspector';
import { recordInspection } from '../commands/record-inspection';
import { staged } from '../queries/staged';
import { lookAtScan } from '../scans/look-at-scan';

/** Looks at a file that has come in, in a child of its own (D35). What it finds is its only way into the record. */
export const inspectFile = defineJob({
  name: 'documents.inspect-file',
  payload: z.strictObject({ intakeId: z.uuid() }),
  attempts: 4,
  backOff: { firstMs: 500, mostMs: 5_000 },
  limits: { timeMs: 300_000, memoryMb: 1_500 },
  // The inspector itself starts no more children than there are processors.
  parallel: 8,
  priority: 'now',
  async run({ intakeId }, context) {
    const { query, execute, ports, signal, limits } = context;
    const file = await query(staged, { intakeId });
    // Looked at already, or not wanted any more.
    if (!file) return undefined;
    const options = { signal, memoryMb: limits.memoryMb ?? 1_500 };
    const verdict = await ports.staging.withFile(file, async (path) => lookAtScan(await ports.inspector.inspect(path, options), path, ports, options));
    if (!verdict.ok && verdict.reason === 'documents.active_content' && isCleanable(verdict.params['kinds']) && (await takeCleaned(intakeId, file, verdict, context))) return undefined;
    // Erased first: what failed in between is looked at once more, and is gone then.
    if (!verdict.ok) await ports.staging.delete(file.key);
    await execute(recordInspection, { intakeId, verdict });
    return undefined;
  },
});

const NOTHING: Omit<Conversion, 'leftOut'> = { kind: 'pdf', fontsReplaced: [], signsMissing: [], comments: 0, changes: 0, macros: 0, links: 0, isKnown: true };

/** Takes a file without what leads elsewhere in it, which its sender looks at; the file as it came stays beside (D59). @returns whether that could be done. */
async function takeCleaned(intakeId: string, file: StoredBlob & { fileName: string }, refused: Extract<PdfVerdict, { ok: false }>, { ports, signal, limits, execute }: JobContext): Promise<boolean> {
  const options = { signal, memoryMb: limits.memoryMb ?? 1_500 };
  const named = String(refused.params['kinds']).split(',');
  return ports.scratch.withRoom(async (room) => {
    const target = room.place('rendition.pdf');
    if (!(await ports.staging.withFile(file, (path) => ports.cleaner.clean(path, target, options)))) return false;
    const verdict = await lookAtScan(await ports.inspector.inspect(target, options), target, ports, options);
    if (!verdict.ok) return false;
    const stored = await ports.staging.put(target);
    const conversion = { ...NOTHING, leftOut: CLEANED_CONTENT.filter((kind) => named.includes(kind)) };
    const { state } = await execute(recordInspection, { intakeId, verdict, rendition: { blobKey: stored.key, sha256: stored.sha256, size: stored.size, fileName: file.fileName, conversion } });
    // Somebody else was sooner: what is not named goes.
    if (state !== 'doubtful') await ports.staging.delete(stored.key);
    return true;
  });
}
