import { defineModule } from '../../kernel/module';
import { draft } from './commands/draft';
import { issue } from './commands/issue';
import { save } from './commands/save';
import { takeBack } from './commands/take-back';
import { notice } from './queries/notice';
import { ofSession } from './queries/of-session';
import { tasks } from './queries/tasks';

export const conclusions = defineModule({
  name: 'conclusions',
  dependsOn: ['identity', 'organization', 'meetings', 'agenda', 'sitting', 'assignments', 'records'],
  tables: [{ table: 'ConclusionsNotice' }],
  commands: [draft, save, issue, takeBack],
  queries: [notice, ofSession, tasks],
  liveViews: [],
});
