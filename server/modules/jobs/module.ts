import { defineModule } from '../../kernel/module';
import { cancel } from './commands/cancel';
import { forget } from './commands/forget';
import { retry } from './commands/retry';
import { forgetEnded } from './forget-ended';
import { overview } from './queries/overview';
import { state } from './queries/state';

export const jobs = defineModule({
  name: 'jobs',
  dependsOn: ['identity'],
  tables: [],
  commands: [retry, cancel, forget],
  queries: [overview, state],
  liveViews: [],
  jobs: [forgetEnded],
});
