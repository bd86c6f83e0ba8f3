/**
 * The picture child: `page-picture FILE PAGE TARGET`. Draws one page (from 1) of one untrusted file into a JPEG file and
 * answers with its size as JSON on descriptor 3, after a first byte `R`. It is expected to be killed at any time.
 */
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import encode, { init as initJpeg } from '@jsquash/jpeg/encode.js';
import { OUTPUT_FD, STARTED } from '../sandbox/plain-wire';
import { OpenPdf, startPdfium } from './pdfium';
import { isGray, pictureSize } from './picture-format';

const require = createRequire(import.meta.url);

/** FPDF_ANNOT | FPDF_REVERSE_BYTE_ORDER | FPDF_RENDER_LIMITEDIMAGECACHE: annotations as the reader draws them, RGB order, few decoded pictures kept. */
const RENDER_FLAGS = 0x01 | 0x10 | 0x200;
const GRAYSCALE = 1;
const YCBCR = 3;

async function draw(file: string, page: number): Promise<{ rgba: Uint8ClampedArray; width: number; height: number }> {
  const pdf = new OpenPdf(await startPdfium(), file);
  const drawn = pdf.withPage(page - 1, (loaded, size) => {
    const { width, height } = pictureSize(size.width, size.height);
    return { rgba: pdf.draw(loaded, width, height, RENDER_FLAGS), width, height };
  });
  pdf.close();
  return drawn;
}

async function paint(file: string, page: number, target: string): Promise<{ width: number; height: number }> {
  const { rgba, width, height } = await draw(file, page);
  await initJpeg(new WebAssembly.Module(readFileSync(require.resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm'))));
  const options = { quality: 85, baseline: true, progressive: false, color_space: isGray(rgba) ? GRAYSCALE : YCBCR, auto_subsample: false, chroma_subsample: 1 };
  // Node has no ImageData; the encoder reads these fields of it and no others.
  const jpeg = await encode({ data: rgba, width, height } as ImageData, options);
  writeFileSync(target, new Uint8Array(jpeg), { flag: 'wx', mode: 0o600 });
  return { width, height };
}

function answer(outcome: object): never {
  writeSync(OUTPUT_FD, JSON.stringify(outcome));
  process.exit(0);
}

const fail = (): never => answer({ ok: false });
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
const [file = '', page = '', target = ''] = process.argv.slice(2);
writeSync(OUTPUT_FD, STARTED);
paint(file, Number(page), target).then((size) => answer({ ok: true, ...size }), fail);
