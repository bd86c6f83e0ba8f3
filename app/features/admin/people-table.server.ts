import { parse, CsvError } from 'csv-parse/sync';
import { foldText } from '@shared/language/vietnamese-text';

/** One row as the import command takes it, with its line in the file. */
export interface TableRow {
  line: number;
  fullName: string;
  userName: string;
  title: string;
  unit: string;
  email: string;
  roles: string;
}

type Field = Exclude<keyof TableRow, 'line'>;

export type ReadTable =
  | { ok: true; rows: TableRow[]; ignored: string[] }
  | { ok: false; reason: 'csv_encoding' | 'csv_broken' | 'csv_columns' | 'csv_empty' | 'csv_too_large'; params: Record<string, string | number> };

export const MAX_BYTES = 2 * 1024 * 1024;
export const MAX_ROWS = 5_000;

/** Column names, folded: without marks, case and punctuation. */
const HEADINGS: Record<Field, readonly string[]> = {
  fullName: ['ho va ten', 'ho ten', 'ten', 'full name', 'fullname', 'name'],
  userName: ['ten dang nhap', 'tai khoan', 'user name', 'username', 'login'],
  title: ['chuc vu', 'chuc danh', 'title', 'position'],
  unit: ['don vi', 'co quan', 'don vi cong tac', 'unit', 'department'],
  email: ['email', 'e mail', 'thu dien tu', 'dia chi email'],
  roles: ['vai tro', 'quyen', 'role', 'roles'],
};

const ROLES: Record<string, string> = {
  'quan tri': 'admin',
  'quan tri he thong': 'admin',
  'quan tri vien': 'admin',
  admin: 'admin',
  'van thu': 'clerk',
  clerk: 'clerk',
  'chuyen vien': 'officer',
  'chuyen vien chuan bi phien hop': 'officer',
  officer: 'officer',
  'lanh dao don vi': 'leader',
  leader: 'leader',
};

const REQUIRED: readonly { field: Field; name: string }[] = [
  { field: 'fullName', name: 'Họ và tên' },
  { field: 'userName', name: 'Tên đăng nhập' },
];

/** Without the marks that forms put on required columns: "Họ và tên (*)". */
const headingOf = (text: string): string => foldText(text.replace(/\([^)]*\)|[*_\-.:]+/g, ' '));

/** Text of the file: UTF-8 with or without mark, or UTF-16 with its mark. Null for everything else, such as Windows-1258. */
function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const label = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** First line by which Excel is told the separator: `sep=;`. */
const SEPARATOR_LINE = /^\uFEFF?"?sep=(.)"?[^\r\n]*\r?\n/u;

/** The separator that occurs most often in the heading: comma, semicolon (Excel in Vietnamese) or tab. */
function separatorOf(text: string): string {
  const heading = text.split(/\r?\n/u, 1)[0] ?? '';
  const count = (mark: string): number => heading.split(mark).length;
  return [';', '\t', ','].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Names of roles in either language as the command knows them; what is unknown stays one word, so that it is refused by name. */
const rolesOf = (cell: string): string =>
  cell
    .split(/[;,]/u)
    .map((name) => foldText(name))
    .filter(Boolean)
    .map((name) => ROLES[name] ?? name.replaceAll(' ', '_'))
    .join(';');

/**
 * Reads a table of people from a CSV file. Columns are known by their names in Vietnamese or English, in any order;
 * what the rows hold is judged by the command that takes them.
 */
export function readPeopleTable(bytes: Uint8Array): ReadTable {
  if (bytes.byteLength > MAX_BYTES) return { ok: false, reason: 'csv_too_large', params: {} };
  const text = decode(bytes);
  if (text === null || text.includes('\u0000')) return { ok: false, reason: 'csv_encoding', params: {} };
  const [separatorLine, separator] = SEPARATOR_LINE.exec(text) ?? ['', undefined];
  const table = text.slice(separatorLine.length);
  const before = separatorLine === '' ? 0 : 1;
  let lines: { record: string[]; info: { lines: number } }[];
  try {
    // With `info` each row comes with its place, which the package's types leave out.
    lines = parse(table, { delimiter: separator ?? separatorOf(table), bom: true, relax_column_count: true, skip_empty_lines: true, trim: true, info: true }) as unknown as typeof lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, reason: 'csv_broken', params: { line: Number(error.lines ?? 1) + before } };
  }
  const [heading, ...body] = lines;
  const names = heading?.record ?? [];
  const place = new Map<Field, number>();
  names.forEach((name, index) => {
    const field = (Object.keys(HEADINGS) as Field[]).find((key) => HEADINGS[key].includes(headingOf(name)));
    if (field && !place.has(field)) place.set(field, index);
  });
  const missing = REQUIRED.filter(({ field }) => !place.has(field)).map(({ name }) => name);
  if (missing.length > 0) return { ok: false, reason: 'csv_columns', params: { columns: missing.join(', ') } };
  const filled = body.filter(({ record }) => record.some((cell) => cell !== ''));
  if (filled.length === 0) return { ok: false, reason: 'csv_empty', params: {} };
  if (filled.length > MAX_ROWS) return { ok: false, reason: 'csv_too_large', params: {} };
  const used = new Set(place.values());
  return {
    ok: true,
    ignored: names.filter((name, index) => !used.has(index) && name !== ''),
    rows: filled.map(({ record, info }) => {
      const cell = (field: Field): string => record[place.get(field) ?? -1] ?? '';
      // The package counts up to the row's end; people look for where it begins.
      const inside = record.reduce((breaks, value) => breaks + (value.match(/\r\n|\r|\n/gu)?.length ?? 0), 0);
      return { line: info.lines - inside + before, fullName: cell('fullName'), userName: cell('userName'), title: cell('title'), unit: cell('unit'), email: cell('email'), roles: rolesOf(cell('roles')) };
    }),
  };
}
