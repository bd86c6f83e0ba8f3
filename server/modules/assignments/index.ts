export { ASSIGNMENT_CHANGED, ASSIGNMENT_DRAFTED, ASSIGNMENT_ISSUED, ASSIGNMENT_SETTLED, ASSIGNMENT_WITHDRAWN } from './events';
export { assignmentFacts } from './facts';
export { issueDrafts } from './issue';
export { assignmentsOf, conclusionsInMinutes, findAssignment, type Assignment } from './repository';
export { dueUpTo } from './repository.lists';
