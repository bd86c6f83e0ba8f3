/** PAdES: signs PDF files and verifies them. Pure, and without a word of the installation: clock, keys, trust and files come in. */
export { PadesError, type PadesFault } from './errors';
export { SIGNATURE_ALGORITHMS, type SignatureAlgorithm, type Signer } from './signer';
export { addSignatureFields, signatureFieldsUpdate } from './pdf/add-signature-fields';
export type { SignatureField } from './pdf/add-signature-fields';
export { embedSignature, preparedDigest, prepareSignature, signatureUpdate, signPdf, PLACEHOLDER_BYTES } from './pdf/sign';
export type { PreparedSignature } from './pdf/sign';
export { GrowingFile } from './pdf/growing-file';
export { pdfDate } from './pdf/signature-layout';
export type { SignatureRequest } from './pdf/signature-layout';
export { assembleCms, buildCms, signedAttributes } from './cms/build';
export { isTestOnly, parseCertificate, parseCertificates } from './cms/x509';
export type { Certificate } from './cms/x509';
export { verifyPdf } from './verify/verify-pdf';
export type { VerifyOptions } from './verify/verify-pdf';
export { FINDINGS, findingText } from './verify/findings';
export type { Finding, FindingKey, Severity } from './verify/findings';
export type {
  BaselineCheck,
  CertificateReport,
  RevisionChange,
  SignatureReport,
  TimestampReport,
  Verdict,
  VerificationReport,
} from './verify/report';
