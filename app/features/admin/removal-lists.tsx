import { ListRow, PageHeading, RowList } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { retentionTexts } from './retention-texts';

interface Line {
  what: string;
  count: number;
}

type Word = keyof (typeof retentionTexts)['vi'];

/** What goes and what stays of a person, with the reason of each that stays. */
export function RemovalLists({ report }: { report: { removed: readonly Line[]; kept: readonly Line[] } }) {
  const t = useTexts(retentionTexts);
  const f = useFormats();
  const say = t as (key: Word) => string;
  const known = (key: string): key is Word => key in retentionTexts.vi;
  const word = (prefix: 'what' | 'why', what: string): string => (known(`${prefix}_${what}`) ? say(`${prefix}_${what}` as Word) : what);
  return (
    <>
      <PageHeading level={2} title={t('goes')} />
      <RowList label={t('goes')}>
        {report.removed.map(({ what, count }) => (
          <ListRow key={what} icon="delete" title={word('what', what)} end={<span className="ph-num">{f.number(count)}</span>} />
        ))}
      </RowList>
      <PageHeading level={2} title={t('stays')} />
      <RowList label={t('stays')}>
        {report.kept.map(({ what, count }) => (
          <ListRow key={what} icon="lock" title={word('what', what)} note={word('why', what)} end={<span className="ph-num">{f.number(count)}</span>} />
        ))}
      </RowList>
    </>
  );
}
