import { z } from 'zod';
import { line, optionalLine as optionalText } from '../../shared/language/text-fields';

/** One line of text in NFC (O8). */
export { line };
export const optionalLine = (max: number) => optionalText(max).default('');
export const day = z.iso.date();
export const globalRole = z.enum(['admin', 'clerk', 'officer', 'leader']);
export const userNameField = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,59}$/);

/** Kinds of units after the two-tier organization of 1/7/2025; `historic_district` only with an end (domain: Luật 72/2025/QH15). */
export const UNIT_KINDS = [
  'province',
  'department',
  'office',
  'division',
  'ward',
  'commune',
  'special_zone',
  'historic_district',
  'party',
  'council',
  'front',
  'vertical',
  'public_service',
  'other',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];
