/** The signing core: what commands and queries of this module build on. Pure; clock, keys, fonts and files come in. */
export { addSignatureFields, SIGNATURE_FIELDS } from './pdf/add-signature-fields';
export type { SignatureField } from './pdf/add-signature-fields';
export { embedSignature, preparedDigest, prepareSignature, signatureUpdate, signPdf, PLACEHOLDER_BYTES } from './pdf/sign';
export type { PreparedSignature } from './pdf/sign';
export { GrowingFile } from './pdf/growing-file';
export { pdfDate } from './pdf/signature-layout';
export type { SignatureRequest } from './pdf/signature-layout';
export { drawPersonAppearance, drawSealAppearance, drawTextAppearance, MM, TEST_NOTICE } from './appearance/draw';
export type { PersonAppearance, SealAppearance, TextAppearance } from './appearance/draw';
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
