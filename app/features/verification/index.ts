export { PagePicture } from './page-picture';
export type { Report } from './data';
export { ReportView, VERDICTS } from './report-view';
export { usePdfSource } from './use-pdf-source';
export { VerificationScreen } from './verification-screen';
