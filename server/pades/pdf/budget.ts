/**
 * Why a file cannot be read, as a stable key. Thrown by the reader only; the public functions turn it into a
 * `PadesError` (signing) or a finding (verification).
 */
export type PdfFault =
  | 'pdf.header'
  | 'pdf.no_startxref'
  | 'pdf.trailing_bytes'
  | 'pdf.xref'
  | 'pdf.xref_loop'
  | 'pdf.xref_mixed'
  | 'pdf.object'
  | 'pdf.object_header'
  | 'pdf.duplicate_key'
  | 'pdf.stream'
  | 'pdf.filter'
  | 'pdf.catalog'
  | 'pdf.pages'
  | 'pdf.too_deep'
  | 'pdf.too_complex'
  | 'pdf.inflate'
  | 'pdf.encrypted'
  | 'pdf.hybrid';

export class PdfError extends Error {
  override readonly name = 'PdfError';
  readonly fault: PdfFault;
  readonly at: number;

  constructor(fault: PdfFault, at = 0) {
    super(`${fault} at ${at}`);
    this.fault = fault;
    this.at = at;
  }
}

/**
 * Work allowed for one file. Counted, not timed: the same file gets the same answer on a slow and on a fast machine.
 * A unit is about a token read or 64 bytes inflated or compared; the default is some two seconds of work.
 */
export class Budget {
  private left: number;
  private inflateLeft: number;
  private namesLeft: number;

  constructor(units = 12_000_000, inflateBytes = 256 * 1024 * 1024, nameCharacters = 2_000_000) {
    this.left = units;
    this.inflateLeft = inflateBytes;
    this.namesLeft = nameCharacters;
  }

  /**
   * Counts the full name of a form field. Names are inherited: a long one above many fields is as long again in each.
   * @throws PdfError `pdf.too_complex`, also for one name beyond what a string of PDF may hold (ISO 32000-1, Annex C).
   */
  named(characters: number): void {
    this.namesLeft -= characters;
    if (characters > 32_767 || this.namesLeft < 0) throw new PdfError('pdf.too_complex');
  }

  /** @throws PdfError `pdf.too_complex` once the work is used up. */
  spend(units: number): void {
    this.left -= units;
    if (this.left < 0) throw new PdfError('pdf.too_complex');
  }

  /** Bytes a single stream may still inflate to. */
  get inflateCap(): number {
    return Math.min(this.inflateLeft, 64 * 1024 * 1024);
  }

  inflated(bytes: number): void {
    this.inflateLeft -= bytes;
    this.spend(Math.ceil(bytes / 64));
  }
}
