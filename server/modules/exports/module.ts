import { defineModule } from '../../kernel/module';
import { forget } from './commands/forget';
import { recordMade } from './commands/record-made';
import { remove } from './commands/remove';
import { request } from './commands/request';
import { forgetEnded } from './forget-ended';
import { makeExport } from './make-export';
import { ended } from './queries/ended';
import { file } from './queries/file';
import { files } from './queries/files';
import { inkPapers } from './queries/ink-papers';
import { list } from './queries/list';
import { outline } from './queries/outline';
import { page } from './queries/page';
import { subject } from './queries/subject';

export const exports = defineModule({
  name: 'exports',
  dependsOn: ['identity', 'jobs', 'meetings', 'metrics', 'records', 'sitting'],
  tables: [{ table: 'DataExport', outside: 'archives made for somebody for some days; asking for one, its digest and fetching it leave entries' }],
  commands: [request, recordMade, remove, forget],
  queries: [subject, list, file, outline, page, files, inkPapers, ended],
  liveViews: [],
  jobs: [makeExport, forgetEnded],
});
