import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { OpenPdf } from '../pdfium';
import type { SourceFile } from './bytes';

type Heap = WrappedPdfiumModule['pdfium'] & { HEAPU8: Uint8Array };

/** FPDF_REMOVE_SECURITY: a file that opens without a password is written without one. */
const WITHOUT_SECURITY = 3;
const FILE_WRITE_BYTES = 8;

/**
 * A file as PDFium writes it again: cross-references rebuilt, encryption gone.
 * @param target a name that is free. @returns null where PDFium does not open the file, or cannot write it.
 */
export function rewritten(pdfium: WrappedPdfiumModule, { file, part }: SourceFile, target: string): SourceFile | null {
  let open: OpenPdf;
  try {
    open = new OpenPdf(pdfium, file, part);
  } catch {
    return null;
  }
  const heap = pdfium.pdfium as Heap;
  const fd = openSync(target, 'wx', 0o600);
  let failure: unknown;
  const block = heap.addFunction((_self: number, data: number, length: number): number => {
    try {
      for (let at = 0; at < length;) at += writeSync(fd, heap.HEAPU8, data + at, length - at);
      return 1;
    } catch (error) {
      failure = error;
      return 0;
    }
  }, 'iiii');
  const access = heap.wasmExports.malloc(FILE_WRITE_BYTES);
  heap.setValue(access, 1, 'i32');
  heap.setValue(access + 4, block, 'i32');
  try {
    const isWritten = pdfium.FPDF_SaveAsCopy(open.document, access, WITHOUT_SECURITY);
    if (failure !== undefined) throw failure;
    return isWritten && statSync(target).size > 0 ? { file: target } : null;
  } finally {
    closeSync(fd);
    heap.wasmExports.free(access);
    heap.removeFunction(block);
    open.close();
  }
}
