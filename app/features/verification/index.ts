export type { Report } from './data';
export { ReportView } from './report-view';
export { VerificationScreen } from './verification-screen';
