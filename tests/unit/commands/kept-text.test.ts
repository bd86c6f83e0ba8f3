import { describe, expect, it } from 'vitest';
import { KeptTexts } from '~/commands/kept-text';
import { Seal } from '~/tablet/seal';

const seal = (personId: string): Seal => new Seal(personId, btoa(personId.padEnd(32, '.')));

function storage(room = 10_000): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem(key, value) {
      if (key.length + value.length > room) throw new DOMException('full', 'QuotaExceededError');
      held.set(key, value);
    },
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  };
}

describe('text kept on a device', () => {
  it('belongs to the person who wrote it', () => {
    const shared = storage();
    const [mine, other] = [new KeptTexts(seal('p1'), () => shared), new KeptTexts(seal('p2'), () => shared)];
    expect(mine.keep('minutes.1', { text: 'Đang viết' }, '/meetings/1/minutes')).toBe(true);
    expect(mine.read('minutes.1')?.value).toEqual({ text: 'Đang viết' });
    expect([other.read('minutes.1'), other.list()]).toEqual([null, []]);
    expect(mine.list()).toMatchObject([{ name: 'minutes.1', href: '/meetings/1/minutes' }]);
    // Sealed: whoever looks into the storage of the device finds nothing of it, under any name.
    const [key = ''] = Array.from({ length: shared.length }, (_, index) => shared.key(index) ?? '');
    const lies = shared.getItem(key) ?? '';
    expect(lies).toMatch(/^s1\.[A-Za-z0-9+/=]+$/);
    expect(atob(lies.slice(3))).not.toContain('viết');
    shared.setItem('phien.draft.p2.minutes.1', lies);
    expect(other.read('minutes.1')).toBeNull();
    shared.setItem('phien.draft.p1.minutes.2', lies);
    expect(mine.read('minutes.2')).toBeNull();
    mine.forget('minutes.1');
    expect(mine.list()).toEqual([]);
  });

  it('says when the device is full or forbids storage, and never throws', () => {
    expect(new KeptTexts(seal('p1'), () => storage(10)).keep('minutes.1', 'x'.repeat(100), '/')).toBe(false);
    const forbidden = new KeptTexts(seal('p1'), () => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect([forbidden.keep('a', 1, '/'), forbidden.read('a'), forbidden.list()]).toEqual([false, null, []]);
    expect(() => forbidden.forget('a')).not.toThrow();
  });

  it('leads back only to pages of this installation', () => {
    const texts = new KeptTexts(seal('p1'), () => kept);
    const kept = storage();
    texts.keep('a', 1, '//elsewhere.example/');
    texts.keep('b', 1, 'https://elsewhere.example/');
    expect(texts.list()).toEqual([]);
  });
});
