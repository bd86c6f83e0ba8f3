export { createSampleAuthority, issue, issueOrganisation, readAuthority, revoke, ISSUING_NAME, ROOT_NAME } from './sample-authority';
export type { Authority, IssueRequest } from './sample-authority';
export { FileSignerStore, MAX_WRONG_PINS } from './file-signer-store';
export { keysApart } from './keys-apart';
export { keySigner, keysHere } from './keys-here';
