import { defineModule } from '../../kernel/module';
import { approve } from './commands/approve-minutes';
import { draft } from './commands/draft-minutes';
import { reopen } from './commands/reopen-minutes';
import { returnDraft } from './commands/return-minutes';
import { save } from './commands/save-minutes';
import { submit } from './commands/submit-minutes';
import { byCode } from './queries/by-code';
import { editor } from './queries/editor';
import { file } from './queries/file';
import { tasks } from './queries/tasks';
import { view } from './queries/view';

export const minutes = defineModule({
  name: 'minutes',
  dependsOn: ['organization', 'meetings', 'agenda', 'documents', 'voting', 'sitting', 'signing'],
  records: [{ table: 'Minutes' }, { table: 'MinutesRevision' }, { table: 'MinutesFile', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } }],
  commands: [draft, save, submit, returnDraft, approve, reopen],
  queries: [editor, view, file, tasks, byCode],
  liveViews: [],
});
