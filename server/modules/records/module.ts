import { defineModule } from '../../kernel/module';
import { refuse } from './commands/refuse';
import { seal } from './commands/seal';
import { sign } from './commands/sign';
import { byCode } from './queries/by-code';
import { file } from './queries/file';
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
  commands: [sign, seal, refuse],
  queries: [file, sealKey, byCode, verifyCode, verifyUpload],
  liveViews: [],
});
