export { createSampleAuthority, issue, issueOrganisation, readAuthority, revoke, ISSUING_NAME, ROOT_NAME } from './sample-authority';
export type { Authority, IssueRequest } from './sample-authority';
export { FileSignerStore, MAX_WRONG_PINS, keySigner } from './file-signer-store';
