export type { PaperRows } from './data';
export type { PaperPlace } from './paper-edit-row';
export { PaperList } from './paper-list';
export { PaperRow } from './paper-row';
export { type HeldPaper, SecrecyQuestions } from './secrecy-questions';
export { documentTexts } from './texts';
export { UploadPanel } from './upload-panel';
export { isUnplaced } from './upload-queue';
export { type Uploads, useUploads } from './use-uploads';
