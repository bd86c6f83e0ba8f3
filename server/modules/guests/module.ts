import { defineModule } from '../../kernel/module';
import { follow } from './commands/follow';
import { issuePasses } from './commands/issue-passes';
import { redeemPass } from './commands/redeem-pass';
import { revokePasses } from './commands/revoke-passes';
import { followSessions } from './follow-sessions';
import { pass } from './queries/pass';
import { passes } from './queries/passes';
import { session } from './queries/session';

export const guests = defineModule({
  name: 'guests',
  dependsOn: ['identity', 'organization', 'meetings', 'agenda', 'documents', 'sitting'],
  tables: [{ table: 'GuestPass', outside: 'hashes of codes that come and go; issuing, taking back and using one leaves an entry' }],
  commands: [issuePasses, revokePasses, redeemPass, follow],
  queries: [pass, passes, session],
  liveViews: [],
  consumers: [followSessions],
});
