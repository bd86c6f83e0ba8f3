export { approvalHash } from './approval';
export { signatureFieldsUpdate, SIGNATURE_FIELDS, type SignatureField } from './pdf/add-signature-fields';
export { prepareDrawing } from './appearance/prepare';
export { MINUTES_SEALED, MINUTES_SIGNED, SIGNATURE_REFUSED } from './events';
export { verifyApart, type PageReport } from './page-report';
export { addFile, createSteps, dropSteps, isVoidFile, latestFile, listSteps, type MinutesFile, type MinutesState, type SignatureStep, type StepRole, type StepState } from './repository';
export { dueStep, planSteps } from './steps';
export { type VerifyOptions } from './verify/verify-pdf';
