export { PagePicture } from './page-picture';
export type { Report } from './data';
export { ReportView, VERDICTS } from './report-view';
export { VerificationScreen } from './verification-screen';
