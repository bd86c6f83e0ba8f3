import type { QueryResult } from '../../../server/application';
import { ListRow, Notice, PageHeading, RowList, StateWord } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { mailTexts } from './texts';

/** For administrators: the mail server, whether it answers now, and what became of letters. */
export function MailSection({ server: { place, problem, counts } }: { server: QueryResult<'mail.server'> }) {
  const t = useTexts(mailTexts);
  return (
    <>
      <PageHeading level={2} title={t('mail')} note={t('mailNote')} />
      {place === null ? <Notice tone="warn">{t('none')}</Notice> : null}
      <RowList look="cards" label={t('mail')}>
        <ListRow
          icon={place === null || problem ? 'caution' : 'send'}
          title={place === null ? t('letters') : place.name}
          note={[problem ? t(`p_${problem.problem}`) : '', problem?.code ? t('code', { code: problem.code }) : '', t('counts', counts)].filter(Boolean).join(' ')}
          end={place === null ? undefined : <StateWord tone={problem ? 'bad' : 'ok'}>{t(problem ? 'notReached' : 'reached')}</StateWord>}
        />
      </RowList>
    </>
  );
}
