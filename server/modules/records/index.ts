export { DOCUMENT_SEALED, DOCUMENT_SIGNED, SIGNATURE_REFUSED } from './events';
export { prepareIssue, recordIssue, withdraw, type ToIssue } from './issue';
export { notationOf } from './kinds';
export { presentOfficial } from './present';
export { countFiles, dueStepsOf, findOfficial, fullNumber, isInForce, listSteps, refusedStepsOf, type OfficialDocument, type OfficialState, type OpenStep, type SignatureStep } from './repository';
export { dueStep } from './steps';
