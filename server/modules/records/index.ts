export { citedOfficial, issuedUnder, type CitedOfficial } from './cited';
export { prepareIssue, recordIssue, withdraw } from './issue';
export { notationOf, type KindName, type StepRole } from './kinds';
export { presentOfficial } from './present';
export { dueStepsOf, findAbout, findOfficial, isInForce, listSteps, officialsOf, refusedStepsOf, type OfficialDocument, type OpenStep, type SignatureStep } from './repository';
export { verifyCode } from './queries/verify-code';
export { dueStep } from './steps';
