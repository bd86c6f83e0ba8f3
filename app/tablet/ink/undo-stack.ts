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

export class UndoStack {
  #done: InkAction[] = [];
  #undone: InkAction[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  push(action: InkAction): void {
    if (action.added.length === 0 && action.removed.length === 0) return;
    this.#done.push(action);
    this.#undone = [];
  }

  undo(): Inverse | null {
    const action = this.#done.pop();
    if (action === undefined) return null;
    this.#undone.push(action);
    return { erase: action.added, restore: action.removed };
  }

  redo(): Inverse | null {
    const action = this.#undone.pop();
    if (action === undefined) return null;
    this.#done.push(action);
    return { erase: action.removed, restore: action.added };
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
  }
}
