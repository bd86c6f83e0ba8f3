import { setTimeout as pause } from 'node:timers/promises';
import type { SnapshotSource } from '../../kernel/ports/snapshot';
import { databaseBusy } from './refusals';

const PATIENCE_MS = 30_000;
const REST_MS = 15;

/**
 * Gives all sources one point in common: while none of them lets anybody commit, each notes what is committed. Nobody is kept from
 * writing for longer than the noting takes; one that is busy lets go of the others and is asked again.
 * @param sources the one whose writers wait least well last: it is held shortest. @returns ms for which commits waited at most.
 */
export async function takeOnePoint(sources: readonly SnapshotSource[], patienceMs = PATIENCE_MS): Promise<number> {
  const began = performance.now();
  for (;;) {
    const held: SnapshotSource[] = [];
    const from = performance.now();
    try {
      for (const source of sources) {
        if (!(await source.hold())) break;
        held.push(source);
      }
      if (held.length === sources.length) {
        for (const source of sources) await source.mark();
        return performance.now() - from;
      }
    } finally {
      for (const source of held.reverse()) await source.letGo();
    }
    if (performance.now() - began > patienceMs) throw databaseBusy();
    await pause(REST_MS * (0.5 + Math.random()));
  }
}
