import { defineModule } from '../../kernel/module';
import { forgetReceipts } from './commands/forget-receipts';
import { recordDamage } from './commands/record-damage';
import { recordProgress } from './commands/record-progress';
import { nextFiles } from './queries/next-files';
import { state } from './queries/state';

export const storage = defineModule({
  name: 'storage',
  dependsOn: [],
  tables: [],
  commands: [recordDamage, recordProgress, forgetReceipts],
  queries: [nextFiles, state],
  liveViews: [],
});
