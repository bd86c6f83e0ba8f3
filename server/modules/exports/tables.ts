import { csvText } from '../../shared/rules/csv-cell';
import type { Cell, Row, Section } from './section';

const plain = (value: Cell): unknown => (value instanceof Date ? value.toISOString() : value);
const ordered = ({ columns }: Section, row: Row): [string, unknown][] => Object.keys(columns).map((name) => [name, plain(row[name] ?? null)]);

/** Rows as one array of JSON, a row a line, columns in the order of the section. */
export async function* jsonTable(section: Section, rows: AsyncIterable<Row>): AsyncGenerator<string> {
  yield '[';
  let isFirst = true;
  for await (const row of rows) {
    yield `${isFirst ? '\n' : ',\n'}${JSON.stringify(Object.fromEntries(ordered(section, row)))}`;
    isFirst = false;
  }
  yield '\n]\n';
}

function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return csvText(typeof value === 'string' ? value : JSON.stringify(value));
}

/** The same for spreadsheets: a mark at the beginning that says UTF-8, semicolons, nothing that is run. */
export async function* csvTable(section: Section, rows: AsyncIterable<Row>): AsyncGenerator<string> {
  yield `\uFEFF${Object.keys(section.columns).map(csvText).join(';')}\r\n`;
  for await (const row of rows) yield `${ordered(section, row).map(([, value]) => csvCell(value)).join(';')}\r\n`;
}
