/** What is made of the same text is made once. @param most how many are kept: those used last. */
export function remembering<T>(most: number, make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const one = known.get(text) ?? make(text);
    // At the end of the line again.
    known.delete(text);
    known.set(text, one);
    if (known.size > most) known.delete(known.keys().next().value ?? '');
    return one;
  };
}
