import type { StoredOp } from '../../kernel/ports/op-store';
import { decodeOp } from '../../shared/protocol/ink';

/** What still shows of a stream, as its operations are taken one after the other: marks that are not erased, and the last number. */
export class VisibleMarks {
  readonly #marks = new Map<string, StoredOp>();
  readonly #erased = new Set<string>();
  head = 0;

  take(stored: StoredOp): void {
    this.head = stored.seq;
    const decoded = decodeOp(stored.body);
    if (!decoded.ok) return;
    if (decoded.value.kind === 'erase') for (const target of decoded.value.targets) this.#erased.add(target);
    else if (decoded.value.kind === 'restore') for (const target of decoded.value.targets) this.#erased.delete(target);
    else this.#marks.set(stored.opId, stored);
  }

  get marks(): StoredOp[] {
    return [...this.#marks.values()].filter((stored) => !this.#erased.has(stored.opId));
  }
}
