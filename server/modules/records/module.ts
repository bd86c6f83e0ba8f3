import { defineModule } from '../../kernel/module';
import { recordCare } from './commands/record-care';
import { refuse } from './commands/refuse';
import { seal } from './commands/seal';
import { sign } from './commands/sign';
import { care } from './jobs/care';
import { byCode } from './queries/by-code';
import { careDue } from './queries/care-due';
import { file } from './queries/file';
import { nextCare } from './queries/next-care';
import { sealKey } from './queries/seal-key';
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
  ],
  commands: [sign, seal, refuse, recordCare],
  queries: [file, sealKey, byCode, verifyCode, verifyUpload, careDue, nextCare],
  liveViews: [],
  jobs: [care],
});
