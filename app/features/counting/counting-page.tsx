import type { QueryResult } from '../../../server/application';
import { useTexts } from '~/ui/i18n';
import { countingPageTexts } from './texts';

type Text = NonNullable<QueryResult<'counting.minutes'>['text']>;

/** The counting minutes as paper, before they are drawn up and after: always what the record says. */
export function CountingPage({ text, number }: { text: Text; number: string | null }) {
  const t = useTexts(countingPageTexts);
  const { header } = text;
  return (
    <article className="mn-paper" aria-label={t('page')} tabIndex={0} lang="vi">
      <header className="mn-head ph-doc">
        <div>
          <p className="cn-parent">{header.parentAgency.map((line) => <span key={line}>{line}</span>)}</p>
          <p>{header.agency.join(' ')}</p>
          <p className="mn-head-number">Số: {number ?? `…/${header.notation}`}</p>
        </div>
        <div>
          <p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>
          <p className="mn-motto">Độc lập - Tự do - Hạnh phúc</p>
        </div>
        <p className="mn-head-title">BIÊN BẢN KIỂM PHIẾU<br />{text.abstract}</p>
      </header>
      <div className="mn-body">
        <Paragraph>{text.opening}</Paragraph>
        {text.committee.map((line, index) => <Paragraph key={line}>{`${index + 1}. ${line}`}</Paragraph>)}
        {text.sections.map(({ heading, paragraphs = [], table, after = [] }) => (
          <section key={heading}>
            <div className="mn-paragraph" data-heading><p className="ph-doc">{heading}</p></div>
            {paragraphs.map((line) => <Paragraph key={line}>{line}</Paragraph>)}
            {table ? <Figures table={table} label={heading} /> : null}
            {after.map((line) => <Paragraph key={line}>{line}</Paragraph>)}
          </section>
        ))}
        <Paragraph>{text.closing}</Paragraph>
      </div>
      <footer className="mn-signatures ph-doc">
        <div>{text.signatures.counters.map(({ name }) => <div key={name} className="cn-signature"><p>TỔ VIÊN</p><p>{name}</p></div>)}</div>
        <div><p>TỔ TRƯỞNG</p><p>{text.signatures.head.name}</p></div>
      </footer>
    </article>
  );
}

function Paragraph({ children }: { children: string }) {
  return <div className="mn-paragraph"><p className="ph-doc">{children}</p></div>;
}

function Figures({ table, label }: { table: NonNullable<Text['sections'][number]['table']>; label: string }) {
  return (
    <div className="cn-scroll">
      <table className="cn-figures ph-doc" aria-label={label}>
        <thead><tr>{table.columns.map(({ title }) => <th key={title} scope="col">{title}</th>)}</tr></thead>
        <tbody>
          {table.rows.map(({ cells }) => (
            <tr key={cells.join('|')}>{cells.map((cell, index) => <td key={table.columns[index]?.title ?? index} data-align={table.columns[index]?.align}>{cell}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
