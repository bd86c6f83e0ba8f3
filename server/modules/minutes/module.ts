import { defineModule } from '../../kernel/module';
import { approve } from './commands/approve-minutes';
import { begin } from './commands/begin-minutes';
import { draft } from './commands/draft-minutes';
import { reopen } from './commands/reopen-minutes';
import { returnDraft } from './commands/return-minutes';
import { save } from './commands/save-minutes';
import { settleDifferences } from './commands/settle-differences';
import { submit } from './commands/submit-minutes';
import { editor } from './queries/editor';
import { tasks } from './queries/tasks';
import { view } from './queries/view';
import { writing } from './queries/writing';

export const minutes = defineModule({
  name: 'minutes',
  dependsOn: ['identity', 'organization', 'meetings', 'agenda', 'documents', 'floor', 'voting', 'sitting', 'assignments', 'records', 'counting'],
  tables: [
    { table: 'Minutes' },
    { table: 'MinutesRevision' },
    { table: 'MinutesWriting', outside: 'made of the draft and the log' },
    { table: 'MinutesEdit', outside: 'a log of its own, written as people type; versions and decisions leave their entries' },
  ],
  commands: [begin, draft, save, submit, settleDifferences, returnDraft, approve, reopen],
  queries: [editor, view, writing, tasks],
  liveViews: [],
});
