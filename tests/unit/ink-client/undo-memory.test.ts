import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { undoKey } from '../../../app/tablet/forget-device';
import { undoMemory } from '../../../app/tablet/ink/undo-memory';
import { UndoStack } from '../../../app/tablet/ink/undo-stack';
import { giveLocalStorage, takeLocalStorage } from '../../support/local-storage';

const all = (): boolean => true;

describe('undo after a paper was left', () => {
  beforeEach(() => void giveLocalStorage());
  afterEach(takeLocalStorage);

  const stack = (): UndoStack => new UndoStack(undoMemory('person', 'version-1'));

  it('takes back and brings again what was done before', () => {
    const before = stack();
    before.push({ added: ['a'], removed: [] });
    before.push({ added: ['b'], removed: ['a'] });
    expect(before.undo(all)).toEqual({ erase: ['b'], restore: ['a'] });

    const after = stack();
    expect([after.canUndo, after.canRedo]).toEqual([true, true]);
    expect(after.redo(all)).toEqual({ erase: ['a'], restore: ['b'] });
    expect(after.undo(all)).toEqual({ erase: ['b'], restore: ['a'] });
    expect(after.undo(all)).toEqual({ erase: ['a'], restore: [] });
    expect(after.undo(all)).toBeNull();
  });

  it('passes over steps whose marks are not here any more', () => {
    const before = stack();
    before.push({ added: ['here'], removed: [] });
    before.push({ added: ['gone'], removed: [] });
    const after = stack();
    expect(after.undo((id) => id === 'here')).toEqual({ erase: ['here'], restore: [] });
    expect(after.canUndo).toBe(false);
  });

  it('belongs to one version of the paper, and one person', () => {
    stack().push({ added: ['a'], removed: [] });
    expect(new UndoStack(undoMemory('person', 'version-2')).canUndo).toBe(false);
    expect(new UndoStack(undoMemory('another', 'version-1')).canUndo).toBe(false);
  });

  it.each(['no json', '[]', '{"done":7}', '{"done":[{"added":["a"]}]}', 'null'])('what lies there in another form is nothing to take back: %s', (kept) => {
    localStorage.setItem(undoKey('person', 'version-1'), kept);
    expect([stack().canUndo, stack().canRedo]).toEqual([false, false]);
  });

  it('a storage that is forbidden costs nothing but the memory', () => {
    takeLocalStorage();
    const one = stack();
    one.push({ added: ['a'], removed: [] });
    expect(one.undo(all)).toEqual({ erase: ['a'], restore: [] });
  });
});
