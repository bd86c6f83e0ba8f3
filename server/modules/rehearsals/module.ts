import { defineModule } from '../../kernel/module';
import { begin } from './commands/begin';
import { end } from './commands/end';
import { seat } from './queries/seat';
import { state } from './queries/state';

export const rehearsals = defineModule({
  name: 'rehearsals',
  dependsOn: ['identity', 'meetings'],
  tables: [],
  commands: [begin, end],
  queries: [state, seat],
  liveViews: [],
});
