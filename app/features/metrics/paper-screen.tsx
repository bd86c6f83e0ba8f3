import { AccountMenu } from '../identity';
import { Button, Card, Chip, Disclosure, Icon, Notice, ProgressBar, Row, Screen, Stack, Table, TopBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import type { PaperData } from './data';
import { LengthCard } from './length-card';
import { PaperSheet } from './paper-sheet';
import { paperWords } from './paper-words';
import { PrintsCard } from './prints-card';
import { paperTexts } from './texts';
import './paper.css';

function Measured({ data }: { data: PaperData }) {
  const t = useTexts(paperTexts);
  const f = useFormats();
  const { paper, recipients } = data;
  const { totals } = paper;
  const ratio = totals.paperlessRatio;
  // What was held on paper has nobody entitled: its pages are in no product.
  const countedPages = paper.documents.reduce((sum, { pages, onPaper }) => (onPaper ? sum : sum + pages), 0);
  return (
    <Card as="section" padding="l" aria-labelledby="pp-pages">
      <Stack gap={4}>
        <div><Chip tone="accent" size="s">{t('measured')}</Chip></div>
        <p className="pp-big ph-num" id="pp-pages">{f.number(totals.pagesAvoided)}</p>
        <p className="ph-lg">{t('pagesSaved', { sheets: totals.sheetsAvoided })}</p>
        <div>
          <p className="ph-2 ph-num">{t('formula', { pages: countedPages, people: recipients.total, printed: totals.pagesPrinted })}</p>
          <p className="ph-sm ph-3">{t('people', { members: recipients.members, guests: recipients.guests })}</p>
        </div>
        {ratio === null ? null : <ProgressBar value={ratio} label={t('ratio', { share: f.percent(ratio) })} />}
      </Stack>
    </Card>
  );
}

function Estimated({ data }: { data: PaperData }) {
  const t = useTexts(paperTexts);
  const f = useFormats();
  const { totals } = data.paper;
  const one = (value: number): string => f.number(value, { min: 1, max: 1 });
  const { low, high } = totals.co2e;
  const co2Source = data.factors.find(({ key }) => key === 'co2e_per_sheet')?.source;
  const version = Math.max(...data.factors.map((factor) => factor.version));
  const rows = [
    { key: 'mass', label: t('mass'), value: t('kg', { value: one(totals.mass) }) },
    { key: 'co2', label: t('co2'), value: t('kg', { value: one(totals.co2e.value) }), note: low === null || high === null ? co2Source : `${t('range', { low: one(low), high: one(high) })}. ${co2Source ?? ''}` },
    { key: 'hours', label: t('hours'), value: t('hoursValue', { value: one(totals.printHoursCollated) }) },
    { key: 'trees', label: t('trees'), value: t('treesValue', { value: f.number(totals.trees, { min: 2, max: 2 }) }), small: true },
    { key: 'cost', label: t('cost'), value: totals.cost === null ? t('notComputed') : `${f.number(Math.round(totals.cost))} đ`, note: totals.cost === null ? t('noSource') : undefined },
  ];
  return (
    <section className="pp-estimated" aria-label={t('sources')}>
      <div className="pp-between">
        <Chip size="s">{t('estimated')}</Chip>
        <span className="ph-sm ph-3">{t('factorsOf', { version })}</span>
      </div>
      <dl className="pp-figures">
        {rows.map((row) => (
          <div key={row.key} data-small={row.small || undefined}>
            <dt>{row.label}{row.note ? <span className="ph-sm ph-3 pp-note">{row.note}</span> : null}</dt>
            <dd className="ph-num">{row.value}</dd>
          </div>
        ))}
      </dl>
      <Disclosure title={t('sources')}>
        <ul className="pp-sources">
          {data.factors.map((factor) => (
            <li key={factor.key}>
              <span className="ph-strong">{t(factor.key)}</span>
              <span className="ph-num">{factor.isSourced ? t('sourceLine', { value: factor.low === undefined || factor.high === undefined ? f.number(factor.value) : `${f.number(factor.value)} (${f.number(factor.low)} – ${f.number(factor.high)})`, unit: factor.unit, year: String(factor.year), version: String(factor.version) }) : t('notComputed')}</span>
              <span className="ph-sm ph-3">{factor.source}</span>
            </li>
          ))}
        </ul>
      </Disclosure>
    </section>
  );
}

function Formula({ data }: { data: PaperData }) {
  const t = useTexts(paperTexts);
  const f = useFormats();
  const { documents, totals } = data.paper;
  return (
    <Disclosure title={t('openFormula')} note={t('formulaCaption')}>
      <Table
        caption={t('formulaCaption')}
        captionHidden
        rows={documents}
        rowKey={(row) => row.id}
        empty={t('noDocuments')}
        columns={[
          { key: 'title', header: t('colDocument'), isRowHeader: true, cell: (row) => row.title },
          { key: 'pages', header: t('colPages'), align: 'end', cell: (row) => f.number(row.pages) },
          { key: 'entitled', header: t('colEntitled'), align: 'end', cell: (row) => f.number(row.entitled) },
          { key: 'printed', header: t('colPrinted'), align: 'end', cell: (row) => f.number(row.printed) },
          { key: 'avoided', header: t('colAvoided'), align: 'end', cell: (row) => f.number(row.pagesAvoided) },
          { key: 'sheets', header: t('colSheets'), align: 'end', cell: (row) => f.number(row.sheetsAvoided) },
        ]}
        foot={
          <tr>
            <th scope="row">{t('total')}</th>
            <td data-align="end">{f.number(totals.setPages)}</td>
            <td />
            <td />
            <td data-align="end">{f.number(totals.pagesAvoided)}</td>
            <td data-align="end">{f.number(totals.sheetsAvoided)}</td>
          </tr>
        }
      />
    </Disclosure>
  );
}

/** What a session did not print, measured and estimated apart, with the formula opened up, and how long it took. */
export function PaperScreen({ data }: { data: PaperData }) {
  const t = useTexts(paperTexts);
  return (
    <Screen
      top={<TopBar backHref={`/meetings/${data.meetingId}`} context={t('title')} title={data.title} subtitle={data.closedAt ? t('ended', { at: data.closedAt }) : t('running')} end={<AccountMenu />} />}
      width="full"
    >
      <div className="pp-grid">
        {data.onPaper ? <div className="pp-wide"><Notice tone="warn" icon="edit" title={paperWords(data, t)} /></div> : null}
        <Measured data={data} />
        <Estimated data={data} />
        <LengthCard data={data} />
        <PrintsCard data={data} />
        <div className="pp-wide"><Formula data={data} /></div>
        <div className="pp-wide">
          <Row gap={3} wrap>
            <a className="ph-button" data-look="sec" data-size="56" href={`/meetings/${data.meetingId}/paper.csv`} download><Icon name="download" /><span>{t('export')}</span></a>
            <Button size={56} icon="print" onPress={() => window.print()}>{t('print')}</Button>
          </Row>
        </div>
      </div>
      <PaperSheet data={data} />
    </Screen>
  );
}
