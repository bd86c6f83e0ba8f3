import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDFDocument } from 'pdf-lib';
import type { Browser } from 'playwright';
import type { FileMark } from './judge';
import type { Random } from './model';

/** How a sheet lay on the glass. */
export interface Lay {
  /** Degrees clockwise, whole turns of the sheet included. */
  readonly turn: number;
  /** Points. */
  readonly shift: readonly [number, number];
  readonly size: number;
  /** 0 to 1. */
  readonly noise: number;
}

const A4 = [595, 842] as const;
const DPI = 130;

/** Where a point of the upright sheet comes to lie, points. */
export function laid({ turn, shift, size }: Lay, [x, y]: readonly [number, number]): [number, number] {
  const angle = (turn * Math.PI) / 180;
  const [w, h] = sheetOf(turn);
  const [dx, dy] = [(x - A4[0] / 2) * size, (y - A4[1] / 2) * size];
  return [w / 2 + dx * Math.cos(angle) - dy * Math.sin(angle) + shift[0], h / 2 + dx * Math.sin(angle) + dy * Math.cos(angle) + shift[1]];
}

const sheetOf = (turn: number): readonly [number, number] => (Math.abs(Math.round(turn / 90)) % 2 === 1 ? [A4[1], A4[0]] : A4);

export const layOf = (random: Random, whole: boolean): Lay => ({
  turn: (random() - 0.5) * 5 + (whole && random() < 0.5 ? [90, 180, 270][Math.floor(random() * 3)] as number : 0),
  shift: [(random() - 0.5) * 40, (random() - 0.5) * 40],
  size: 0.97 + random() * 0.06,
  noise: random() * 0.35,
});

/** Pages of a file as pictures on a scanner's glass: turned, shifted, gray paper, noise, JPEG; nothing of the text is left. */
export async function scan(browser: Browser, bytes: Uint8Array, lays: readonly Lay[]): Promise<Uint8Array> {
  const folder = mkdtempSync(path.join(tmpdir(), 'scan-'));
  const tab = await browser.newPage();
  try {
    spawnSync('pdftoppm', ['-r', String(DPI), '-png', '-', path.join(folder, 'p')], { input: bytes });
    const pages = readdirSync(folder).sort();
    const pdf = await PDFDocument.create();
    for (const [index, name] of pages.entries()) {
      const lay = lays[index % lays.length] as Lay;
      const [width, height] = sheetOf(lay.turn);
      const data = await tab.evaluate(async ({ png, lay: { turn, shift, size, noise }, pixels, scale, a4 }) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = pixels;
        const draw = canvas.getContext('2d') as CanvasRenderingContext2D;
        draw.fillStyle = '#f1efe9';
        draw.fillRect(0, 0, canvas.width, canvas.height);
        draw.translate(canvas.width / 2 + shift[0] * scale, canvas.height / 2 + shift[1] * scale);
        draw.rotate((turn * Math.PI) / 180);
        draw.scale(size, size);
        draw.globalCompositeOperation = 'multiply';
        draw.drawImage(image, -(a4[0] * scale) / 2, -(a4[1] * scale) / 2, a4[0] * scale, a4[1] * scale);
        const all = draw.getImageData(0, 0, canvas.width, canvas.height);
        let state = 12345;
        for (let at = 0; at < all.data.length; at += 4) {
          state = (state * 1103515245 + 12345) & 0x7fffffff;
          const speck = (state / 0x7fffffff - 0.5) * 160 * noise;
          for (let c = 0; c < 3; c += 1) all.data[at + c] = (all.data[at + c] ?? 0) * (0.85 + 0.15 * (1 - noise)) + speck;
        }
        draw.putImageData(all, 0, 0);
        return canvas.toDataURL('image/jpeg', 0.6).split(',')[1] ?? '';
      }, { png: readFileSync(path.join(folder, name)).toString('base64'), lay, pixels: [Math.round((width * DPI) / 72), Math.round((height * DPI) / 72)] as [number, number], scale: DPI / 72, a4: A4 });
      const jpeg = await pdf.embedJpg(Buffer.from(data, 'base64'));
      pdf.addPage([width, height]).drawImage(jpeg, { x: 0, y: 0, width, height });
    }
    return await pdf.save();
  } finally {
    await tab.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A mark of the upright sheet, on the glass. */
export function laidMark(lay: Lay, mark: FileMark): FileMark {
  if (mark.kind === 'note') return { ...mark, at: laid(lay, mark.at) };
  if (mark.kind === 'ink') return { ...mark, strokes: mark.strokes.map((stroke) => stroke.map((point) => laid(lay, point))) };
  return {
    ...mark,
    rects: mark.rects.map(([left, top, right, bottom]) => {
      const corners = ([[left, top], [right, top], [left, bottom], [right, bottom]] as const).map((corner) => laid(lay, corner));
      const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
    }),
  };
}

/** The middle of where a mark or an answer lies. */
export function centreOf({ rects, strokes, at }: { rects?: readonly (readonly number[])[]; strokes?: readonly (readonly (readonly number[])[])[]; at?: readonly number[] }): [number, number] {
  const points = strokes?.flat() ?? rects?.flatMap(([left = 0, top = 0, right = 0, bottom = 0]) => [[left, top], [right, bottom]]) ?? (at ? [at] : []);
  const [xs, ys] = [points.map(([x = 0]) => x), points.map(([, y = 0]) => y)];
  return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}
