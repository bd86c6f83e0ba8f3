/** Why a file cannot be signed, or a signature not be used. */
export type PadesFault =
  | 'already_signed' | 'bad_field' | 'cms_rejected' | 'cms_too_large' | 'damaged_certificate' | 'damaged_pdf' | 'encrypted_pdf' | 'field_exists' | 'field_signed'
  | 'hybrid_pdf' | 'no_certificate' | 'no_field' | 'other_signer' | 'placeholder_too_small' | 'prepared_changed' | 'signature_failed' | 'untrusted_chain';

/** What whoever signs is told. Faults of what is read are `PdfError` and `DerError`; to a signer they come as one of these. */
export class PadesError extends Error {
  readonly fault: PadesFault;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(fault: PadesFault, params: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(fault, options);
    this.name = 'PadesError';
    this.fault = fault;
    this.params = params;
  }
}
