/** Signs many documents with one PIN and is gone, as by kill -9, at a named point of it. */
import { signThrough } from '../../app/features/signing/sign-through.server';
import { openApplication } from '../../server/application';
import type { PersonCaller } from '../../server/kernel/actor';
import { testClock } from './installation';

export interface KilledSigningOrder {
  dataDir: string;
  at: string;
  documents: { officialId: string; sha256: string }[];
  pin: string;
  signer: PersonCaller;
  /** Behind the second document: while it is signed, stored, written down, or right after. */
  dies: 'begun' | 'signing' | 'stored' | 'in the transaction' | 'signed';
}

const order = JSON.parse(process.argv[2] ?? '') as KilledSigningOrder;
const die = (): void => process.kill(process.pid, 'SIGKILL') as unknown as void;
const application = await openApplication({ dataDir: order.dataDir, origin: 'http://localhost:3000', clock: testClock(order.at), floorBytes: 0 });
const { runId } = (await application.execute('records.begin-run', { sealOfId: null, documents: order.documents, pin: order.pin }, order.signer)) as { runId: string };
if (order.dies === 'begun') die();
const { blobs, trust } = application.ports;
const [put, anchors] = [blobs.put.bind(blobs), trust.anchors.bind(trust)];
const { transaction } = application.database;
const hasSecond = async (db: typeof application.database.reader): Promise<boolean> => (await db.signingRunItem.count({ where: { runId, state: 'signed' } })) >= 2;
let stored = 0;
trust.anchors = async () => {
  if (order.dies === 'signing' && stored === 1) die();
  return anchors();
};
blobs.put = async (...given) => {
  const receipt = await put(...given);
  stored += 1;
  if (order.dies === 'stored' && stored === 2) die();
  return receipt;
};
Object.assign(application.database, {
  transaction: (work: Parameters<typeof transaction>[0]) =>
    transaction(async (db) => {
      const done = await work(db);
      if (order.dies === 'in the transaction' && (await hasSecond(db))) die();
      return done;
    }),
});
application.onCommitted(() => {
  if (order.dies === 'signed' && stored === 2) die();
});
await signThrough(application, runId, order.signer);
throw new Error('it was to be killed');
