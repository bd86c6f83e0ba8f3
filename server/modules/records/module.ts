import { defineModule } from '../../kernel/module';
import { beginRun } from './commands/begin-run';
import { closeSigningRun } from './commands/close-run';
import { recordCare } from './commands/record-care';
import { refuse } from './commands/refuse';
import { seal } from './commands/seal';
import { sign } from './commands/sign';
import { signNext } from './commands/sign-next';
import { care } from './jobs/care';
import { byCode } from './queries/by-code';
import { careDue } from './queries/care-due';
import { file } from './queries/file';
import { nextCare } from './queries/next-care';
import { sealKey } from './queries/seal-key';
import { signingRuns } from './queries/signing-runs';
import { toSign } from './queries/to-sign';
import { verifyCode } from './queries/verify-code';
import { verifyUpload } from './queries/verify-upload';

export const records = defineModule({
  name: 'records',
  dependsOn: ['identity', 'organization', 'meetings', 'signing'],
  tables: [
    { table: 'OfficialDocument' },
    { table: 'RegisterEntry' },
    { table: 'OfficialFile', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } },
    { table: 'SignatureStep' },
    { table: 'SigningRun' },
    { table: 'SigningRunItem' },
  ],
  commands: [sign, seal, refuse, beginRun, signNext, closeSigningRun, recordCare],
  queries: [file, sealKey, toSign, signingRuns, byCode, verifyCode, verifyUpload, careDue, nextCare],
  liveViews: [],
  jobs: [care],
});
