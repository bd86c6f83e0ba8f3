import { csvText } from '@shared/rules/csv-cell';
import type { QueryResult } from '../../../server/application';

export type FloorRecord = QueryResult<'sitting.floor-record'>;
type Row = FloorRecord['rows'][number];

const COLUMNS = ['from', 'to', 'seconds', 'state', 'number', 'item', 'part', 'speaker', 'position', 'unit', 'site'] as const;

/** The floor record as a table file, a stretch a line, then the seconds of each person and unit, and from when on it was entered from notes; nothing in it is run. Separators as spreadsheets of the language take them. */
export function recordCsv(record: FloorRecord, language: 'vi' | 'en'): string {
  const separator = language === 'vi' ? ';' : ',';
  const line = (cells: readonly (string | number | null | Date)[]): string =>
    cells.map((cell) => (cell === null ? '' : typeof cell === 'number' ? String(cell) : csvText(cell instanceof Date ? cell.toISOString() : cell))).join(separator);
  const rows = record.rows.map((row) => line(COLUMNS.map((name) => row[name])));
  const totals = (kind: string, all: FloorRecord['people']): string[] => all.map(({ name, position, seconds }) => line([kind, name, position, seconds]));
  return `\uFEFF${[line(COLUMNS), ...rows, '', line(['total', 'name', 'position', 'seconds']), ...totals('person', record.people), ...totals('unit', record.units), ...(record.onPaper ? ['', line(['entered_from_notes', record.onPaper.from, record.onPaper.enteredAt, record.onPaper.by.name])] : [])].join('\r\n')}\r\n`;
}

/** hh:mm:ss.mmm */
const stamp = (ms: number): string => new Date(Math.max(0, ms)).toISOString().slice(11, 23);
const hours = (ms: number): string => `${String(Math.floor(Math.max(0, ms) / 3_600_000)).padStart(2, '0')}${stamp(Math.max(0, ms) % 3_600_000).slice(2)}`;

/** A line of a cue: nothing that begins a tag or an entity, no arrow, no line end. */
const cueText = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').trim();

const titleOf = ({ state, number, item, speaker, position }: Row): string =>
  cueText(state === 'paused' ? 'Tạm dừng' : [number === null ? item : `${number}. ${item}`, speaker && [speaker, position].filter(Boolean).join(', ')].filter(Boolean).join(' – ')) || '–';

/**
 * Chapters of a recording (WebVTT), one for each stretch.
 * @param offset seconds by which the recording began before the opening; less than 0: after it, what lies before its begin is left out.
 */
export function recordVtt(record: FloorRecord, offset = 0): string {
  const at = (moment: Date): number => moment.getTime() - record.openedAt.getTime() + offset * 1000;
  const cues = record.rows.filter(({ to }) => at(to) > 0).map((row, index) => `${index + 1}\n${hours(at(row.from))} --> ${hours(at(row.to))}\n${titleOf(row)}\n`);
  return `WEBVTT\n\n${cues.join('\n')}`;
}
