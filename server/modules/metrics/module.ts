import { defineModule } from '../../kernel/module';
import { declarePrints } from './commands/declare-prints';
import { meeting } from './queries/meeting';

export const metrics = defineModule({
  name: 'metrics',
  dependsOn: ['meetings', 'agenda', 'documents'],
  commands: [declarePrints],
  queries: [meeting],
  liveViews: [],
});
