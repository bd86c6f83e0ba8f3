import { defineModule } from '../../kernel/module';
import { resetPin } from './commands/reset-pin';
import { certificate } from './queries/certificate';
import { pinLocks } from './queries/pin-locks';

export const signing = defineModule({
  name: 'signing',
  dependsOn: ['identity', 'organization'],
  tables: [{ table: 'PinReset' }],
  commands: [resetPin],
  queries: [certificate, pinLocks],
  liveViews: [],
});
