import { z } from 'zod';
import { DomainError } from '../../kernel/errors';
import { defineJob, type JobContext } from '../../kernel/jobs/job';
import type { PdfPart } from '../../kernel/pdf-part';
import type { PackMade, PackOrder } from '../../kernel/ports/pack-maker';
import type { ScratchRoom } from '../../kernel/ports/scratch';
import { openStored } from '../../kernel/stored-part';
import { recordMade } from './commands/record-made';
import { labelsOf } from './numbers';
import type { OutlineRow } from './outline';
import { order } from './queries/order';

const LARGE = 1.5;
const WORDS = { heading: 'Mục lục', gap: 'Trang', notice: ['Tài liệu này không đưa được vào tập.', 'Hãy mở tài liệu trong ứng dụng; số trang vẫn giữ nguyên.'], signed: 'Bản gốc đã ký số' };

/** Makes a pack in a child and stores it; whole or not there at all (PK6). */
export const makePack = defineJob({
  name: 'packs.make-pack',
  payload: z.strictObject({ packId: z.uuid() }),
  attempts: 3,
  limits: { timeMs: 30 * 60_000, memoryMb: 1_500 },
  parallel: 1,
  priority: 'soon',
  async run({ packId }, context) {
    const asked = await context.query(order, { packId }).catch((error: unknown) => {
      // Papers that have changed while it waited: nobody wants this one any more.
      if (error instanceof DomainError && error.code === 'gone') return null;
      throw error;
    });
    if (asked?.state !== 'waiting') return undefined;
    const { ports: { packs, scratch, staging }, signal, limits, execute } = context;
    await scratch.withRoom(async (room) => {
      const target = room.place('pack');
      const made = await packs.make(await orderOf(asked, room, context), target, { signal, memoryMb: limits.memoryMb });
      const { key, sha256, size } = await staging.put(target, { signal, fromOutside: true });
      const { pages, missing, seal } = made;
      await execute(recordMade, { packId, blobKey: key, sha256, size, pages, missing: missing.length, seal }).catch(async (error: unknown) => {
        await staging.delete(key);
        if (!(error instanceof DomainError && error.code === 'gone')) throw error;
      });
      note(made, context, packId);
    });
    return undefined;
  },
});

function note({ pages, repaired, missing, unattached }: PackMade, { log }: JobContext, packId: string): void {
  log({ packId, pages, repaired: repaired.length, missing: missing.length, unattached: unattached.length }, 'a pack was made');
}

interface Asked {
  title: string;
  startsAt: Date;
  isLarge: boolean;
  rows: readonly OutlineRow[];
}

/** Lays the papers out in a room of their own, read against their SHA-256; one that cannot be read keeps its place and its numbers. */
async function orderOf({ title, startsAt, isLarge, rows }: Asked, room: ScratchRoom, { ports, signal, progress, log }: JobContext): Promise<PackOrder> {
  const pieces: PackOrder['pieces'] = [];
  const attachments: PackOrder['attachments'] = [];
  const total = rows.filter(({ kind }) => kind === 'paper').length;
  let done = 0;
  for (const row of rows) {
    if (row.kind !== 'paper') {
      pieces.push(row.kind === 'heading' ? { kind: 'heading', level: 0, title: row.title } : { kind: 'gap', level: 1, title: WORDS.gap, label: row.label });
      continue;
    }
    const lay = async (name: string, part: PdfPart | null): Promise<string> => {
      try {
        return await room.fill(name, await openStored(ports.blobs, row.blob, part), { signal });
      } catch (error) {
        if (!(error instanceof DomainError && error.reason === 'storage.damaged_file')) throw error;
        log({ documentId: row.id }, 'a paper is not in the pack: its file is damaged');
        return room.place(`nothing-${name}`);
      }
    };
    const file = await lay(`paper-${done}`, row.part);
    pieces.push({ kind: 'paper', level: row.level, title: row.title, file, pages: row.pages, taken: { from: row.from, count: row.count }, labels: labelsOf(row.run, row.from, row.count), notice: WORDS.notice });
    // Signatures hold for the bytes that were handed in, with whatever stands around the PDF.
    if (row.signed) attachments.push({ file: row.part ? await lay(`original-${done}`, null) : file, name: row.fileName, description: `${WORDS.signed}: ${row.title}` });
    done += 1;
    progress(done, total);
  }
  return { words: { title, subtitle: dateText(startsAt), heading: WORDS.heading }, language: 'vi', pieces, attachments, scale: isLarge ? LARGE : 1 };
}

const dateText = (at: Date): string => at.toLocaleDateString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', day: '2-digit', month: '2-digit', year: 'numeric' });
