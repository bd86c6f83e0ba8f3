import { defineModule } from '../../kernel/module';
import { inkAccess } from './queries/ink-access';
import { reading } from './queries/reading';

export const annotations = defineModule({
  name: 'annotations',
  dependsOn: ['identity', 'meetings', 'agenda', 'documents'],
  tables: [],
  commands: [],
  queries: [inkAccess, reading],
  liveViews: [],
});
