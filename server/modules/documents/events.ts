/** Payload: documentId, itemId, pages. */
export const DOCUMENT_ATTACHED = 'documents.attached';
/** Payload: documentId, number (of the version), pages. */
export const DOCUMENT_REPLACED = 'documents.replaced';
/** Renamed, moved or put into another order. Payload: documentId or itemId. */
export const DOCUMENTS_CHANGED = 'documents.changed';
/** A machine read pages that are pictures. Payload: documentId, versionId, pages. */
export const SCANS_READ = 'documents.scans_read';
/** Payload: documentId. */
export const DOCUMENT_WITHDRAWN = 'documents.withdrawn';
/** Others may see a paper than before. Payload: documentId. */
export const DOCUMENT_AUDIENCE_SET = 'documents.audience_set';
