import type { PdfRefusal, PdfVerdict } from '../../kernel/ports/pdf-inspector';

/** Ends an inspection with a refusal; thrown inside the child only and turned into a verdict there. */
export class Refusal extends Error {
  constructor(
    readonly reason: PdfRefusal,
    readonly params: Readonly<Record<string, string | number>> = {},
    readonly offer?: 'paper_only',
  ) {
    super(reason);
    this.name = 'Refusal';
  }

  toVerdict(): PdfVerdict {
    return { ok: false, reason: this.reason, params: this.params, ...(this.offer ? { offer: this.offer } : {}) };
  }
}
