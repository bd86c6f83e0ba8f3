import { csvText } from '@shared/rules/csv-cell';
import type { QueryResult } from '../../../server/application';
import { formatTime, translator } from '~/ui/i18n';
import { listTexts } from './list-texts';

export type AttendanceList = QueryResult<'sitting.attendance-list'>;

/** The attendance list as a table file: a person a line, an item a column; nothing in it is run. Separators as spreadsheets of the language take them. */
export function listCsv({ items, people, sites, onPaper }: AttendanceList, language: 'vi' | 'en'): string {
  const t = translator(listTexts, language);
  const line = (cells: readonly string[]): string => cells.map((cell) => csvText(cell)).join(language === 'vi' ? ';' : ',');
  const head = [...(['spot', 'name', 'position', 'unit', 'site', 'votes', 'substitutes', 'state', 'reason', 'course'] as const).map((name) => t(name)), ...items.map(({ number, title }) => (number === null ? title : `${number}. ${title}`))];
  const rows = people.map((one) => [
    one.spot ?? '', one.fullName, one.position, one.unit, one.site ?? '', t(one.elector ? 'yes' : 'no'), one.substituteFor ?? '', t(`is_${one.state}`), one.reason ?? '',
    one.changes.map(({ at, state, site }) => `${formatTime(at)} ${t(`is_${state}`)}${site ? ` (${site})` : ''}`).join('; '),
    ...one.items.map(({ presence, minutes }) => (presence === 'part' ? t('part', { minutes }) : t(presence))),
  ]);
  // The sites stand below, a line each.
  const below = sites.map(({ name, people: of, present, lost }) => [name, t('atSite', { present, of }), lost.map(({ from, to }) => t('lost', { from, to })).join('; ')]);
  const table = below.length === 0 ? [] : [[], [t('site'), t('state'), t('connection')], ...below];
  return `\uFEFF${[head, ...rows, ...table, ...(onPaper ? [[t('onPaper', { at: onPaper.enteredAt, on: onPaper.enteredAt, by: onPaper.by.name })]] : [])].map(line).join('\r\n')}\r\n`;
}
