import { defineModule } from '../../kernel/module';
import { answer } from './commands/answer';
import { declare } from './commands/declare';
import { settle } from './commands/settle';
import { withdraw } from './commands/withdraw';
import { followSession } from './follow-session';
import { board } from './queries/board';

export const positions = defineModule({
  name: 'positions',
  dependsOn: ['meetings', 'agenda', 'documents', 'floor', 'voting'],
  tables: [{ table: 'Position' }],
  commands: [declare, withdraw, answer, settle],
  queries: [board],
  liveViews: [],
  consumers: [followSession],
});
