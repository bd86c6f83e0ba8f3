import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InkAccess } from '../../server/live';
import { createHub } from '../../server/adapters/pubsub/in-process';
import { InkClient } from '../support/ink-client';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';
import { FULL_ACCESS, startInkServer, type InkServer } from '../support/ink-server';

const random = seededRandom(11);
const doc = newUuid();
const [leader, helper, other] = [newUuid(), newUuid(), newUuid()];
const prepared: InkAccess = { canRead: true, canShare: false, canPresent: false, meetingId: null, ownerId: leader, isDelegated: true };
let directory = '';
let servers: InkServer[] = [];
let clients: InkClient[] = [];
let access: Map<string, InkAccess | null>;

const start = async (pubSub = createHub().join()): Promise<InkServer> => {
  const server = await startInkServer({ file: path.join(directory, 'ink.sqlite'), authorize: (person) => access.get(person) ?? null, pubSub });
  servers.push(server);
  return server;
};
async function join(server: InkServer, person: string): Promise<InkClient> {
  const client = new InkClient({ url: server.url, person, doc });
  clients.push(client);
  await client.until(() => client.welcome !== null || client.refusal !== null, 'answer to the join');
  return client;
}
const got = (client: InkClient) => client.applied.private.map(({ opId }) => opId);

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'ink-delegated-'));
  access = new Map([[helper, { ...prepared, onlyErases: false }], [leader, { ...prepared, onlyErases: true }]]);
  servers = [];
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.close();
  for (const server of servers) await server.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('a stream of prepared marks', () => {
  it('live LR19 is one private layer for two: both have all of it in order, the leader takes away, who prepares sees that', async () => {
    const server = await start();
    const [a, b] = [await join(server, helper), await join(server, leader)];
    const drawn = Array.from({ length: 20 }, () => a.draw(sampleStroke(random), 'private'));
    await Promise.all([a, b].map((client) => client.until(() => client.applied.private.length === 20, '20 strokes')));
    expect([got(a), got(b)]).toEqual([drawn, drawn]);
    expect(new Set(b.applied.private.map(({ authorId }) => authorId))).toEqual(new Set([leader]));
    b.draw({ kind: 'erase', targets: drawn.slice(0, 5) }, 'private');
    await a.until(() => a.applied.private.length === 21, 'the erase');
    const late = await join(server, leader);
    await late.until(() => late.applied.private.length === 21, 'all of it');
  });

  it('live LR19 refuses what only the other may do: no mark of the leader in it, nothing for all, and strangers find nothing', async () => {
    const server = await start();
    const [a, b, stranger] = [await join(server, helper), await join(server, leader), await join(server, other)];
    expect(stranger.refusal).toBe('not_found');
    const [asLeader, shared] = [b.draw(sampleStroke(random), 'private'), a.draw(sampleStroke(random), 'shared')];
    await b.until(() => b.acks.some(({ opId }) => opId === asLeader), 'an answer');
    await a.until(() => a.acks.some(({ opId }) => opId === shared), 'an answer');
    expect([...a.acks, ...b.acks].map(({ outcome }) => outcome)).toEqual(['forbidden', 'forbidden']);
    expect(await server.store.head(doc, { personId: leader, canSeeShared: true })).toEqual({ shared: 0, private: 0 });
  });

  it('live LR19 leaves the private layers of the people themselves alone', async () => {
    const server = await start();
    const own = newUuid();
    access.set(helper, FULL_ACCESS);
    const client = new InkClient({ url: server.url, person: helper, doc: own });
    clients.push(client);
    await client.until(() => client.welcome !== null, 'a place');
    client.draw(sampleStroke(random), 'private');
    await client.until(() => client.applied.private.length === 1, 'the stroke');
    expect((await server.store.head(own, { personId: leader, canSeeShared: false })).private).toBe(0);
  });

  it('live LR20 is closed within two seconds once the right is gone, without any event, and takes nothing more', async () => {
    const server = await start();
    const [a, b] = [await join(server, helper), await join(server, leader)];
    access.set(helper, null);
    const from = performance.now();
    await a.until(() => a.closed.length > 0, 'the end');
    expect(performance.now() - from).toBeLessThan(2_000);
    a.draw(sampleStroke(random), 'private');
    const again = await join(server, helper);
    expect(again.refusal).toBe('not_found');
    expect(b.closed).toEqual([]);
    expect((await server.store.head(doc, { personId: leader, canSeeShared: false })).private).toBe(0);
  });

  it('live LR20 a right that cannot be looked at now closes nothing, and is looked at again', async () => {
    const server = await start();
    const a = await join(server, helper);
    let asked = 0;
    access.get = (person) => {
      asked += 1;
      if (asked === 1) throw new Error('the database is away');
      return person === helper ? null : undefined;
    };
    await a.until(() => a.closed.length > 0, 'the end at a later look');
    expect(asked).toBeGreaterThan(1);
    expect(server.logs.join()).toContain('the database is away');
  });
});
