import { defineModule } from '../../kernel/module';
import { forgetReceipts } from './commands/forget-receipts';
import { noteBackup } from './commands/note-backup';
import { noteOrphans } from './commands/note-orphans';
import { recordDamage } from './commands/record-damage';
import { recordProgress } from './commands/record-progress';
import { forgetOldReceipts } from './jobs/forget-old-receipts';
import { makeBackup } from './jobs/make-backup';
import { readFiles } from './jobs/read-files';
import { sweepOrphans } from './jobs/sweep-orphans';
import { backups } from './queries/backups';
import { nextFiles } from './queries/next-files';
import { state } from './queries/state';
import { unnamedFiles } from './queries/unnamed-files';

export const storage = defineModule({
  name: 'storage',
  dependsOn: [],
  tables: [],
  commands: [recordDamage, recordProgress, forgetReceipts, noteOrphans, noteBackup],
  queries: [nextFiles, state, unnamedFiles, backups],
  liveViews: [],
  jobs: [readFiles, forgetOldReceipts, sweepOrphans, makeBackup],
});
