/**
 * Where in a stored file the PDF stands. Bytes before it (a byte-order mark, a printer's job header) and behind it are never
 * shown or served; the stored file keeps them.
 */
export interface PdfPart {
  /** Where its header `%PDF-1.7` begins, bytes. */
  start: number;
  /** The first byte behind it. */
  end: number;
  /**
   * Set where the offsets of its cross-references count from the beginning of the stored file: then what stands before is
   * not cut off, but this header moves to byte 0 and blanks fill up to where it stood, so that every offset stays right.
   */
  header?: string;
}

/** Bytes of a header like `%PDF-1.7`. */
export const HEADER_BYTES = 8;

/** Bytes that are made instead of read: the header that has moved, and blanks. */
export const madeBytes = ({ start, header }: PdfPart): string => (header === undefined ? '' : header.padEnd(start + HEADER_BYTES, ' '));

/** First byte that is read from the stored file. */
export const readFrom = ({ start, header }: PdfPart): number => (header === undefined ? start : start + HEADER_BYTES);

/** Size of the PDF as it is served, bytes. */
export const partSize = (part: PdfPart): number => madeBytes(part).length + part.end - readFrom(part);
