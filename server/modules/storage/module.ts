import { defineModule } from '../../kernel/module';
import { forgetReceipts } from './commands/forget-receipts';
import { noteBackup } from './commands/note-backup';
import { noteOrphans } from './commands/note-orphans';
import { noteTakeOver } from './commands/note-take-over';
import { recordDamage } from './commands/record-damage';
import { recordProgress } from './commands/record-progress';
import { forgetOldReceipts } from './jobs/forget-old-receipts';
import { makeBackup } from './jobs/make-backup';
import { readFiles } from './jobs/read-files';
import { sweepOrphans } from './jobs/sweep-orphans';
import { backups } from './queries/backups';
import { nextFiles } from './queries/next-files';
import { standby } from './queries/standby';
import { state } from './queries/state';
import { unnamedFiles } from './queries/unnamed-files';

export const storage = defineModule({
  name: 'storage',
  dependsOn: [],
  tables: [],
  commands: [recordDamage, recordProgress, forgetReceipts, noteOrphans, noteBackup, noteTakeOver],
  queries: [nextFiles, state, unnamedFiles, backups, standby],
  liveViews: [],
  jobs: [readFiles, forgetOldReceipts, sweepOrphans, makeBackup],
});
