import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { InkClient } from '../support/ink-client';
import { startInkServer } from '../support/ink-server';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';
import { DomainError } from '../../server/kernel/errors';
import type { InkServer } from '../support/ink-server';
import type { OpStore } from '../../server/kernel/ports/op-store';

/** `PHIEN_SEED=n` repeats one run, `PHIEN_FUZZ_RUNS=n` makes more. */
const RUNS = Number(process.env['PHIEN_FUZZ_RUNS'] ?? 5);
const FIRST = Number(process.env['PHIEN_SEED'] ?? 1_000);
const PEOPLE = 4;
const STEPS = 120;

/** Refuses some batches for now and answers some late, as a busy or locked disk does. */
function unreliable(store: OpStore, random: () => number): OpStore {
  return new Proxy(store, {
    get(target, key) {
      if (key !== 'append') {
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      }
      return async (...batch: Parameters<OpStore['append']>) => {
        const chance = random();
        if (chance < 0.1) throw new DomainError('unavailable', 'ink.locked');
        const results = await target.append(...batch);
        // Committed, but the answer is lost: the client has to ask again and gets the old numbers.
        if (chance < 0.2) throw new DomainError('unavailable', 'ink.worker_lost');
        return results;
      };
    },
  });
}

describe('client and server under a network and a disk that fail', () => {
  it.each(Array.from({ length: RUNS }, (_, index) => FIRST + index))('agree in the end, nothing acknowledged lost, every author’s order kept (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    const directory = mkdtempSync(path.join(tmpdir(), 'ink-fuzz-'));
    const file = path.join(directory, 'ink.sqlite');
    const doc = newUuid();
    const wrapStore = (store: OpStore) => unreliable(store, random);
    let server: InkServer = await startInkServer({ file, wrapStore });
    const { url, port } = server;
    const acked = new Set<string>();
    const made = new Map<InkClient, string[]>();
    const add = (): void => {
      const client: InkClient = new InkClient({ url, person: newUuid(), doc, onAck: (ack) => (ack.outcome === 'committed' || ack.outcome === 'duplicate') && acked.add(ack.opId) });
      made.set(client, []);
    };
    for (let count = 0; count < PEOPLE; count += 1) add();
    const pick = () => [...made.keys()][Math.floor(random() * made.size)];
    for (let step = 0; step < STEPS; step += 1) {
      const client = pick();
      if (client === undefined) continue;
      const own = made.get(client) ?? [];
      const chance = random();
      if (chance < 0.7) own.push(client.draw(sampleStroke(random, 3 + Math.floor(random() * 20))));
      else if (chance < 0.78 && own.length > 0) client.draw({ kind: random() < 0.6 ? 'erase' : 'restore', targets: [own[Math.floor(random() * own.length)] ?? ''] });
      else if (chance < 0.86) client.draw(sampleStroke(random, 3), 'private');
      else if (chance < 0.92 && client.welcome !== null) client.socket.io.engine.close();
      else if (chance < 0.94 && made.size < PEOPLE + 3) add();
      else if (chance < 0.96) {
        await server.close();
        server = await startInkServer({ file, port, wrapStore });
      } else await new Promise((resolve) => setImmediate(resolve));
      if (random() < 0.3) await client.until(() => client.welcome !== null, `welcome (seed ${seed})`);
    }
    const everyone = [...made.keys()];
    try {
      await Promise.all(everyone.map((client) => client.until(() => client.synced, `empty outbox (seed ${seed})`)));
      const head = (await server.store.head(doc, { personId: '', canSeeShared: true })).shared;
      await Promise.all(everyone.map((client) => client.until(() => client.applied.shared.length === head, `all ${head} (seed ${seed})`)));
      const logged = (await server.store.read(doc, 'shared', { personId: '', canSeeShared: true }, 0, 100_000)).map((op) => op.opId);
      for (const client of everyone) {
        expect(client.applied.shared.map((record) => record.opId)).toEqual(logged);
        expect(client.badFrames).toBe(0);
        const strokes = made.get(client) ?? [];
        expect(logged.filter((id) => strokes.includes(id))).toEqual(strokes);
      }
      expect(new Set(logged).size).toBe(logged.length);
      const privates = new Set<string>();
      for (const client of everyone) {
        const own = (await server.store.read(doc, 'private', { personId: client.person, canSeeShared: false }, 0, 100_000)).map((op) => op.opId);
        await client.until(() => client.applied.private.length === own.length, `own private marks (seed ${seed})`);
        expect(client.applied.private.map((record) => record.opId)).toEqual(own);
        for (const id of own) privates.add(id);
      }
      for (const id of acked) expect(logged.includes(id) || privates.has(id), `${id} acknowledged and lost (seed ${seed})`).toBe(true);
    } finally {
      for (const client of everyone) client.close();
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});
