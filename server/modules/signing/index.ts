export { approvalHash } from './approval';
export { prepareDrawing } from './appearance/prepare';
export { MINUTES_SEALED, MINUTES_SIGNED, SIGNATURE_REFUSED } from './events';
export { verifyApart, type PageReport } from './page-report';
export { addFile, createSteps, dropSteps, isVoidFile, latestFile, listSteps, type MinutesFile, type MinutesState, type SignatureStep, type StepRole, type StepState } from './repository';
export { fieldsUpdate } from './signed-bytes';
export { dueStep, planSteps, SIGNATURE_FIELDS } from './steps';
export type { SignatureField } from '../../pades/pdf/add-signature-fields';
