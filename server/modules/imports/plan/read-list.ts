import { CsvError, parse } from 'csv-parse/sync';
import { fromOld, oldEncodingOf } from '../../../shared/language/old-encodings';
import { foldText } from '../../../shared/language/vietnamese-text';

/** One row of a list of old papers, as it was written. */
export interface ListRow {
  /** In the file, from 1. */
  line: number;
  body: string;
  day: string;
  session: string;
  kind: string;
  place: string;
  chair: string;
  file: string;
  title: string;
  number: string;
  clearedBy: string;
}

type Field = Exclude<keyof ListRow, 'line'>;

export type ReadList = { ok: true; rows: ListRow[]; ignored: string[] } | { ok: false; reason: 'encoding' | 'broken' | 'columns' | 'empty' | 'too_large'; params: Record<string, string | number> };

export const LIST_BYTES = 32 * 1024 * 1024;
export const LIST_ROWS = 100_000;

/** Names of columns, folded; the first that fits has it. */
const HEADINGS: Record<Field, readonly string[]> = {
  file: ['tep', 'ten tep', 'duong dan', 'tep tin', 'ten file', 'file', 'file name', 'filename', 'path'],
  day: ['ngay', 'ngay hop', 'ngay phien hop', 'ngay thang', 'ngay to chuc', 'date', 'day', 'session date', 'meeting date'],
  session: ['phien', 'phien hop', 'ten phien', 'ten phien hop', 'ky hop', 'cuoc hop', 'session', 'meeting', 'session title', 'meeting title'],
  body: ['co quan', 'tap the', 'to chuc', 'co quan hop', 'ten co quan', 'don vi', 'body', 'committee', 'agency'],
  title: ['ten tai lieu', 'tai lieu', 'ten van ban', 'van ban', 'trich yeu', 'trich yeu noi dung', 'noi dung', 'ten', 'title', 'document', 'subject'],
  number: ['so', 'so ky hieu', 'so va ky hieu', 'so hieu', 'ky hieu', 'so van ban', 'number', 'symbol', 'reference'],
  kind: ['loai phien', 'loai phien hop', 'loai', 'kind', 'session kind'],
  place: ['noi hop', 'dia diem', 'dia diem hop', 'place', 'venue'],
  chair: ['chu tri', 'chu toa', 'nguoi chu tri', 'chu tri phien hop', 'chair', 'chaired by', 'chairperson'],
  clearedBy: ['nguoi xac nhan khong mat', 'xac nhan khong mat', 'nguoi kiem tra', 'cleared by', 'checked by', 'not secret says'],
};
const FIELDS = Object.keys(HEADINGS) as Field[];

const REQUIRED: readonly { field: Field; name: string }[] = [
  { field: 'file', name: 'Tệp' },
  { field: 'day', name: 'Ngày họp' },
  { field: 'session', name: 'Phiên họp' },
];

/** Without the marks that forms put on columns: "Ngày họp (*)", "Số, ký hiệu". */
const headingOf = (text: string): string => foldText(text.replace(/\([^)]*\)|[*_\-.:,/&]+/gu, ' '));

/** How many bytes of the beginning say whether letters take two. */
const LOOKED_AT = 400;

/** Letters of two bytes are known by their mark, or by the zeros that every other byte is. */
function wideOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, LOOKED_AT);
  const zeros = [0, 1].map((half) => head.filter((byte, at) => byte === 0 && at % 2 === half).length);
  if (Math.max(...zeros) * 8 < head.length) return null;
  return (zeros[1] ?? 0) > (zeros[0] ?? 0) ? 'utf-16le' : 'utf-16be';
}

/** UTF-8 or UTF-16, with or without their marks, else what offices wrote before Unicode; null: no text. */
function decode(bytes: Uint8Array): string | null {
  const wide = wideOf(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const western = new TextDecoder('windows-1252').decode(bytes);
    const encoding = oldEncodingOf(western);
    return encoding ? fromOld(western, { encoding, capitals: false }) : new TextDecoder('windows-1258').decode(bytes);
  }
}

/** First line by which Excel is told the separator: `sep=;`. */
const SEPARATOR_LINE = /^"?sep=(.)"?[^\r\n]*\r?\n/u;

function separatorOf(text: string): string {
  const heading = text.split(/\r?\n/u, 1)[0] ?? '';
  return [';', '\t', ','].reduce((best, mark) => (heading.split(mark).length > heading.split(best).length ? mark : best));
}

const linesIn = (text: string): number => text.match(/\r\n|\r|\n/gu)?.length ?? 0;

/** Reads a list of old papers: columns by their names in Vietnamese or English, in any order. What it says is judged by the plan. */
export function readList(bytes: Uint8Array): ReadList {
  if (bytes.byteLength > LIST_BYTES) return { ok: false, reason: 'too_large', params: { most: LIST_ROWS } };
  const text = decode(bytes)?.normalize('NFC').replace(/^\uFEFF/u, '');
  if (text === undefined || text.includes('\u0000')) return { ok: false, reason: 'encoding', params: {} };
  const [separatorLine, separator] = SEPARATOR_LINE.exec(text) ?? ['', undefined];
  const before = separatorLine === '' ? 0 : 1;
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    const table = text.slice(separatorLine.length);
    lines = parse(table, { delimiter: separator ?? separatorOf(table), relax_column_count: true, relax_quotes: true, skip_empty_lines: true, trim: true, info: true }) as unknown as typeof lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, reason: 'broken', params: { line: Number(error.lines ?? 1) + before } };
  }
  const names = lines[0]?.record ?? [];
  const place = new Map<Field, number>();
  names.forEach((name, index) => {
    const field = FIELDS.find((one) => HEADINGS[one].includes(headingOf(name)));
    if (field && !place.has(field)) place.set(field, index);
  });
  const missing = REQUIRED.filter(({ field }) => !place.has(field)).map(({ name }) => name);
  if (missing.length > 0) return { ok: false, reason: 'columns', params: { columns: missing.join(', ') } };
  const filled = lines.slice(1).filter(({ record }) => record.some((cell) => cell !== ''));
  if (filled.length === 0) return { ok: false, reason: 'empty', params: {} };
  if (filled.length > LIST_ROWS) return { ok: false, reason: 'too_large', params: { most: LIST_ROWS } };
  const used = new Set(place.values());
  const rowOf = (record: readonly string[]): Record<Field, string> => Object.fromEntries(FIELDS.map((field) => [field, record[place.get(field) ?? -1] ?? ''])) as Record<Field, string>;
  return {
    ok: true,
    ignored: names.filter((name, index) => !used.has(index) && name !== ''),
    // The package counts up to the row's end; people look for where it begins.
    rows: filled.map(({ record, info }) => ({ line: info.lines - record.reduce((sum, cell) => sum + linesIn(cell), 0) + before, ...rowOf(record) })),
  };
}
