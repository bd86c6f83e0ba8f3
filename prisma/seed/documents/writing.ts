import type { Block, RichText, SignatureBlock, TableBlock, TableColumn, TableRow } from '../../../server/shared/protocol/administrative-document';
import type { Day } from './calendar';
import { spelled } from './calendar';

/** "1.234,5": Vietnamese grouping and decimal comma. */
export function figure(value: number, digits = 0): string {
  const fixed = Math.abs(value).toFixed(digits);
  const [whole = '0', fraction] = fixed.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/gu, '.');
  const sign = value < 0 && Number(fixed) !== 0 ? '-' : '';
  return sign + grouped + (fraction ? `,${fraction}` : '');
}

/** "+ 88.000", "- 96.500", "0". */
export function signed(value: number): string {
  return value === 0 ? '0' : `${value > 0 ? '+' : '-'} ${figure(Math.abs(value))}`;
}

export function percent(part: number, whole: number, digits = 1): string {
  return figure((part / whole) * 100, digits);
}

export function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

export const p = (text: RichText): Block => ({ t: 'p', text });
export const ps = (...texts: RichText[]): Block[] => texts.map(p);
export const italic = (text: string): Block => ({ t: 'p', text, italic: true });
export const h1 = (text: string): Block => ({ t: 'h', text, level: 1 });
export const h2 = (text: string): Block => ({ t: 'h', text, level: 2 });
export const h3 = (text: string): Block => ({ t: 'h', text, level: 3 });
export const centred = (text: string): Block => ({ t: 'h', text, centered: true });
export const article = (number: number, title: string): Block => ({ t: 'article', label: `Điều ${number}.`, title });
export const pageBreak: Block = { t: 'break' };
export const landscape = (...blocks: Block[]): Block => ({ t: 'landscape', blocks });

export function column(title: string | null, width: number | null, align: 'left' | 'center' | 'right' = 'left'): TableColumn {
  return width === null ? { title, flex: 1, align } : { title, width, align };
}

export function row(...cells: RichText[]): TableRow {
  return { cells };
}
export function group(...cells: RichText[]): TableRow {
  return { cells, kind: 'group' };
}
export function total(...cells: RichText[]): TableRow {
  return { cells, kind: 'total' };
}

export function table(columns: TableColumn[], rows: TableRow[], rest: Partial<TableBlock> = {}): TableBlock {
  return { t: 'table', columns, rows, ...rest };
}

export interface Opening {
  agency: string[];
  parent?: string;
  number?: string;
  notation?: string;
  date: Day | string;
  kind?: string;
  abstract?: string;
  subject?: string;
  to?: string[];
  draft?: string;
}

/** Header grid, kind with abstract, addressees. */
export function opening(o: Opening): Block[] {
  const placeDate = typeof o.date === 'string' ? o.date : `Thanh Giang, ${spelled(o.date)}`;
  const header = { parentAgency: o.parent ?? null, agency: o.agency, number: o.number ?? null, notation: o.notation ?? null, placeDate, subject: o.subject ?? null };
  const blocks: Block[] = [o.draft ? { t: 'header', header, draft: o.draft } : { t: 'header', header }];
  if (o.kind) blocks.push({ t: 'title', kind: o.kind, abstract: o.abstract ?? null });
  if (o.to) blocks.push({ t: 'to', list: o.to });
  return blocks;
}

export function signature(authority: string[], name: string, recipients: string[]): Block {
  const block: SignatureBlock = { authority, name };
  return { t: 'signature', signature: block, recipients };
}

export function annex(label: string, title: string, reference: string): Block {
  return { t: 'annex', label, title, reference };
}
