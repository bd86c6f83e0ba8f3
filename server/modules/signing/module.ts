import { defineModule } from '../../kernel/module';
import { refuse } from './commands/refuse';
import { resetPin } from './commands/reset-pin';
import { seal } from './commands/seal';
import { sign } from './commands/sign';
import { certificate } from './queries/certificate';
import { pinLocks } from './queries/pin-locks';
import { sealKey } from './queries/seal-key';
import { verifyCode } from './queries/verify-code';
import { verifyUpload } from './queries/verify-upload';

export const signing = defineModule({
  name: 'signing',
  dependsOn: ['meetings'],
  records: [{ table: 'SignatureStep' }, { table: 'PinReset' }],
  commands: [sign, seal, refuse, resetPin],
  queries: [certificate, sealKey, pinLocks, verifyUpload, verifyCode],
  liveViews: [],
});
