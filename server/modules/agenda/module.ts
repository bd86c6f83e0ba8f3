import { defineModule } from '../../kernel/module';
import { addAgendaItem } from './commands/add-item';
import { copyAgenda } from './commands/copy-agenda';
import { endRecusal } from './commands/end-recusal';
import { markBlock } from './commands/mark-block';
import { recuse } from './commands/recuse';
import { removeAgendaItem } from './commands/remove-item';
import { reorder } from './commands/reorder';
import { setItemAudience } from './commands/set-audience';
import { updateAgendaItem } from './commands/update-item';
import { editor } from './queries/editor';
import { list } from './queries/list';

export const agenda = defineModule({
  name: 'agenda',
  dependsOn: ['meetings'],
  tables: [{ table: 'AgendaItem' }],
  commands: [addAgendaItem, updateAgendaItem, removeAgendaItem, reorder, copyAgenda, setItemAudience, markBlock, recuse, endRecusal],
  queries: [list, editor],
  liveViews: [],
});
