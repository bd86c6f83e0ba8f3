import { adoptedId } from '@shared/rules/adopted-ink';
import type { InkClient } from '~/tablet/ink/ink-client';
import { adoptedOp, type PreparedGesture } from './prepared-marks';

/** Draws prepared marks anew as the reader's own, and takes the prepared ones away once the server has those: what it would not take is lost to nobody (K22). */
export class Adoption {
  readonly #own: InkClient;
  /** Prepared marks that were adopted here: whether they are still to be taken away. */
  readonly #isDue = new Map<string, boolean>();

  constructor(own: InkClient) {
    this.#own = own;
  }

  /** As one action that can be taken back. @returns the ids of the reader's marks. */
  draw(gestures: readonly PreparedGesture[]): string[] {
    const own = this.#own;
    const marks = gestures.flatMap(({ marks: prepared, adopted }) => prepared.map(({ opId, op }, rank) => ({ opId, op: adoptedOp(op), id: adopted[rank] ?? '' })));
    for (const { opId, id } of marks) {
      this.#isDue.set(opId, true);
      if (own.model.mark(id)?.state === 'refused') own.discardRefused(id);
    }
    // One that was adopted before and taken away is there already.
    const fresh = marks.filter(({ id }) => own.model.mark(id) === undefined);
    const ids = marks.map(({ id }) => id);
    own.restore(ids);
    own.add('private', fresh.map(({ op }) => op), [], fresh.map(({ id }) => id));
    return ids;
  }

  /**
   * Asked after each change; also for what was adopted when the paper was open before, and had not reached the server by then. What whoever prepared it
   * brought back after that is left alone: that it goes again would tell them what became of it.
   */
  finish({ client, key }: { client: InkClient; key: string }): void {
    const { model } = this.#own;
    const ids = [...client.model.allMarks().values()].flat().flatMap(({ opId }) => {
      const id = adoptedId(opId, key);
      const isDue = this.#isDue.get(opId) ?? !client.model.wasErased(opId);
      return isDue && model.mark(id)?.state === 'stored' && model.shows(id) ? [opId] : [];
    });
    for (const id of ids) this.#isDue.set(id, false);
    client.erase(ids);
  }
}
