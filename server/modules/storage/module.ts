import { defineModule } from '../../kernel/module';
import { recordDamage } from './commands/record-damage';
import { recordProgress } from './commands/record-progress';
import { nextFiles } from './queries/next-files';
import { state } from './queries/state';

export const storage = defineModule({
  name: 'storage',
  dependsOn: [],
  tables: [],
  commands: [recordDamage, recordProgress],
  queries: [nextFiles, state],
  liveViews: [],
});
