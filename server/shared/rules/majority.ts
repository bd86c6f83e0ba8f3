import { z } from 'zod';

/** A share of a total, kept as whole numbers so that "more than half of 21" is never a matter of floating point. */
export const shareSchema = z
  .strictObject({
    numerator: z.number().int().positive(),
    denominator: z.number().int().positive(),
    /** `more_than`: strictly above the share ("quá nửa"); `at_least`: the share itself is enough ("ít nhất hai phần ba"). */
    comparison: z.enum(['more_than', 'at_least']),
  })
  .refine((share) => share.numerator <= share.denominator, 'a share cannot exceed the whole');

export type Share = z.infer<typeof shareSchema>;

/**
 * Smallest whole number of people that meets the share of `total`.
 * 21 members: more than 1/2 → 11, at least 2/3 → 14.
 */
export function neededOf(share: Share, total: number): number {
  requireCount('total', total);
  const product = total * share.numerator;
  return share.comparison === 'more_than' ? Math.floor(product / share.denominator) + 1 : Math.ceil(product / share.denominator);
}

/** Whether `count` of `total` meets the share; equals `count >= neededOf(share, total)`. */
export function meetsShare(share: Share, count: number, total: number): boolean {
  requireCount('count', count);
  return count >= neededOf(share, total);
}

/** `part` of `whole` in per cent with one decimal, half up: 19 of 21 → 90.5. An empty whole gives 0. */
export function percentOf(part: number, whole: number): number {
  requireCount('part', part);
  requireCount('whole', whole);
  return whole === 0 ? 0 : Math.floor((part * 2000 + whole) / (2 * whole)) / 10;
}

/** Throws RangeError unless the value is a whole number from 0: counts of people are never anything else. */
export function requireCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${name} must be a whole number from 0, got ${value}`);
}
