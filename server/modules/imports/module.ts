import { defineModule } from '../../kernel/module';
import { enterSession } from './commands/enter-session';
import { refuseFile } from './commands/refuse-file';
import { takeFile } from './commands/take-file';
import { bodies } from './queries/bodies';
import { file } from './queries/file';
import { known } from './queries/known';
import { ofSession } from './queries/of-session';

export const imports = defineModule({
  name: 'imports',
  dependsOn: ['meetings', 'documents'],
  tables: [{ table: 'ImportedSession' }, { table: 'ImportedFile' }],
  commands: [enterSession, takeFile, refuseFile],
  queries: [bodies, known, file, ofSession],
  liveViews: [],
});
