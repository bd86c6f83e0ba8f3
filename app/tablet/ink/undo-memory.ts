/** Undo outlives leaving a paper: the ids of what was done, per person, version of a paper and device. Best effort, as the place in the paper. */
import { undoKey } from '../forget-device';
import type { InkAction, UndoMemory } from './undo-stack';

function actions(value: unknown): InkAction[] {
  const ids = (list: unknown): list is string[] => Array.isArray(list) && list.every((id) => typeof id === 'string');
  return Array.isArray(value) ? value.filter((one: Partial<InkAction> | null): one is InkAction => ids(one?.added) && ids(one.removed)) : [];
}

export function undoMemory(personId: string, inkId: string): UndoMemory {
  const key = undoKey(personId, inkId);
  return {
    read() {
      try {
        const { done, undone } = JSON.parse(localStorage.getItem(key) ?? '{}') as { done?: unknown; undone?: unknown };
        return { done: actions(done), undone: actions(undone) };
      } catch {
        return { done: [], undone: [] };
      }
    },
    write(record) {
      try {
        localStorage.setItem(key, JSON.stringify(record));
      } catch {
        // A full or forbidden storage must not disturb writing.
      }
    },
  };
}
