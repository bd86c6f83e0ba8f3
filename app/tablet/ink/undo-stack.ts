/**
 * Undo as inverse operations on one's own marks. Every action is "these marks came, those went"; undoing it erases what
 * came and restores what went, redoing it the other way round. Nobody else's work can be touched this way.
 */
export interface InkAction {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** What to send: targets to erase and targets to restore. */
export interface Inverse {
  readonly erase: readonly string[];
  readonly restore: readonly string[];
}

/** What can be taken back and brought again, latest last: ids only, nothing of what is written. */
export interface UndoRecord {
  readonly done: readonly InkAction[];
  readonly undone: readonly InkAction[];
}

/** Where the stack is kept between two openings of a paper. */
export interface UndoMemory {
  read(): UndoRecord;
  write(record: UndoRecord): void;
}

/** Actions kept. */
const KEEP = 100;

export class UndoStack {
  #done: InkAction[];
  #undone: InkAction[];
  readonly #memory: UndoMemory | undefined;

  constructor(memory?: UndoMemory) {
    this.#memory = memory;
    const { done, undone } = memory?.read() ?? { done: [], undone: [] };
    this.#done = [...done];
    this.#undone = [...undone];
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  push(action: InkAction): void {
    if (action.added.length === 0 && action.removed.length === 0) return;
    this.#done.push(action);
    if (this.#done.length > KEEP) this.#done.shift();
    this.#undone = [];
    this.#keep();
  }

  /** @param isHere whether a mark is known: what is kept from another day may name marks that are here no more, and such a step is passed over. */
  undo(isHere: (opId: string) => boolean): Inverse | null {
    return this.#step(this.#done, this.#undone, isHere, ({ added, removed }) => ({ erase: added, restore: removed }));
  }

  redo(isHere: (opId: string) => boolean): Inverse | null {
    return this.#step(this.#undone, this.#done, isHere, ({ added, removed }) => ({ erase: removed, restore: added }));
  }

  #step(from: InkAction[], to: InkAction[], isHere: (opId: string) => boolean, inverseOf: (action: InkAction) => Inverse): Inverse | null {
    for (let action = from.pop(); action !== undefined; action = from.pop()) {
      to.push(action);
      this.#keep();
      if ([...action.added, ...action.removed].some(isHere)) return inverseOf(action);
    }
    return null;
  }

  #keep(): void {
    this.#memory?.write({ done: this.#done, undone: this.#undone });
  }
}
