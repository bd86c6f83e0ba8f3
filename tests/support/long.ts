/**
 * Long tests have two forms: `npm test` runs a sample, always the same one; `npm run -s chaos -- long` runs the whole.
 */
export const isLong = process.env.PHIEN_LONG === '1';

/** How often something random is tried. */
export const times = (short: number, long: number): number => (isLong ? long : short);

/** Every n-th of a list, always the same ones; in the long form all of it. @param part which of them the sample begins with. */
export const sampled = <T>(all: readonly T[], n: number, part = 0): T[] => (isLong ? [...all] : all.filter((_, index) => index % n === part % n));
