export { drawing, prepareDrawing } from './appearance/prepare';
export { verifyApart, verifyHere, type PageReport } from './page-report';
export { pinHolder, signerOf, viewKey, wrongPin, type KeyView } from './pins';
export { requireUsableCertificate } from './usable-certificate';
export { nextRevision } from './long-term';
export { signFile, type SignedWith } from './sign-file';
export { fieldsUpdate } from './signed-bytes';
