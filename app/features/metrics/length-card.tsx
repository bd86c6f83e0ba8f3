import { useEffect, useRef } from 'react';
import { Card, Chip, Disclosure, PageHeading, Stack, Table } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { PaperData } from './data';
import { paperTexts } from './texts';

type Item = PaperData['items'][number];

const signed = (minutes: number): string => (minutes > 0 ? `+${minutes}` : minutes < 0 ? `−${-minutes}` : '0');

/** A bar of real minutes with the plan as an upright mark; lengths go in by script because the policy forbids inline styles. */
function Bar({ item, longest }: { item: Item; longest: number }) {
  const bar = useRef<HTMLSpanElement>(null);
  const actual = item.actualMinutes ?? 0;
  useEffect(() => {
    bar.current?.style.setProperty('--within', String(Math.min(actual, item.plannedMinutes) / longest));
    bar.current?.style.setProperty('--over', String(Math.max(0, actual - item.plannedMinutes) / longest));
    bar.current?.style.setProperty('--plan', String(item.plannedMinutes / longest));
  }, [actual, item.plannedMinutes, longest]);
  return <span className="pp-bar" ref={bar} aria-hidden="true"><span className="pp-bar-plan" /><span className="pp-bar-within" /><span className="pp-bar-over" /><span className="pp-bar-mark" /></span>;
}

/** Planned against real length of the session and of each item. */
export function LengthCard({ data }: { data: PaperData }) {
  const t = useTexts(paperTexts);
  const { length } = data;
  const items = data.items.filter((item) => item.number !== null);
  const longest = Math.max(1, ...items.map((item) => Math.max(item.plannedMinutes, item.actualMinutes ?? 0)));
  if (!length) return <Card as="section" padding="l"><p className="ph-2">{t('lengthPending')}</p></Card>;
  const word = length.savedMinutes > 0 ? t('early', { minutes: length.savedMinutes }) : length.savedMinutes < 0 ? t('late', { minutes: -length.savedMinutes }) : t('onTime');
  return (
    <Card as="section" padding="l">
      <Stack gap={4}>
        <PageHeading level={2} title={t('length', { actual: length.actualMinutes, planned: length.plannedMinutes })} end={<Chip tone={length.savedMinutes < 0 ? 'warn' : 'ok'}>{word}</Chip>} />
        <ol className="pp-items" aria-label={t('colItem')}>
          {items.map((item) => {
            const difference = item.actualMinutes === null ? null : item.actualMinutes - item.plannedMinutes;
            return (
              <li key={item.id}>
                <span className="ph-num ph-3">{item.number}</span>
                <span className="pp-item-title">{item.title}</span>
                <Bar item={item} longest={longest} />
                <span className="ph-num ph-strong pp-difference" data-over={(difference ?? 0) > 0 || undefined}>{difference === null ? t('notHeld') : signed(difference)}</span>
              </li>
            );
          })}
        </ol>
        <p className="ph-sm ph-3">{t('lengthNote')}</p>
        <Disclosure title={t('lengthTable')}>
          <Table
            caption={t('lengthTable')}
            captionHidden
            rows={data.items}
            rowKey={(item) => item.id}
            empty={t('notHeld')}
            columns={[
              { key: 'title', header: t('colItem'), isRowHeader: true, cell: (item) => (item.number === null ? item.title : `${item.number}. ${item.title}`) },
              { key: 'planned', header: t('colPlanned'), align: 'end', cell: (item) => item.plannedMinutes },
              { key: 'actual', header: t('colActual'), align: 'end', cell: (item) => item.actualMinutes ?? '–' },
              { key: 'difference', header: t('colDifference'), align: 'end', cell: (item) => (item.actualMinutes === null ? '–' : signed(item.actualMinutes - item.plannedMinutes)) },
            ]}
          />
        </Disclosure>
      </Stack>
    </Card>
  );
}
