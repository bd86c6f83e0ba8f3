import { defineModule } from '../../kernel/module';
import { forget } from './commands/forget';
import { handOut } from './commands/hand-out';
import { recordMade } from './commands/record-made';
import { request } from './commands/request';
import { updateNumbers } from './commands/update-numbers';
import { followPapers } from './follow-papers';
import { forgetEnded } from './forget-ended';
import { makePack } from './make-pack';
import { ended } from './queries/ended';
import { file } from './queries/file';
import { numbers } from './queries/numbers';
import { order } from './queries/order';
import { run } from './queries/run';
import { session } from './queries/session';

export const packs = defineModule({
  name: 'packs',
  dependsOn: ['identity', 'jobs', 'meetings', 'agenda', 'documents'],
  tables: [
    { table: 'PageRun' },
    { table: 'Pack', outside: 'working copies of papers for a day; asking for one, its digest and handing it out leave entries' },
    { table: 'PackPrint' },
  ],
  commands: [request, recordMade, handOut, updateNumbers, forget],
  queries: [numbers, run, session, file, order, ended],
  liveViews: [],
  jobs: [makePack, forgetEnded],
  consumers: [followPapers],
});
