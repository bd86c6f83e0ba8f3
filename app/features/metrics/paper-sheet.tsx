import { useFormats, useLanguage, useTexts } from '~/ui/i18n';
import type { PaperData } from './data';
import { paperSections, type Cell } from './paper-sections';
import { paperWords } from './paper-words';
import { paperTexts } from './texts';

/** The account as it is printed: every figure, formula, factor and source on paper; not shown on the screen. */
export function PaperSheet({ data }: { data: PaperData }) {
  const t = useTexts(paperTexts);
  const f = useFormats();
  const language = useLanguage();
  const figure = (value: number): string => f.number(value, { max: 4 });
  const show = (cell: Cell): string => (cell === null ? '' : typeof cell === 'number' ? figure(cell) : cell);
  return (
    <div className="pp-sheet">
      <h1>{t('title')}</h1>
      <p><strong>{data.title}</strong></p>
      <p>{data.closedAt ? t('ended', { at: data.closedAt }) : t('running')} {t('people', { members: data.recipients.members, guests: data.recipients.guests })}.</p>
      {data.onPaper ? <p>{paperWords(data, t)}</p> : null}
      {paperSections(data, language, figure).map((section) => (
        <table key={section.title} data-total={section.hasTotal}>
          <caption>{section.title}</caption>
          <thead><tr>{section.head.map((word) => <th key={word} scope="col">{word}</th>)}</tr></thead>
          <tbody>
            {section.rows.map((row, index) => (
              <tr key={index}>{row.map((cell, column) => <td key={section.head[column]} data-figure={typeof cell === 'number' || undefined}>{show(cell)}</td>)}</tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}
