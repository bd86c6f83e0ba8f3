import { DomainError, type ErrorCode } from '../../kernel/errors';
import { PadesError, type PadesFault } from '../../pades/errors';
import { signatureFieldsUpdate, type SignatureField } from '../../pades/pdf/add-signature-fields';
import { signatureUpdate } from '../../pades/pdf/sign';

/** What a fault of the signing core means to who asked; its reason is `signing.` and the fault. */
const CODES: Readonly<Record<PadesFault, ErrorCode>> = {
  already_signed: 'conflict',
  bad_field: 'invalid',
  cms_rejected: 'rejected',
  cms_too_large: 'too_large',
  damaged_certificate: 'rejected',
  damaged_pdf: 'rejected',
  encrypted_pdf: 'rejected',
  field_exists: 'conflict',
  field_signed: 'conflict',
  hybrid_pdf: 'rejected',
  no_certificate: 'not_found',
  no_field: 'not_found',
  other_signer: 'forbidden',
  placeholder_too_small: 'too_large',
  prepared_changed: 'conflict',
  signature_failed: 'unavailable',
  untrusted_chain: 'rejected',
};

/** @returns what a person is told of a fault of the signing core; any other error as it is. */
function asDomainError(error: unknown): unknown {
  return error instanceof PadesError ? new DomainError(CODES[error.fault], `signing.${error.fault}`, error.params, { cause: error }) : error;
}

/** Fields for visible signatures, as `signatureFieldsUpdate` of the signing core. @throws DomainError what it throws, in the words of this installation. */
export function fieldsUpdate(pdf: Uint8Array, fields: readonly SignatureField[]): Uint8Array {
  try {
    return signatureFieldsUpdate(pdf, fields);
  } catch (error) {
    throw asDomainError(error);
  }
}

/** Work of the signing core. @throws DomainError what it throws, in the words of this installation. */
export async function inOurWords<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw asDomainError(error);
  });
}

/** A signature, as `signatureUpdate` of the signing core. @throws DomainError as {@link inOurWords}. */
export const signedUpdate = (...given: Parameters<typeof signatureUpdate>): Promise<Uint8Array> => inOurWords(() => signatureUpdate(...given));
