const LAST_SLOT = 254;

/** Small numbers for those who draw in one stream, so that a batch that grows names its drawer in a byte. */
export class InkSlots {
  readonly #slots = new Map<string, number>();

  /** Person by slot, as it is told to everybody. */
  get people(): Record<string, string> {
    return Object.fromEntries([...this.#slots].map(([personId, slot]) => [String(slot), personId]));
  }

  of(personId: string): number | null {
    return this.#slots.get(personId) ?? null;
  }

  /**
   * Gives the person a slot.
   * @param isHere nobody says when somebody at another process leaves: their slots are the first to be given away.
   * @returns false when all are taken.
   */
  give(personId: string, isHere: (personId: string) => boolean): boolean {
    if (this.#slots.size > LAST_SLOT) {
      const elsewhere = [...this.#slots.keys()].find((one) => !isHere(one));
      if (elsewhere === undefined) return false;
      this.#slots.delete(elsewhere);
    }
    const taken = new Set(this.#slots.values());
    let slot = 0;
    while (taken.has(slot)) slot += 1;
    this.#slots.set(personId, slot);
    return true;
  }

  free(personId: string): void {
    this.#slots.delete(personId);
  }
}
