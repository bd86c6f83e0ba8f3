import { defineModule } from '../../kernel/module';
import { issue } from './commands/issue';
import { takeBack } from './commands/take-back';
import { minutes } from './queries/minutes';
import { ofSession } from './queries/of-session';

export const counting = defineModule({
  name: 'counting',
  dependsOn: ['identity', 'organization', 'meetings', 'voting', 'records'],
  tables: [],
  commands: [issue, takeBack],
  queries: [minutes, ofSession],
  liveViews: [],
});
