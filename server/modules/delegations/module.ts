import { defineModule } from '../../kernel/module';
import { end } from './commands/end';
import { give } from './commands/give';
import { mine } from './queries/mine';
import { people } from './queries/people';

export const delegations = defineModule({
  name: 'delegations',
  dependsOn: ['identity', 'organization'],
  tables: [{ table: 'Delegation' }],
  commands: [give, end],
  queries: [mine, people],
  liveViews: [],
});
