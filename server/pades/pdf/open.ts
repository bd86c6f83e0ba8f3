import { PadesError } from '../errors';
import { DerError } from '../der/read';
import { PdfError } from './budget';
import { PdfFile } from './document';

/** Turns what the reader found into the error a person sees. */
export function asPadesError(error: unknown): unknown {
  if (error instanceof DerError) return new PadesError('damaged_certificate', {}, { cause: error });
  if (!(error instanceof PdfError)) return error;
  if (error.fault === 'pdf.encrypted') return new PadesError('encrypted_pdf', {}, { cause: error });
  if (error.fault === 'pdf.hybrid') return new PadesError('hybrid_pdf', {}, { cause: error });
  return new PadesError('damaged_pdf', { fault: error.fault, at: error.at }, { cause: error });
}

/** Runs a reading step, with reader faults as `PadesError`. */
export function reading<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw asPadesError(error);
  }
}

/**
 * Opens a file to be signed.
 * @throws PadesError `encrypted_pdf`, `hybrid_pdf`, `damaged_pdf` {fault, at}.
 */
export function openForSigning(pdf: Uint8Array): PdfFile {
  return reading(() => {
    const file = PdfFile.open(pdf);
    if (file.encrypted) throw new PdfError('pdf.encrypted');
    if (file.hybrid) throw new PdfError('pdf.hybrid');
    file.latest.pages();
    return file;
  });
}
