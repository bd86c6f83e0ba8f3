/** Calls a session off and is gone, as by kill -9: right after the commit, or in the midst of what follows from it. */
import { openApplication } from '../../server/application';
import type { PersonCaller } from '../../server/kernel/actor';
import { testClock } from './installation';

export interface KilledInstallationOrder {
  dataDir: string;
  at: string;
  meetingId: string;
  secretary: PersonCaller;
  dies: 'after the commit' | 'after erasing';
}

const order = JSON.parse(process.argv[2] ?? '') as KilledInstallationOrder;
const die = (): void => process.kill(process.pid, 'SIGKILL') as unknown as void;
const application = await openApplication({ dataDir: order.dataDir, origin: 'http://localhost:3000', clock: testClock(order.at), floorBytes: 0 });
if (order.dies === 'after the commit') application.onCommitted(die);
else {
  const { staging } = application.ports;
  const erase = staging.delete.bind(staging);
  staging.delete = async (key) => {
    await erase(key);
    die();
  };
}
const history = application.followHistory();
await application.execute('meetings.cancel', { meetingId: order.meetingId, version: 2, reason: 'Bão' }, order.secretary);
await history.settled();
throw new Error('it was to be killed');
