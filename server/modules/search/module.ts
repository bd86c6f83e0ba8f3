import { defineModule } from '../../kernel/module';
import { catchUpSome } from './commands/catch-up-some';
import { follow } from './commands/follow';
import { followLibraryEntry } from './commands/follow-library';
import { recordScanTexts } from './commands/record-scans';
import { recordPages } from './commands/record-pages';
import { followHistory } from './follow-history';
import { followLibrary } from './follow-library';
import { followScans } from './follow-scans';
import { catchUp } from './jobs/catch-up';
import { readPaper } from './jobs/read-paper';
import { find } from './queries/find';
import { findInLibrary } from './queries/find-library';
import { isWhole } from './queries/is-whole';
import { unreadPages } from './queries/unread-pages';

/** Made from the record, and made anew from it where it is missing. */
const outside = 'made from the record';

export const search = defineModule({
  name: 'search',
  dependsOn: ['meetings', 'agenda', 'documents', 'sitting', 'assignments', 'minutes', 'library'],
  tables: [
    { table: 'SearchSource', outside },
    { table: 'SearchText', outside },
    { table: 'SearchIndex', outside },
    { table: 'SearchProgress', outside },
  ],
  commands: [follow, followLibraryEntry, recordPages, recordScanTexts, catchUpSome],
  queries: [find, findInLibrary, unreadPages, isWhole],
  liveViews: [],
  consumers: [followHistory, followScans, followLibrary],
  jobs: [readPaper, catchUp],
});
