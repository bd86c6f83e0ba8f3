import { requireCount } from './majority';

/** Abbreviations of document types used by a session (NĐ 30/2020/NĐ-CP, Phụ lục III). */
export const documentTypes = {
  NQ: 'Nghị quyết',
  QĐ: 'Quyết định',
  TB: 'Thông báo',
  KH: 'Kế hoạch',
  BC: 'Báo cáo',
  BB: 'Biên bản',
  TTr: 'Tờ trình',
  GM: 'Giấy mời',
} as const;
export type DocumentType = keyof typeof documentTypes;

/** Digits of a number, day or hour as administrative documents write them: one below ten gets a zero in front. */
export function twoDigits(value: number): string {
  requireCount('value', value);
  return String(value).padStart(2, '0');
}

/** Notation of a named document, "BC-UBND": type abbreviation and agency, hyphen without spaces (NĐ 30/2020, Phụ lục I). */
export function notation(type: DocumentType, agency: string): string {
  if (!/^[\p{Lu}\p{N}&]+$/u.test(agency)) throw new RangeError(`not an agency abbreviation: ${agency}`);
  return `${type}-${agency}`;
}

/** Number and notation, "05/BC-UBND": a number below ten gets a leading zero (NĐ 30/2020, Phụ lục I). */
export function fullNumber(of: { number: number; notation: string }): string {
  requireCount('number', of.number);
  if (of.number < 1) throw new RangeError('document numbers begin with 1');
  return `${twoDigits(of.number)}/${of.notation}`;
}

/**
 * Next number of a register within a year: one sequence from 01 on 1 January (NĐ 30/2020, Article 15). The register holds one
 * agency and type (or whatever the agency keeps together). Numbers once given are never given again, gaps stay gaps.
 */
export function nextNumber(register: readonly { year: number; number: number }[], year: number): number {
  return register.reduce((last, entry) => (entry.year === year ? Math.max(last, entry.number) : last), 0) + 1;
}
