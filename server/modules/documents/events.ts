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
/** A unit was asked for the papers of an item. Payload: itemId. */
export const PAPERS_ASKED = 'documents.papers_asked';
/** The office reminds it. Payload: itemId. */
export const PAPERS_REMINDED = 'documents.papers_reminded';
/** It brought one. Payload: itemId, submissionId, waitsFor (leader, office). */
export const PAPERS_SUBMITTED = 'documents.papers_submitted';
/** It came back. Payload: itemId, submissionId. */
export const PAPERS_RETURNED = 'documents.papers_returned';
/** It is a paper, or a version of one. Payload: itemId, submissionId, documentId, number. */
export const PAPERS_APPROVED = 'documents.papers_approved';
