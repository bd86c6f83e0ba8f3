export { ASSIGNMENT_CHANGED, ASSIGNMENT_DRAFTED, ASSIGNMENT_ISSUED, ASSIGNMENT_SETTLED, ASSIGNMENT_WITHDRAWN } from './events';
export { issueDrafts } from './issue';
export { assignmentsOf, findAssignment, type Assignment } from './repository';
export { dueUpTo } from './repository.lists';
