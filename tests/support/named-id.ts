/** An id that a test knows by a short name. */
export const namedId = (name: string): string => `00000000-0000-4000-8000-${Buffer.from(name.padEnd(6).slice(0, 6)).toString('hex')}`;
