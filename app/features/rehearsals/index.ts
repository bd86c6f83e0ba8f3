export { OverScreen } from './over-screen';
export { RehearsalCard, type RehearsalState } from './rehearsal-card';
export { RehearsalMark } from './rehearsal-mark';
