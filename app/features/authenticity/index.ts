export { SignedLine, type PaperVerdict } from './signed-line';
export { PaperVerdicts, VerdictMark, type SessionVerdicts } from './verdicts';
