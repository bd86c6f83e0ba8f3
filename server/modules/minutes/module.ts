import { defineModule } from '../../kernel/module';
import { approve } from './commands/approve-minutes';
import { draft } from './commands/draft-minutes';
import { reopen } from './commands/reopen-minutes';
import { returnDraft } from './commands/return-minutes';
import { save } from './commands/save-minutes';
import { submit } from './commands/submit-minutes';
import { editor } from './queries/editor';
import { tasks } from './queries/tasks';
import { view } from './queries/view';

export const minutes = defineModule({
  name: 'minutes',
  dependsOn: ['identity', 'organization', 'meetings', 'agenda', 'documents', 'voting', 'sitting', 'assignments', 'records'],
  tables: [{ table: 'Minutes' }, { table: 'MinutesRevision' }],
  commands: [draft, save, submit, returnDraft, approve, reopen],
  queries: [editor, view, tasks],
  liveViews: [],
});
