import { defineModule } from '../../kernel/module';
import { createRoom } from './commands/create-room';
import { closeRoom } from './commands/close-room';
import { updateRoom } from './commands/update-room';
import { catalogue } from './queries/catalogue';

export const rooms = defineModule({
  name: 'rooms',
  dependsOn: ['identity', 'organization'],
  tables: [{ table: 'Room' }],
  commands: [createRoom, updateRoom, closeRoom],
  queries: [catalogue],
  liveViews: [],
});
