import { csvText } from '@shared/rules/csv-cell';
import type { Language } from '~/ui/i18n';
import { translator } from '~/ui/i18n';
import type { PaperData } from './data';
import { paperSections, type Cell } from './paper-sections';
import { paperWords } from './paper-words';
import { paperTexts } from './texts';

/**
 * The account as a table file. Spreadsheets take separator and decimal mark from their language: a semicolon with a
 * decimal comma in Vietnamese, a comma with a point in English. Figures are not rounded, so that they can be computed again.
 */
export function paperCsv(data: PaperData, language: Language): string {
  const t = translator(paperTexts, language);
  const [separator, mark] = language === 'vi' ? [';', ','] : [',', '.'];
  // Twelve digits: more would only show how the machine counts.
  const figure = (value: number): string => String(Number(value.toPrecision(12))).replace('.', mark);
  const cell = (value: Cell): string => {
    if (value === null) return '';
    return typeof value === 'number' ? figure(value) : csvText(value);
  };
  const row = (cells: readonly Cell[]): string => cells.map(cell).join(separator);
  const head = [
    row([t('title'), data.title]),
    row([data.closedAt ? t('ended', { at: data.closedAt }) : t('running')]),
    row([t('people', { members: data.recipients.members, guests: data.recipients.guests }), data.recipients.total]),
    ...(data.onPaper ? [row([paperWords(data, t)])] : []),
  ];
  const sections = paperSections(data, language, figure).map((section) => ['', row([section.title]), row(section.head), ...section.rows.map(row)]);
  // The mark at the beginning tells a spreadsheet that the file is UTF-8.
  return `\uFEFF${[...head, ...sections.flat()].join('\r\n')}\r\n`;
}
