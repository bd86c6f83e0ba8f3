import { z } from 'zod';

const WEIGHT = /^(0|[1-9]\d{0,5})(\.\d{1,4})?$/;

/** The weight of a vote as a decimal in text ("1", "2.5"), at most six digits before and four after the point. */
export const weightSchema = z.string().regex(WEIGHT);

/** Digits after the point that matter. */
const decimalsOf = (weight: string): number => (weight.split('.')[1] ?? '').replace(/0+$/, '').length;

/** Units that one whole vote has, so that each of these weights is a whole number of them: 1 for "1" and "3", 100 for "0.25". */
export const scaleOf = (weights: readonly string[]): number => 10 ** Math.max(0, ...weights.map(decimalsOf));

/** A weight in units of a scale, exact. @throws RangeError for what is no weight, or no whole number of units. */
export function unitsOf(weight: string, scale: number): number {
  if (!WEIGHT.test(weight)) throw new RangeError(`not a weight: ${weight}`);
  const decimals = decimalsOf(weight);
  const perUnit = scale / 10 ** decimals;
  if (!Number.isSafeInteger(perUnit)) throw new RangeError(`${weight} is no whole number of 1/${scale}`);
  const [whole = '', part = ''] = weight.split('.');
  return Number(whole + part.slice(0, decimals)) * perUnit;
}

/** Units as people read them: 250 of 100 → "2.5"; with a comma in Vietnamese. */
export function weightText(units: number, scale: number, point: ',' | '.' = '.'): string {
  const whole = Math.floor(units / scale);
  const part = String(units % scale).padStart(String(scale).length - 1, '0').replace(/0+$/, '');
  return scale === 1 || part === '' ? String(whole) : `${whole}${point}${part}`;
}
