import type { ConfidenceRule } from '../rules/body-policy';

/** More than half low: may ask to resign; two thirds low: put to a vote of dismissal (Nghị quyết 96/2023/QH15, Điều 12; not verified against the official text). */
export const defaultConfidenceRule: ConfidenceRule = {
  resign: { numerator: 1, denominator: 2, comparison: 'more_than' },
  dismissal: { numerator: 2, denominator: 3, comparison: 'at_least' },
  base: 'members',
};
