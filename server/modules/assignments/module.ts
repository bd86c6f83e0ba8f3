import { defineModule } from '../../kernel/module';
import { addToAgenda } from './commands/add-to-agenda';
import { draft } from './commands/draft';
import { issue } from './commands/issue';
import { report } from './commands/report';
import { settleCompletion } from './commands/settle-completion';
import { settleExtension } from './commands/settle-extension';
import { update } from './commands/update';
import { withdraw } from './commands/withdraw';
import { detail } from './queries/detail';
import { list } from './queries/list';
import { mine } from './queries/mine';
import { ofSession } from './queries/of-session';
import { results } from './queries/results';

export const assignments = defineModule({
  name: 'assignments',
  dependsOn: ['identity', 'organization', 'meetings', 'agenda', 'documents'],
  tables: [{ table: 'Assignment' }, { table: 'AssignmentUnit' }, { table: 'AssignmentStep' }],
  commands: [draft, update, withdraw, issue, report, settleCompletion, settleExtension, addToAgenda],
  queries: [list, detail, ofSession, results, mine],
  liveViews: [],
});
