import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { Seal } from '../../../app/tablet/seal';
import { IndexedInkStorage } from '../../../app/tablet/ink/indexed-storage';
import { MemoryInkStorage } from '../../../app/tablet/ink/ink-storage';
import type { InkStorage, PendingOp } from '../../../app/tablet/ink/ink-storage';

const A = '0193b3a0-0000-7000-8000-00000000d0c1';
const B = '0193b3a0-0000-7000-8000-00000000d0c2';
const C = '0193b3a0-0000-7000-8000-00000000d0c3';

const op = (opId: string, doc: string, order: number, refusal: PendingOp['refusal'] = null): PendingOp => ({ opId, doc, layer: 'private', bytes: Uint8Array.of(1), order, madeAt: order, refusal });

describe('papers with marks that wait', () => {
  it.each([
    ['in the browser’s database', () => IndexedInkStorage.of(new Seal('0193b3a0-0000-7000-8000-000000000001', btoa('k'.repeat(32))))],
    ['in memory', async () => new MemoryInkStorage()],
  ] as [string, () => Promise<InkStorage>][])('are named once each, the longest waiting first; refused marks wait for the person: %s', async (_where, open) => {
    const storage = await open();
    expect(await storage.waitingDocs()).toEqual([]);
    await storage.putPending([op('1', B, 2), op('2', A, 1), op('3', B, 3), op('4', C, 0, 'forbidden')]);
    expect(await storage.waitingDocs()).toEqual([A, B]);
    await storage.dropPending(['2']);
    expect(await storage.waitingDocs()).toEqual([B]);
  });
});
