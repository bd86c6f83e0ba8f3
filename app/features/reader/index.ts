export type { ReaderPrepared } from './prepared/prepared-marks';
export { tellingOf } from './carried/carried-marks';
export { PageMarks } from './ink-marks';
export { Reader } from './lazy-reader';
export type { CitationDoors, PageCitation, PulseLine, ReaderFollow, ReaderProps } from './reader-props';
export { ReaderShell } from './reader-shell';
export { useClosing } from './use-closing';
export { useInk } from './use-ink';
