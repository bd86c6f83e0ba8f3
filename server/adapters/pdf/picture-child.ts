/**
 * The picture child: `page-picture FILE PAGE TARGET`. Draws one page (from 1) of one untrusted file into a JPEG file and
 * answers with its size as JSON on descriptor 3, after a first byte `R`. It is expected to be killed at any time.
 */
import { closeSync, fstatSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init as initPdfium, type WrappedPdfiumModule } from '@embedpdf/pdfium';
import encode, { init as initJpeg } from '@jsquash/jpeg/encode.js';
import { OUTPUT_FD, STARTED } from '../sandbox/plain-wire';
import { isGray, pictureSize } from './picture-format';

const require = createRequire(import.meta.url);

/** Four bytes a pixel: red, green, blue, and one that means nothing. */
const BGRX = 3;
/** FPDF_ANNOT | FPDF_REVERSE_BYTE_ORDER | FPDF_RENDER_LIMITEDIMAGECACHE: annotations as the reader draws them, RGB order, few decoded pictures kept. */
const RENDER_FLAGS = 0x01 | 0x10 | 0x200;
const WHITE = 0xffffffff;
const GRAYSCALE = 1;
const YCBCR = 3;

type Heap = WrappedPdfiumModule['pdfium'] & { HEAPU8: Uint8Array };

/** What PDFium asks the file for, as it asks: of 200 MB only what the page needs comes into memory. */
function openDocument(pdfium: WrappedPdfiumModule, fd: number): number {
  const heap = pdfium.pdfium as Heap;
  const readBlock = heap.addFunction((_self: number, position: number, target: number, length: number): number => {
    // Into a buffer of ours first: the heap may have grown and moved.
    const part = Buffer.alloc(length);
    const read = readSync(fd, part, 0, length, position >>> 0);
    heap.HEAPU8.set(part.subarray(0, read), target);
    return read === length ? 1 : 0;
  }, 'iiiii');
  const access = heap.wasmExports.malloc(12);
  heap.setValue(access, fstatSync(fd).size, 'i32');
  heap.setValue(access + 4, readBlock, 'i32');
  heap.setValue(access + 8, 0, 'i32');
  return pdfium.FPDF_LoadCustomDocument(access, '');
}

async function draw(file: string, page: number): Promise<{ rgba: Uint8ClampedArray; width: number; height: number }> {
  const wasm = readFileSync(require.resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await initPdfium({ wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) as ArrayBuffer });
  pdfium.PDFiumExt_Init();
  const fd = openSync(file, 'r');
  const document = openDocument(pdfium, fd);
  if (!document) throw new Error('not opened');
  const loaded = pdfium.FPDF_LoadPage(document, page - 1);
  if (!loaded) throw new Error('no such page');
  const { width, height } = pictureSize(pdfium.FPDF_GetPageWidthF(loaded), pdfium.FPDF_GetPageHeightF(loaded));
  const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, BGRX, 0, 0);
  if (!bitmap) throw new Error('no bitmap');
  pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
  pdfium.FPDF_RenderPageBitmap(bitmap, loaded, 0, 0, width, height, 0, RENDER_FLAGS);
  const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
  // Rows of four-byte pixels need no padding: the stride is the width.
  const rgba = new Uint8ClampedArray((pdfium.pdfium as Heap).HEAPU8.slice(start, start + width * height * 4).buffer);
  closeSync(fd);
  return { rgba, width, height };
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
