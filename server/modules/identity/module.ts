import { defineModule } from '../../kernel/module';
import { changePassword } from './commands/change-password';
import { endSignIn } from './commands/end-sign-in';
import { enterRehearsal } from './commands/enter-rehearsal';
import { forgetDevice } from './commands/forget-device';
import { issueLink } from './commands/issue-link';
import { keepAlive } from './commands/keep-alive';
import { keepDeviceSecret } from './commands/keep-device-secret';
import { lockSignIn } from './commands/lock-sign-in';
import { markSample } from './commands/mark-sample';
import { prepareSlips } from './commands/prepare-slips';
import { readNotice } from './commands/read-notice';
import { redeemLink } from './commands/redeem-link';
import { refuseLink } from './commands/refuse-link';
import { refuseSlips } from './commands/refuse-slips';
import { releaseLink } from './commands/release-link';
import { releaseSlips } from './commands/release-slips';
import { requestLink } from './commands/request-link';
import { setEmail } from './commands/set-email';
import { setLocale } from './commands/set-locale';
import { setUnlockCode } from './commands/set-unlock-code';
import { signIn } from './commands/sign-in';
import { signOut } from './commands/sign-out';
import { unlockSignIn } from './commands/unlock-sign-in';
import { deviceKey } from './queries/device-key';
import { firstSteps } from './queries/first-steps';
import { installation } from './queries/installation';
import { link } from './queries/link';
import { linkRequests } from './queries/link-requests';
import { lock } from './queries/lock';
import { mySignIns } from './queries/my-sign-ins';
import { notices } from './queries/notices';
import { ownEmail } from './queries/own-email';
import { resolveSignIn } from './queries/resolve-sign-in';
import { slips } from './queries/slips';
import { unlockCode } from './queries/unlock-code';

export const identity = defineModule({
  name: 'identity',
  dependsOn: [],
  // Sessions, known browsers and notices come and go; what was done with them stands in the entries of their commands.
  tables: [
    { table: 'Person' },
    { table: 'GlobalRole' },
    { table: 'LinkRequest' },
    { table: 'SignIn', outside: 'who is signed in now' },
    { table: 'AccessLink', outside: 'links that end by themselves; making and using one leaves an entry' },
    { table: 'TrustedDevice', outside: 'browsers a person signed in with; making and forgetting one leaves an entry' },
    { table: 'Notice', outside: 'what a person is told once; what it tells of is an entry' },
    { table: 'UnlockCode', outside: 'opens a tablet, like a password; setting one leaves an entry' },
  ],
  commands: [signIn, enterRehearsal, signOut, endSignIn, forgetDevice, changePassword, issueLink, requestLink, releaseLink, refuseLink, redeemLink, prepareSlips, releaseSlips, refuseSlips, readNotice, setLocale, setEmail, keepAlive, keepDeviceSecret, markSample, setUnlockCode, lockSignIn, unlockSignIn],
  queries: [resolveSignIn, ownEmail, deviceKey, installation, link, linkRequests, slips, mySignIns, notices, lock, unlockCode, firstSteps],
  liveViews: [],
});
