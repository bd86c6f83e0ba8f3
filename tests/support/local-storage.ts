/** What a browser keeps, empty. */
export function emptyStorage(): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  };
}

/** `localStorage` of a window, for tests outside a browser: empty each time it is given. */
export const giveLocalStorage = (): void => void (globalThis.localStorage = emptyStorage());

export const takeLocalStorage = (): void => void Reflect.deleteProperty(globalThis, 'localStorage');
