export { ConclusionsLink } from './conclusions-link';
export { ConclusionsScreen } from './conclusions-screen';
export { conclusionsTasks } from './conclusions-tasks';
