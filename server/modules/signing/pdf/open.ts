import { DomainError } from '../../../kernel/errors';
import { DerError } from '../der/read';
import { PdfError } from './budget';
import { PdfFile } from './document';

/** Turns what the reader found into the error a person sees. */
export function asDomainError(error: unknown): unknown {
  if (error instanceof DerError) return new DomainError('rejected', 'signing.damaged_certificate', {}, { cause: error });
  if (!(error instanceof PdfError)) return error;
  if (error.fault === 'pdf.encrypted') return new DomainError('rejected', 'signing.encrypted_pdf', {}, { cause: error });
  if (error.fault === 'pdf.hybrid') return new DomainError('rejected', 'signing.hybrid_pdf', {}, { cause: error });
  return new DomainError('rejected', 'signing.damaged_pdf', { fault: error.fault, at: error.at }, { cause: error });
}

/** Runs a reading step, with reader faults as `DomainError`. */
export function reading<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw asDomainError(error);
  }
}

/**
 * Opens a file to be signed.
 * @throws DomainError `rejected`: `signing.encrypted_pdf`, `signing.hybrid_pdf`, `signing.damaged_pdf` {fault, at}.
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
