import { defineModule } from '../../kernel/module';
import { forgetReceipts } from './commands/forget-receipts';
import { noteOrphans } from './commands/note-orphans';
import { recordDamage } from './commands/record-damage';
import { recordProgress } from './commands/record-progress';
import { forgetOldReceipts } from './jobs/forget-old-receipts';
import { readFiles } from './jobs/read-files';
import { sweepOrphans } from './jobs/sweep-orphans';
import { nextFiles } from './queries/next-files';
import { state } from './queries/state';
import { unnamedFiles } from './queries/unnamed-files';

export const storage = defineModule({
  name: 'storage',
  dependsOn: [],
  tables: [],
  commands: [recordDamage, recordProgress, forgetReceipts, noteOrphans],
  queries: [nextFiles, state, unnamedFiles],
  liveViews: [],
  jobs: [readFiles, forgetOldReceipts, sweepOrphans],
});
