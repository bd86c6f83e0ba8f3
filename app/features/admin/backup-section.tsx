import type { QueryResult } from '../../../server/application';
import { ListRow, Notice, PageHeading, RowList, StateWord } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { backupTexts } from './backup-texts';

const MEGABYTE = 1024 * 1024;

/** How old the newest backup is, what it holds, and what keeps another from being made. */
export function BackupSection({ backups: { plan, last, reachable, late, tried } }: { backups: QueryResult<'storage.backups'> }) {
  const t = useTexts(backupTexts);
  const language = useLanguage();
  return (
    <>
      <PageHeading level={2} title={t('backups')} note={t('backupsNote')} />
      {plan === null ? <Notice tone="warn">{t('none')}</Notice> : null}
      {plan && !reachable ? <Notice tone="warn">{t('unreachable', { folder: plan.folder })}</Notice> : null}
      {plan && reachable && late ? <Notice tone="warn">{t('late')}</Notice> : null}
      {plan && tried?.problem ? (
        <Notice tone="warn">
          {t('failed', { at: tried.at })} {describeError({ code: 'unavailable', reason: tried.problem }, language)}
        </Notice>
      ) : null}
      {plan ? (
        <RowList look="cards" label={t('backups')}>
          <ListRow
            icon={late ? 'caution' : 'check'}
            title={last ? t('last', { at: last.madeAt }) : t('never', { folder: plan.folder })}
            note={last ? [t('facts', { files: last.files, size: Math.round(last.bytes / MEGABYTE), folder: plan.folder }), last.missing > 0 ? t('missing', { count: last.missing }) : ''].filter(Boolean).join(' ') : ''}
            end={last ? <StateWord tone={last.sealed ? 'ok' : 'warn'}>{t(last.sealed ? 'sealed' : 'open')}</StateWord> : undefined}
          />
        </RowList>
      ) : null}
    </>
  );
}
