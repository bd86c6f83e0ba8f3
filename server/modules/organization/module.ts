import { defineModule } from '../../kernel/module';
import { addMembership } from './commands/add-membership';
import { createBody } from './commands/create-body';
import { createPerson } from './commands/create-person';
import { createUnit } from './commands/create-unit';
import { endMembership } from './commands/end-membership';
import { importPeople } from './commands/import-people';
import { updateBody } from './commands/update-body';
import { updatePerson } from './commands/update-person';
import { updateUnit } from './commands/update-unit';
import { bodies } from './queries/bodies';
import { directory } from './queries/directory';

export const organization = defineModule({
  name: 'organization',
  dependsOn: ['identity'],
  tables: [{ table: 'OrgUnit' }, { table: 'UnitSuccession' }, { table: 'Body' }, { table: 'Membership' }],
  commands: [createUnit, updateUnit, createPerson, updatePerson, importPeople, createBody, updateBody, addMembership, endMembership],
  queries: [directory, bodies],
  liveViews: [],
});
