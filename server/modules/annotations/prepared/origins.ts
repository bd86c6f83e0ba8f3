import type { Ports } from '../../../kernel/ports';
import { adoptedId } from '../../../shared/rules/adopted-ink';
import type { CarriedRow } from '../carrying/repository';
import { readStream } from '../carrying/logged-marks';
import type { PreparedStream } from './repository';

/**
 * Which private marks of a leader on a version were adopted on an earlier one, and from whom (K22): by the id of the mark it became there, carried
 * from version to version. @param rows what was carried of the leader's own marks. @param keyOf of a stream.
 */
export async function adoptedBefore(ink: Ports['ink'], streams: readonly PreparedStream[], rows: readonly CarriedRow[], keyOf: (inkId: string) => string): Promise<Map<string, string>> {
  const from = new Map<string, string>();
  const sources = new Set(rows.map(({ sourceId }) => sourceId));
  for (const { inkId, leaderId, assistantId } of sources.size > 0 ? streams : []) {
    for (const id of (await readStream(ink, inkId, leaderId)).marks.keys()) from.set(adoptedId(id, keyOf(inkId)), assistantId);
  }
  // A copy stands for its mark; what was carried twice is found by the copy between.
  for (let known = -1; known !== from.size;) {
    known = from.size;
    for (const { sourceId, opIds } of rows) {
      const assistantId = from.get(sourceId);
      if (assistantId !== undefined) for (const id of opIds) from.set(id, assistantId);
    }
  }
  return from;
}
