export { MINUTES_APPROVED, MINUTES_BEGUN, MINUTES_DRAFTED, MINUTES_REOPENED, MINUTES_RETURNED, MINUTES_SAVED, MINUTES_SETTLED, MINUTES_SUBMITTED } from './events';
export { findMinutesOf, type Minutes } from './repository';
export { tasksFor, type MinutesTask, type MinutesTaskKind } from './tasks';
export { editsAfter, type MinutesEdit } from './repository.writing';
export { writeMinutes, writeParagraphs, type WrittenSteps } from './write';
