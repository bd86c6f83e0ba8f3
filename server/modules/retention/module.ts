import { defineModule } from '../../kernel/module';
import { deletePerson } from './commands/delete-person';
import { endRound } from './commands/end-round';
import { removeExpired } from './commands/remove-expired';
import { removeMarks } from './commands/remove-marks';
import { removeRest } from './commands/remove-rest';
import { setPeriods } from './commands/set-periods';
import { finishRemoval } from './finish-removal';
import { leaving } from './queries/leaving';
import { periods } from './queries/periods';
import { removal } from './queries/removal';
import { removals } from './queries/removals';
import { rules } from './queries/rules';
import { sweep } from './sweep';

export const retention = defineModule({
  name: 'retention',
  dependsOn: ['identity', 'meetings', 'documents', 'annotations', 'sitting', 'exports', 'packs', 'guests', 'mail'],
  tables: [{ table: 'PersonRemoval' }],
  commands: [setPeriods, removeExpired, removeMarks, endRound, deletePerson, removeRest],
  queries: [rules, periods, leaving, removals, removal],
  liveViews: [],
  jobs: [sweep],
  consumers: [finishRemoval],
});
