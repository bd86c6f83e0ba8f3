export { attachCopies, copyPapers, type CopiedPaper } from './carry-papers';
export { DOCUMENT_MAX_BYTES, servedFacts, servedPart } from './admission';
export { DOCUMENT_ATTACHED, DOCUMENT_AUDIENCE_SET, DOCUMENT_REPLACED, DOCUMENT_WITHDRAWN, DOCUMENTS_CHANGED, PAPERS_APPROVED, PAPERS_ASKED, PAPERS_REMINDED, PAPERS_RETURNED, PAPERS_SUBMITTED, SCANS_READ } from './events';
export { DOCUMENT_KINDS, type DocumentKind } from './kinds';
export { loadDocumentAccess, loadDocumentToShow, loadVersionAccess, readableVersion, type DocumentAccess } from './load-document';
export { countPlacesOf, dropPlacesOf, findDocument, findNewestInk, listDocuments, oldPlaces, paperOfInkStream, type MeetingDocument } from './repository';
export { paperDue, paperReminders, peopleToTell, sessionsWithTasks } from './preparing/reminders';
export { scannedAmong, scanTexts } from './scans/repository';
export { findVersionFile, listSignedVersions, listVersionFiles, listVersionsAmong, type VersionFile } from './repository.files';
