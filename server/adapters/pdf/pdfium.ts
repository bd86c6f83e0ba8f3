import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { init as initPdfium, type WrappedPdfiumModule } from '@embedpdf/pdfium';

type Heap = WrappedPdfiumModule['pdfium'] & { HEAPU8: Uint8Array };

/** Four bytes a pixel: red, green, blue, and one that means nothing. */
const BGRX = 3;
const WHITE = 0xffffffff;

/** PDFium in WebAssembly. Used in children that may be killed only: files are untrusted. */
export async function startPdfium(): Promise<WrappedPdfiumModule> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const pdfium = await initPdfium({ wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) as ArrayBuffer });
  pdfium.PDFiumExt_Init();
  return pdfium;
}

/** An open file; what PDFium asks it for is read as it asks: of 200 MB only what the page needs comes into memory. */
export class OpenPdf {
  readonly #fd: number;
  readonly document: number;

  /** @param part where other bytes stand around the PDF. @throws Error when PDFium does not open the file. */
  constructor(readonly pdfium: WrappedPdfiumModule, file: string, part?: { start: number; length: number }) {
    const heap = pdfium.pdfium as Heap;
    const fd = openSync(file, 'r');
    const readBlock = heap.addFunction((_self: number, position: number, target: number, length: number): number => {
      // Into a buffer of ours first: the heap may have grown and moved.
      const block = Buffer.alloc(length);
      const read = readSync(fd, block, 0, length, (part?.start ?? 0) + (position >>> 0));
      heap.HEAPU8.set(block.subarray(0, read), target);
      return read === length ? 1 : 0;
    }, 'iiiii');
    const access = heap.wasmExports.malloc(12);
    heap.setValue(access, part?.length ?? fstatSync(fd).size, 'i32');
    heap.setValue(access + 4, readBlock, 'i32');
    heap.setValue(access + 8, 0, 'i32');
    this.#fd = fd;
    this.document = pdfium.FPDF_LoadCustomDocument(access, '');
    if (!this.document) throw new Error('not opened');
  }

  get pages(): number {
    return this.pdfium.FPDF_GetPageCount(this.document);
  }

  /** @param page from 0. @throws Error when there is no such page, or it cannot be read. */
  withPage<T>(page: number, use: (loaded: number, size: { width: number; height: number }) => T): T {
    const loaded = this.pdfium.FPDF_LoadPage(this.document, page);
    if (!loaded) throw new Error('no such page');
    try {
      return use(loaded, { width: this.pdfium.FPDF_GetPageWidthF(loaded), height: this.pdfium.FPDF_GetPageHeightF(loaded) });
    } finally {
      this.pdfium.FPDF_ClosePage(loaded);
    }
  }

  /** Pixels of a loaded page on white, four bytes each (red, green, blue, nothing). */
  draw(loaded: number, width: number, height: number, flags: number): Uint8ClampedArray {
    const { pdfium } = this;
    const bitmap = pdfium.FPDFBitmap_CreateEx(width, height, BGRX, 0, 0);
    if (!bitmap) throw new Error('no bitmap');
    try {
      pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE);
      pdfium.FPDF_RenderPageBitmap(bitmap, loaded, 0, 0, width, height, 0, flags);
      const start = pdfium.FPDFBitmap_GetBuffer(bitmap);
      // Rows of four-byte pixels need no padding: the stride is the width.
      return new Uint8ClampedArray((pdfium.pdfium as Heap).HEAPU8.slice(start, start + width * height * 4).buffer);
    } finally {
      pdfium.FPDFBitmap_Destroy(bitmap);
    }
  }

  close(): void {
    closeSync(this.#fd);
  }
}
