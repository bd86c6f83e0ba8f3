import { defineModule } from '../../kernel/module';
import { endTurn } from './commands/end-turn';
import { extendTurn } from './commands/extend-turn';
import { giveFloor } from './commands/give-floor';
import { reorderQueue } from './commands/reorder-queue';
import { requestFloor } from './commands/request-floor';
import { updateRequest } from './commands/update-request';
import { withdrawRequest } from './commands/withdraw-request';

export const floor = defineModule({
  name: 'floor',
  dependsOn: ['meetings'],
  tables: [{ table: 'FloorRequest' }, { table: 'FloorTurn' }, { table: 'SittingPause' }],
  commands: [requestFloor, updateRequest, withdrawRequest, reorderQueue, giveFloor, extendTurn, endTurn],
  queries: [],
  liveViews: [],
});
