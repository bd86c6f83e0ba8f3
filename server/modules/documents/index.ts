export { DOCUMENT_MAX_BYTES, servedPart } from './admission';
export { DOCUMENT_ATTACHED, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED } from './events';
export { DOCUMENT_KINDS, type DocumentKind } from './kinds';
export { loadDocumentAccess, type DocumentAccess } from './load-document';
export { countPlacesOf, dropPlacesOf, findDocument, listDocuments, oldPlaces, paperOfInkStream, type MeetingDocument } from './repository';
