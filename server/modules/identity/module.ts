import { defineModule } from '../../kernel/module';
import { changePassword } from './commands/change-password';
import { issueLink } from './commands/issue-link';
import { keepAlive } from './commands/keep-alive';
import { keepDeviceSecret } from './commands/keep-device-secret';
import { markSample } from './commands/mark-sample';
import { redeemLink } from './commands/redeem-link';
import { setLocale } from './commands/set-locale';
import { signIn } from './commands/sign-in';
import { signOut } from './commands/sign-out';
import { deviceKey } from './queries/device-key';
import { installation } from './queries/installation';
import { link } from './queries/link';
import { resolveSession } from './queries/resolve-session';

export const identity = defineModule({
  name: 'identity',
  dependsOn: [],
  commands: [signIn, signOut, changePassword, issueLink, redeemLink, setLocale, keepAlive, keepDeviceSecret, markSample],
  queries: [resolveSession, deviceKey, installation, link],
  liveViews: [],
});
