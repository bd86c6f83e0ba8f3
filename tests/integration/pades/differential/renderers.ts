import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** A page in shades of grey. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export interface Renderer {
  readonly name: string;
  /** All pages at 72 dots per inch: a point is a pixel. Null where the file cannot be drawn. */
  draw(file: string): Promise<Picture[] | null>;
}

/** Binary PGM pictures, one after the other. */
function pgm(bytes: Buffer): Picture[] {
  const pictures: Picture[] = [];
  for (let at = 0; at < bytes.length;) {
    const head = /^P5\s+(?:#[^\n]*\n)?(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', at, at + 200));
    if (!head) break;
    const [width, height] = [Number(head[1]), Number(head[2])];
    const start = at + head[0].length;
    pictures.push({ width, height, pixels: bytes.subarray(start, start + width * height) });
    at = start + width * height;
  }
  return pictures;
}

/** A program that writes its pictures to its standard output. */
const program = (name: string, args: (file: string) => readonly string[]): Renderer => ({
  name,
  draw: (file) =>
    new Promise((resolve) => {
      const child = spawn(name, [...args(file)], { stdio: ['ignore', 'pipe', 'ignore'] });
      const parts: Buffer[] = [];
      child.stdout.on('data', (part: Buffer) => parts.push(part));
      child.on('close', () => {
        const pictures = pgm(Buffer.concat(parts));
        resolve(pictures.length > 0 ? pictures : null);
      });
      child.on('error', () => resolve(null));
    }),
});

/** The three readers people have: Poppler (Linux desktops), MuPDF (phones, scanners), pdf.js (browsers and this product). */
const poppler = program('pdftoppm', (file) => ['-r', '72', '-gray', file]);
const mupdf = program('mutool', (file) => ['draw', '-q', '-r', '72', '-c', 'gray', '-F', 'pgm', '-o', '-', file]);

const requireOf = createRequire(import.meta.url);

interface CanvasModule {
  createCanvas(width: number, height: number): { getContext(kind: '2d'): { getImageData(x: number, y: number, w: number, h: number): { data: Uint8ClampedArray } } };
}

const pdfjs: Renderer = {
  name: 'pdf.js',
  async draw(file) {
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const { createCanvas } = requireOf('@napi-rs/canvas') as CanvasModule;
    const assets = path.dirname(requireOf.resolve('pdfjs-dist/package.json'));
    const task = getDocument({
      data: Uint8Array.from(readFileSync(file)),
      verbosity: 0,
      isEvalSupported: false,
      standardFontDataUrl: `${assets}/standard_fonts/`,
      cMapUrl: `${assets}/cmaps/`,
      wasmUrl: `${assets}/wasm/`,
    });
    try {
      const document = await task.promise;
      const pictures: Picture[] = [];
      for (let number = 1; number <= document.numPages; number += 1) {
        const page = await document.getPage(number);
        const viewport = page.getViewport({ scale: 1 });
        const [width, height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
        const canvas = createCanvas(width, height);
        const canvasContext = canvas.getContext('2d');
        await page.render({ canvas: null, canvasContext: canvasContext as unknown as CanvasRenderingContext2D, viewport, annotationMode: 1 }).promise;
        const { data } = canvasContext.getImageData(0, 0, width, height);
        const pixels = new Uint8Array(width * height);
        for (let i = 0; i < pixels.length; i += 1) pixels[i] = ((data[i * 4] ?? 0) * 3 + (data[i * 4 + 1] ?? 0) * 6 + (data[i * 4 + 2] ?? 0)) / 10;
        pictures.push({ width, height, pixels });
      }
      return pictures;
    } catch {
      // Whatever the reader cannot open it cannot show.
      return null;
    } finally {
      await task.destroy();
    }
  },
};

const has = (name: string): boolean => spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
const hasCanvas = (): boolean => {
  try {
    requireOf.resolve('@napi-rs/canvas');
    return true;
  } catch {
    return false;
  }
};

/** Readers that are there. With `CI=true` all three have to be. */
export function availableRenderers(): Renderer[] {
  const missing = [...(has('pdftoppm') ? [] : ['pdftoppm']), ...(has('mutool') ? [] : ['mutool']), ...(hasCanvas() ? [] : ['@napi-rs/canvas'])];
  if (missing.length > 0 && process.env['CI'] === 'true') throw new Error(`missing: ${missing.join(', ')}`);
  if (missing.length > 0) process.stderr.write(`compared without ${missing.join(', ')}\n`);
  return [...(has('pdftoppm') ? [poppler] : []), ...(has('mutool') ? [mupdf] : []), ...(hasCanvas() ? [pdfjs] : [])];
}
