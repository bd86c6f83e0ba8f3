import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVersionComparer, type ComparerOptions } from '../../../server/adapters/pdf/compare';
import type { Compared } from '../../../server/kernel/ports/version-comparer';
import { bundleChildren } from '../../support/bundled-child';
import { dice } from '../../support/generated-text';
import { textPaper } from '../../support/text-paper';

let folder: string;
let program: ComparerOptions['program'];

beforeAll(async () => {
  const made = await bundleChildren('compare');
  folder = made.folder;
  program = made.programs.compare;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function file(bytes: Uint8Array): string {
  const name = path.join(folder, `${(count += 1)}.pdf`);
  writeFileSync(name, bytes);
  return name;
}

/** Pages of drawn bars, no letter among them: each list of numbers is one page. */
async function drawn(pages: readonly (readonly number[])[]): Promise<string> {
  const document = await PDFDocument.create();
  for (const bars of pages) {
    const page = document.addPage([595, 842]);
    bars.forEach((seed, row) => {
      const random = dice(seed);
      for (let x = 50 + random() * 60; x < 500; x += 8 + random() * 30) page.drawRectangle({ x, y: 755 - row * 23 + random() * 9, width: 3 + random() * 14, height: 3 + random() * 9 });
    });
  }
  return file(await document.save());
}

const bars = (seed: number): number[] => Array.from({ length: 30 }, (_, row) => seed * 1_000 + row);
const compare = async (old: string, fresh: string, limits: ComparerOptions = {}): Promise<Compared | null> => createVersionComparer({ program, wallMs: 60_000, ...limits }).compare(old, fresh);
const pictures = (compared: Compared | null) => compared?.rows.map(({ kind, old, new: fresh, likeness }) => [kind, old?.[0] ?? null, fresh?.[0] ?? null, likeness]);

describe('two files compared', { timeout: 60_000 }, () => {
  it('comparison CP7 scans: the same page, one with another line, one put in, one taken out', async () => {
    const changed = bars(3).map((seed, row) => (row >= 9 && row < 13 ? seed + 90_000 : seed));
    const compared = await compare(await drawn([bars(1), bars(3), bars(517)]), await drawn([bars(1), bars(911), changed]));
    expect(pictures(compared)).toEqual([
      ['picture', 1, 1, 'alike'],
      ['picture', null, 2, null],
      ['picture', 2, 3, 'differs'],
      ['picture', 3, null, null],
    ]);
    expect(compared?.pages).toEqual({ old: [2, 3], new: [2, 3] });
  });

  it('comparison CP8 the same two files give the same answer, and two that are the same differ in nothing', async () => {
    const text = 'Điều 1. Phạm vi\nQuyết định này quy định việc phân bổ vốn đầu tư công.';
    const [old, fresh] = [file(await textPaper([text])), file(await textPaper([text.replace('phân bổ', 'điều chỉnh')]))];
    const [one, two] = [await compare(old, fresh), await compare(old, fresh)];
    expect(one).toEqual(two);
    expect(one?.rows.map(({ kind }) => kind)).toContain('changed');
    expect((await compare(old, old))?.pages).toEqual({ old: [], new: [] });
  });

  it('comparison CP9 a file that cannot be read, and limits that are reached, end in nothing', async () => {
    const [sound, broken] = [file(await textPaper(['Một dòng chữ.'])), file(Buffer.from('%PDF-1.7 nothing of the kind'))];
    expect(await compare(sound, broken)).toBeNull();
    expect(await compare(sound, path.join(folder, 'not-there.pdf'))).toBeNull();
    expect(await compare(sound, sound, { outputBytes: 20 })).toBeNull();
    expect(await compare(sound, sound, { wallMs: 1 }).catch((error: { reason?: string }) => error.reason ?? null)).toSatisfy((end) => end === null || end === 'documents.comparing_unavailable');
    await expect(compare('old.pdf', sound)).rejects.toThrow(TypeError);
  });
});
