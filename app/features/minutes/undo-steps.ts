import { mappedSteps, shortened, type Step, type Steps } from '@shared/rules/written-minutes';

const UNDO_AT_MOST = 200;
/** Within which words typed on are taken back together, ms. */
const ONE_UNDO_MS = 1_000;

interface Undo {
  steps: Steps;
  at: number;
  id: string;
}

/** What takes back what one person wrote here, and what takes that back again; kept behind what others wrote since (N42). */
export class UndoSteps {
  #undo: Undo[] = [];
  #redo: Undo[] = [];

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** @param back takes `steps` back. */
  did(steps: Steps, back: Steps, at: number): void {
    const [first] = steps;
    const last = this.#undo.at(-1);
    const goesOn = steps.length === 1 && first?.kind === 'text' && last?.id === first.id && at - last.at < ONE_UNDO_MS;
    if (goesOn) this.#undo[this.#undo.length - 1] = { ...last, steps: shortened([...back, ...last.steps]), at };
    else if (back.length > 0) this.#undo.push({ steps: back, at, id: first?.kind === 'text' ? first.id : '' });
    if (this.#undo.length > UNDO_AT_MOST) this.#undo.shift();
    this.#redo = [];
  }

  /** @param apply does the steps. @returns what takes them back. */
  move(direction: 'undo' | 'redo', apply: (steps: Steps) => Step[]): void {
    const [from, to] = direction === 'undo' ? [this.#undo, this.#redo] : [this.#redo, this.#undo];
    const last = from.pop();
    if (!last) return;
    const steps = apply(last.steps);
    if (steps.length > 0) to.push({ ...last, steps, at: 0 });
  }

  /** Others wrote this behind everything that is taken back here. @throws RangeError where it was written in another text. */
  behind(steps: Steps): void {
    for (const stack of [this.#undo, this.#redo]) {
      let over = steps;
      for (let index = stack.length - 1; index >= 0; index -= 1) {
        const own = stack[index];
        if (!own) continue;
        const [next, mine] = mappedSteps(over, own.steps);
        stack[index] = { ...own, steps: mine };
        over = next;
      }
    }
    this.#undo = this.#undo.filter((own) => own.steps.length > 0);
    this.#redo = this.#redo.filter((own) => own.steps.length > 0);
  }

  clear(): void {
    this.#undo = [];
    this.#redo = [];
  }
}
