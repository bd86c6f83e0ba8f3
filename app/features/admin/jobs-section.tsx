import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, EmptyState, InlineError, ListRow, PageHeading, RowList, StateWord } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { isKnownJob, jobTexts } from './job-texts';

type Jobs = QueryResult<'jobs.overview'>;

/** What runs outside the screens, how much waits, and what failed, with the way to run it again. */
export function JobsSection({ jobs }: { jobs: Jobs }) {
  const t = useTexts(jobTexts);
  const language = useLanguage();
  const { run, busy, error } = useCommand<'jobs.retry' | 'jobs.cancel'>();
  const nameOf = (kind: string): string => (isKnownJob(kind) ? t(kind) : kind);
  const waiting = jobs.counts.filter(({ state }) => state === 'waiting');
  return (
    <>
      <PageHeading level={2} title={t('jobs')} count={jobs.failed.length} note={t('jobsNote')} />
      {error ? <InlineError error={error} /> : null}
      {jobs.failed.length + jobs.running.length + waiting.length === 0 ? <EmptyState icon="check">{t('noJobs')}</EmptyState> : null}
      <RowList look="cards" label={t('jobs')}>
        {jobs.failed.map((job) => (
          <ListRow
            key={job.id}
            icon="caution"
            title={nameOf(job.kind)}
            note={[job.endedAt ? t('failed', { attempts: job.attempts, at: job.endedAt }) : '', job.error ? describeError(job.error, language) : ''].filter(Boolean).join(' ')}
            actions={
              <ButtonRow>
                <Button size={48} look="pri" icon="refresh" busy={busy} onPress={() => run('jobs.retry', { jobId: job.id })}>
                  {t('retry')}
                </Button>
                <Button size={48} icon="cross" busy={busy} onPress={() => run('jobs.cancel', { jobId: job.id })}>
                  {t('letGo')}
                </Button>
              </ButtonRow>
            }
          />
        ))}
        {jobs.running.map((job) => (
          <ListRow
            key={job.id}
            icon="clock"
            title={nameOf(job.kind)}
            note={job.done !== null && job.total !== null ? t('progress', { done: job.done, total: job.total }) : ''}
            end={<StateWord tone="ok">{t('running')}</StateWord>}
          />
        ))}
        {waiting.map(({ kind, count }) => (
          <ListRow key={kind} icon="clock" title={nameOf(kind)} note={t('waiting', { count })} />
        ))}
      </RowList>
    </>
  );
}
