import { defineModule } from '../../kernel/module';
import { declarePrints } from './commands/declare-prints';
import { meeting } from './queries/meeting';

export const metrics = defineModule({
  name: 'metrics',
  dependsOn: ['meetings', 'agenda', 'documents', 'packs', 'floor', 'sitting'],
  tables: [{ table: 'Factor' }, { table: 'PrintDeclaration' }],
  commands: [declarePrints],
  queries: [meeting],
  liveViews: [],
});
