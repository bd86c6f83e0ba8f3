/** One process of an installation under load, for `bench nodes`. Argument: JSON of {@link NodeOrder}. Says `ready`, waits for `go`, tells what it did. */
import { randomUUID } from 'node:crypto';
import { openApplication } from '../../server/application';
import type { PersonCaller } from '../../server/kernel/actor';
import { placeOf } from '../support/postgresql';
import { redisPlace } from '../support/redis';

export interface NodeOrder {
  dataDir: string;
  database: string | null;
  redis: string | null;
  node: string;
  caller: PersonCaller;
  seconds: number;
  streams: string[];
}

export interface NodeDone {
  commands: number;
  ink: number;
}

/** Commands, and batches of ink, under way at once; strokes in a batch. */
const [COMMANDS, WRITERS, BATCH] = [8, 16, 4];
const order = JSON.parse(process.argv[2] ?? '{}') as NodeOrder;
const application = await openApplication({
  dataDir: order.dataDir, origin: 'http://localhost:3000', floorBytes: 0,
  rows: order.database === null ? null : placeOf(order.database),
  together: order.redis === null ? null : { redis: redisPlace(order.redis), node: order.node },
});

/** @returns how often `work` ended in the time. */
async function count(parallel: number, work: (index: number) => Promise<number>): Promise<number> {
  const end = performance.now() + order.seconds * 1_000;
  let done = 0;
  await Promise.all(Array.from({ length: parallel }, async (_, index) => {
    while (performance.now() < end) done += await work(index);
  }));
  return done / order.seconds;
}

const body = new Uint8Array(160).fill(7);
process.on('message', (message) => {
  if (message !== 'go') return;
  const measure = async (): Promise<NodeDone> => {
    const command = async (): Promise<number> => {
      const name = randomUUID().slice(0, 8);
      await application.execute('organization.create-unit', { name: `Sở ${name}`, shortName: name, kind: 'department', parentId: null, organId: null, validFrom: '2026-01-01' }, order.caller, { commandId: randomUUID() });
      return 1;
    };
    // What is compiled first is no part of the figure.
    await count(COMMANDS, command);
    const commands = await count(COMMANDS, command);
    const ink = await count(WRITERS, async (index) => {
      const docId = order.streams[index % order.streams.length] ?? '';
      await application.ink.append(Array.from({ length: BATCH }, () => ({ docId, layer: 'shared' as const, opId: randomUUID(), authorId: 'a', body, targets: [] })));
      return BATCH;
    });
    return { commands, ink };
  };
  measure().then(async (done) => {
    process.send?.(done);
    await application.stop();
    process.exit(0);
  }, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
process.send?.('ready');
