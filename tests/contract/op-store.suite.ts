import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeOp } from '../../server/shared/protocol/ink';
import { newUuid, sampleStroke, seededRandom } from '../support/ink-samples';
import type { InkOp } from '../../server/shared/protocol/ink';
import type { OpStore, PendingOp } from '../../server/kernel/ports/op-store';

export interface OpStoreFixture {
  open(directory: string, options?: { queueLimit?: number }): Promise<OpStore>;
}

const random = seededRandom(40);

export function pending(docId: string, authorId: string, layer: 'private' | 'shared' = 'shared', op: InkOp = sampleStroke(random, 5), opId = newUuid()): PendingOp {
  return { docId, layer, opId, authorId, body: encodeOp(op), targets: op.kind === 'erase' || op.kind === 'restore' ? op.targets : [] };
}

/** What every ink log must do, whatever it is built on. */
export function describeOpStore(name: string, fixture: OpStoreFixture): void {
  describe(`${name} as OpStore`, () => {
    let directory = '';
    let store: OpStore;
    const doc = newUuid();
    const lan = newUuid();
    const minh = newUuid();
    const sees = (personId: string, canSeeShared = true) => ({ personId, canSeeShared });

    beforeEach(async () => {
      directory = mkdtempSync(path.join(tmpdir(), 'op-store-'));
      store = await fixture.open(directory);
    });
    afterEach(async () => {
      await store.close();
      rmSync(directory, { recursive: true, force: true });
    });

    it('numbers a stream 1, 2, 3 … in the order of the calls, also when many come at once', async () => {
      const batches = Array.from({ length: 200 }, (_, index) => [pending(doc, index % 2 === 0 ? lan : minh)]);
      const results = (await Promise.all(batches.map((batch) => store.append(batch)))).flat();
      expect(results.map((result) => result.seq)).toEqual(batches.map((_, index) => index + 1));
      expect((await store.read(doc, 'shared', sees(minh), 0, 1_000)).map((op) => [op.seq, op.opId])).toEqual(batches.flat().map((op, index) => [index + 1, op.opId]));
      expect(await store.head(doc, sees(lan))).toEqual({ shared: 200, private: 0 });
    });

    it('numbers every stream on its own, so that hidden marks leave no gap', async () => {
      const results = await store.append([pending(doc, lan), pending(doc, minh, 'private'), pending(doc, lan), pending(doc, lan, 'private'), pending(newUuid(), lan)]);
      expect(results.map((result) => result.seq)).toEqual([1, 1, 2, 1, 1]);
    });

    it('gives a retry the number of the first time, in the same batch, a later one and after opening again', async () => {
      const op = pending(doc, lan);
      const first = await store.append([op, op, pending(doc, lan)]);
      expect(first.map(({ outcome, seq }) => [outcome, seq])).toEqual([['committed', 1], ['duplicate', 1], ['committed', 2]]);
      await store.close();
      store = await fixture.open(directory);
      expect(await store.append([op])).toEqual([{ opId: op.opId, outcome: 'duplicate', seq: 1, at: first[0]?.at }]);
      expect((await store.head(doc, sees(lan))).shared).toBe(2);
    });

    it('refuses an id that is taken by other content, another author, layer or document, and changes nothing', async () => {
      const op = pending(doc, lan);
      await store.append([op]);
      const others = [pending(doc, lan, 'shared', sampleStroke(random, 6), op.opId), { ...op, authorId: minh }, { ...op, layer: 'private' as const }, { ...op, docId: newUuid() }];
      expect((await store.append(others)).map(({ outcome, seq }) => [outcome, seq])).toEqual(others.map(() => ['conflict', 0]));
      const after = await store.append([pending(doc, lan)]);
      expect(after[0]?.seq).toBe(2);
      expect(Buffer.from((await store.read(doc, 'shared', sees(lan), 0, 1))[0]?.body ?? [])).toEqual(Buffer.from(op.body));
    });

    it('lets erase and restore name only own marks of the same stream', async () => {
      const own = pending(doc, lan);
      const foreign = pending(doc, minh);
      const secret = pending(doc, lan, 'private');
      await store.append([own, foreign, secret]);
      const erase = (target: string, author = lan) => pending(doc, author, 'shared', { kind: 'erase', targets: [target] });
      const attempts = [erase(foreign.opId), erase(secret.opId), erase(newUuid()), erase(own.opId, minh), erase(own.opId)];
      const results = await store.append(attempts);
      expect(results.map((result) => result.outcome)).toEqual(['not_own', 'not_own', 'not_own', 'not_own', 'committed']);
      const erasedErase = pending(doc, lan, 'shared', { kind: 'restore', targets: [results[4]?.opId ?? ''] });
      const restore = pending(doc, lan, 'shared', { kind: 'restore', targets: [own.opId] });
      expect((await store.append([erasedErase, restore])).map((result) => [result.outcome, result.seq])).toEqual([['not_own', 0], ['committed', 4]]);
    });

    it('lets a mark and its erase travel in one batch', async () => {
      const mark = pending(doc, lan);
      const results = await store.append([mark, pending(doc, lan, 'shared', { kind: 'erase', targets: [mark.opId] })]);
      expect(results.map((result) => result.outcome)).toEqual(['committed', 'committed']);
      expect((await store.snapshot(doc, sees(lan))).shared).toEqual([]);
    });

    it('shows private marks to their author only, and shared ones only to who may see them', async () => {
      const secret = pending(doc, lan, 'private', { kind: 'note', page: 0, color: 0, x: 1, y: 2, text: 'CANARY-riêng-tư' });
      await store.append([secret, pending(doc, lan)]);
      expect((await store.read(doc, 'private', sees(lan), 0, 10)).map((op) => op.opId)).toEqual([secret.opId]);
      expect(await store.read(doc, 'private', sees(minh), 0, 10)).toEqual([]);
      expect(await store.read(doc, 'shared', sees(minh, false), 0, 10)).toEqual([]);
      expect(await store.head(doc, sees(minh, false))).toEqual({ shared: 0, private: 0 });
      const seen = await store.snapshot(doc, sees(minh));
      expect([seen.shared.length, seen.private.length]).toEqual([1, 0]);
    });

    it('reads on from a number, at most as many as asked for', async () => {
      await store.append(Array.from({ length: 10 }, () => pending(doc, lan)));
      expect((await store.read(doc, 'shared', sees(lan), 4, 3)).map((op) => op.seq)).toEqual([5, 6, 7]);
      expect(await store.read(doc, 'shared', sees(lan), 10, 3)).toEqual([]);
    });

    it('keeps restored marks in the snapshot and leaves erased ones out', async () => {
      const [first, second] = [pending(doc, lan), pending(doc, lan)];
      const both = [first.opId, second.opId];
      await store.append([first, second, pending(doc, lan, 'shared', { kind: 'erase', targets: both }), pending(doc, lan, 'shared', { kind: 'restore', targets: [second.opId] })]);
      const snapshot = await store.snapshot(doc, sees(minh));
      expect(snapshot.shared.map((op) => op.opId)).toEqual([second.opId]);
      expect([snapshot.epoch, snapshot.heads]).toEqual([store.epoch, { shared: 4, private: 0 }]);
    });

    it('keeps its epoch over a restart and refuses work after closing', async () => {
      const { epoch } = store;
      await store.append([pending(doc, lan)]);
      await store.close();
      await expect(store.append([pending(doc, lan)])).rejects.toMatchObject({ code: 'unavailable', reason: 'ink.closed' });
      await expect(store.read(doc, 'shared', sees(lan), 0, 1)).rejects.toMatchObject({ code: 'unavailable' });
      store = await fixture.open(directory);
      expect(store.epoch).toBe(epoch);
      expect((await store.head(doc, sees(lan))).shared).toBe(1);
    });

    it('finishes what is queued before it closes', async () => {
      const results = Array.from({ length: 50 }, () => store.append([pending(doc, lan)]));
      await store.close();
      expect((await Promise.all(results)).flat().filter((result) => result.outcome === 'committed')).toHaveLength(50);
      store = await fixture.open(directory);
    });

    it('says busy beyond the queue limit, keeps order, and takes the refused ones later', async () => {
      await store.close();
      store = await fixture.open(directory, { queueLimit: 100 });
      const ops = Array.from({ length: 150 }, () => pending(doc, lan));
      const settled = await Promise.allSettled(ops.map((op) => store.append([op])));
      const refused = settled.flatMap((result, index) => (result.status === 'rejected' ? [{ index, reason: result.reason as unknown }] : []));
      expect(refused.map((one) => one.index)).toEqual(Array.from({ length: 50 }, (_, index) => index + 100));
      expect(refused[0]?.reason).toMatchObject({ code: 'unavailable', reason: 'ink.busy' });
      const later = await store.append(refused.map((one) => ops[one.index]).filter((op) => op !== undefined));
      expect(later.map((result) => result.seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 101));
    });

    it('copies itself while in use', async () => {
      await store.append([pending(doc, lan), pending(doc, lan, 'private')]);
      const copyDirectory = mkdtempSync(path.join(tmpdir(), 'op-store-copy-'));
      await store.backup(path.join(copyDirectory, 'ink.sqlite'));
      const copy = await fixture.open(copyDirectory);
      expect(await copy.head(doc, sees(lan))).toEqual({ shared: 1, private: 1 });
      await copy.close();
      rmSync(copyDirectory, { recursive: true, force: true });
    });

    it('retention X6 tells which private streams a person has and on which documents they lie, in pages, and of nobody else', async () => {
      const docs = [newUuid(), newUuid(), newUuid()].sort();
      for (const id of docs) await store.append([pending(id, lan, 'private'), pending(id, minh, 'private'), pending(id, lan)]);
      const first = await store.privateStreams({ owner: lan }, { limit: 2 });
      expect(first.map(({ docId, owner, head }) => ({ docId, owner, head }))).toEqual(docs.slice(0, 2).map((docId) => ({ docId, owner: lan, head: 1 })));
      expect(first[0]?.lastAt).toBeGreaterThan(0);
      expect((await store.privateStreams({ owner: lan }, { after: first[1], limit: 2 })).map(({ docId }) => docId)).toEqual(docs.slice(2));
      const onOne = await store.privateStreams({ docIds: docs.slice(0, 1) }, { limit: 10 });
      expect(onOne.map(({ owner }) => owner)).toEqual([lan, minh].sort());
    });

    it('retention X6 removes whole private streams, keeps every other number, and survives being opened again', async () => {
      const kept = [pending(doc, minh, 'private'), pending(doc, lan), pending(doc, minh)];
      await store.append([pending(doc, lan, 'private'), pending(doc, lan, 'private'), ...kept]);
      const streams = await store.privateStreams({ owner: lan }, { limit: 10 });
      expect(await store.forgetPrivate(streams)).toEqual({ streams: 1, operations: 2 });
      expect(await store.forgetPrivate(streams)).toEqual({ streams: 0, operations: 0 });
      expect(await store.head(doc, sees(lan))).toEqual({ shared: 2, private: 0 });
      expect(await store.head(doc, sees(minh))).toEqual({ shared: 2, private: 1 });
      await store.close();
      store = await fixture.open(directory);
      expect(await store.read(doc, 'private', sees(lan), 0, 10)).toEqual([]);
      expect((await store.read(doc, 'shared', sees(lan), 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
      expect((await store.append([pending(doc, lan, 'private')])).map(({ seq }) => seq)).toEqual([1]);
    });

    it('retention X6 a stream that got something new since it was looked at stays', async () => {
      await store.append([pending(doc, lan, 'private')]);
      const streams = await store.privateStreams({ owner: lan }, { limit: 10 });
      await store.append([pending(doc, lan, 'private')]);
      expect(await store.forgetPrivate(streams)).toEqual({ streams: 0, operations: 0 });
      expect((await store.read(doc, 'private', sees(lan), 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
    });
  });
}
