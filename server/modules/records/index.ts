export { prepareIssue, recordIssue, withdraw } from './issue';
export { notationOf } from './kinds';
export { presentOfficial } from './present';
export { dueStepsOf, findOfficial, listSteps, refusedStepsOf, type OpenStep, type SignatureStep } from './repository';
export { verifyCode } from './queries/verify-code';
export { dueStep } from './steps';
