/** Counts a secret vote and is gone, as by kill -9, at a named point of it. */
import { openApplication } from '../../server/application';
import type { PersonCaller } from '../../server/kernel/actor';
import { testClock } from './installation';

export interface KilledCountOrder {
  dataDir: string;
  at: string;
  meetingId: string;
  questionId: string;
  chair: PersonCaller;
  dies: 'closed' | 'before opening' | 'opened' | 'in the transaction' | 'counted' | 'key destroyed' | 'noted';
}

const order = JSON.parse(process.argv[2] ?? '') as KilledCountOrder;
const die = (): void => process.kill(process.pid, 'SIGKILL') as unknown as void;
const application = await openApplication({ dataDir: order.dataDir, origin: 'http://localhost:3000', clock: testClock(order.at), floorBytes: 0 });
const { ballotKeys } = application.ports;
const [open, destroy] = [ballotKeys.open.bind(ballotKeys), ballotKeys.destroy.bind(ballotKeys)];
ballotKeys.open = async (...asked) => {
  if (order.dies === 'before opening') die();
  const opened = await open(...asked);
  if (order.dies === 'opened') die();
  return opened;
};
ballotKeys.destroy = async (questionId) => {
  if (order.dies === 'counted') die();
  const existed = await destroy(questionId);
  if (order.dies === 'key destroyed') die();
  return existed;
};
if (order.dies === 'in the transaction') {
  const { transaction } = application.database;
  let isCounting = false;
  Object.assign(application.database, {
    transaction: (work: Parameters<typeof transaction>[0]) =>
      transaction(async (db) => {
        const done = await work(db);
        isCounting ||= (await db.openedBallot.count({ where: { questionId: order.questionId } })) > 0;
        if (isCounting) die();
        return done;
      }),
  });
}
await application.execute('voting.close-question', { meetingId: order.meetingId, questionId: order.questionId }, order.chair).catch((error: unknown) => {
  // Closed in an earlier life.
  if ((error as { code?: string }).code !== 'conflict') throw error;
});
if (order.dies === 'closed') die();
await application.jobs.drain();
die();
