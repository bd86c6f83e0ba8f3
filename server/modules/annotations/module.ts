import { defineModule } from '../../kernel/module';
import { carryMarks } from './carrying/carry-marks';
import { followReplacing } from './carrying/follow-replacing';
import { openPrepared } from './commands/open-prepared';
import { recordCarried } from './commands/record-carried';
import { requestCarrying } from './commands/request-carrying';
import { settleMarks } from './commands/settle-marks';
import { startCarrying } from './commands/start-carrying';
import { carried } from './queries/carried';
import { carryState } from './queries/carry-state';
import { carryWork } from './queries/carry-work';
import { inkAccess } from './queries/ink-access';
import { prepared } from './queries/prepared';
import { reading } from './queries/reading';

export const annotations = defineModule({
  name: 'annotations',
  dependsOn: ['identity', 'delegations', 'meetings', 'agenda', 'documents'],
  tables: [
    { table: 'CarriedMark', outside: 'private' },
    { table: 'CarriedStream', outside: 'private' },
    { table: 'PreparedStream', outside: 'private' },
  ],
  commands: [startCarrying, requestCarrying, recordCarried, settleMarks, openPrepared],
  queries: [inkAccess, reading, carried, carryWork, carryState, prepared],
  liveViews: [],
  consumers: [followReplacing],
  jobs: [carryMarks],
});
