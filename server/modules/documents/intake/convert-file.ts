import { z } from 'zod';
import { defineJob } from '../../../kernel/jobs/job';
import { officeKindOf } from '../../../shared/rules/office-kinds';
import { recordInspection } from '../commands/record-inspection';
import { lookAtScan } from '../scans/look-at-scan';
import { staged } from '../queries/staged';

/**
 * Makes a PDF of a file of an office program, apart from everything, and has that inspected as any other (D42, D43). Its sender is asked before it
 * becomes a paper.
 */
export const convertFile = defineJob({
  name: 'documents.convert-file',
  payload: z.strictObject({ intakeId: z.uuid() }),
  attempts: 3,
  backOff: { firstMs: 500, mostMs: 5_000 },
  limits: { timeMs: 300_000, memoryMb: 1_500 },
  parallel: 4,
  priority: 'now',
  async run({ intakeId }, { query, execute, ports, signal, limits, progress }) {
    const file = await query(staged, { intakeId });
    const kind = file && officeKindOf(file.fileName);
    // Looked at already, or not wanted any more.
    if (!file || !kind) return undefined;
    await ports.scratch.withRoom(async (room) => {
      const target = room.place('rendition.pdf');
      const refuse = async (verdict: { ok: false; reason: string; params?: Readonly<Record<string, string | number | boolean | null>>; offer?: 'paper_only' | undefined }): Promise<void> => {
        // Erased first: what failed in between is looked at once more, and is gone then.
        await ports.staging.delete(file.key);
        await execute(recordInspection, { intakeId, verdict: { ...verdict, params: { ...verdict.params } } });
      };
      const made = await ports.staging.withFile(file, (path) => ports.converter.convert(path, kind, target, { signal, memoryMb: limits.memoryMb ?? 1_500, onProgress: (share) => progress(Math.round(share * 100), 100) }));
      if (!made.ok) return refuse(made);
      const inspected = await ports.inspector.inspect(target, { signal, ...(limits.memoryMb && { memoryMb: limits.memoryMb }) });
      const verdict = await lookAtScan(inspected, target, ports, { signal, memoryMb: limits.memoryMb ?? 1_500 });
      if (!verdict.ok) return refuse(verdict);
      const stored = await ports.staging.put(target);
      const { state } = await execute(recordInspection, { intakeId, verdict, rendition: { blobKey: stored.key, sha256: stored.sha256, size: stored.size, fileName: `${file.fileName.replace(/\.[a-z]{3,4}$/i, '').slice(0, 196)}.pdf`, conversion: made.conversion } });
      // Somebody else was sooner: what is not named goes.
      if (state !== 'doubtful') await ports.staging.delete(stored.key);
    });
    return undefined;
  },
});
