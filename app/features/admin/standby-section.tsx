import type { QueryResult } from '../../../server/application';
import { ListRow, Notice, PageHeading, RowList } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { standbyTexts } from './standby-texts';

/** Whether the second machine has everything; nothing where none is planned. */
export function StandbySection({ standby: { condition, problem } }: { standby: QueryResult<'storage.standby'> }) {
  const t = useTexts(standbyTexts);
  if (condition === null) return null;
  const { wholeAt, heardAt } = condition;
  return (
    <>
      <PageHeading level={2} title={t('standby')} note={t('standbyNote')} />
      {problem ? <Notice tone="warn">{t(problem)}</Notice> : null}
      <RowList look="cards" label={t('standby')}>
        <ListRow
          icon={problem ? 'caution' : 'check'}
          title={wholeAt === null ? t('never') : t('whole', { at: new Date(wholeAt) })}
          note={heardAt === null ? t('unheard') : t('heard', { at: new Date(heardAt) })}
        />
      </RowList>
    </>
  );
}
