export { DelegationsScreen } from './delegations-screen';
export { delegationTasks } from './delegation-tasks';
export { PreparedReader } from './prepared-reader';
export { PreparedSession } from './prepared-session';
export { PreparedSessions } from './prepared-sessions';
