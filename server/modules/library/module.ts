import { defineModule } from '../../kernel/module';
import { addEntry } from './commands/add-entry';
import { holdFile } from './commands/hold-file';
import { recordTexts } from './commands/record-texts';
import { updateEntry } from './commands/update-entry';
import { withdrawEntry } from './commands/withdraw-entry';
import { readEntry } from './jobs/read-entry';
import { admission } from './queries/admission';
import { article } from './queries/article';
import { cited } from './queries/cited';
import { entries } from './queries/entries';
import { entry } from './queries/entry';
import { file } from './queries/file';
import { unread } from './queries/unread';
import { waiting } from './queries/waiting';

export const library = defineModule({
  name: 'library',
  dependsOn: ['organization', 'meetings', 'documents', 'records'],
  tables: [
    { table: 'LibraryEntry', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } },
    { table: 'LibraryOriginal', file: { key: 'blobKey', sha256: 'sha256', size: 'size' } },
    { table: 'LibraryText' },
  ],
  commands: [holdFile, addEntry, updateEntry, withdrawEntry, recordTexts],
  queries: [entries, entry, file, article, cited, waiting, admission, unread],
  liveViews: [],
  jobs: [readEntry],
});
