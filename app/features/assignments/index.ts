export { DetailScreen } from './detail-screen';
export { assignmentsCsv } from './list-file';
export { ListScreen } from './list-screen';
export { listHref, listPlace } from './place';
export { ResultsScreen } from './results-screen';
export { SessionAssignmentsScreen } from './session-screen';
export type { Row } from './state-word';
export { assignmentTexts } from './texts';
export { UnitAssignments, type Mine } from './unit-card';
