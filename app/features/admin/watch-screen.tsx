import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, ConfirmDialog, EmptyState, InlineError, ListRow, Notice, PageHeading, RowList, Stack } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { MailSection } from '../mail';
import { AdminFrame } from './admin-frame';
import { BackupSection } from './backup-section';
import { JobsSection } from './jobs-section';
import { LinkDialog, type FreshLink } from './link-dialog';
import { StandbySection } from './standby-section';
import { watchTexts } from './watch-texts';

type Requests = QueryResult<'identity.link-requests'>;
type Request = Requests['requests'][number];

/** What waits for a second person, how old the newest backup is, whether a second machine follows, what runs and what failed outside the screens, what was refused too often, and whether the clock can be relied on. */
export function WatchScreen({ links, recent, jobs, backups, standby, mail }: { links: Requests; recent: QueryResult<'watch.recent'>; jobs: QueryResult<'jobs.overview'>; backups: QueryResult<'storage.backups'>; standby: QueryResult<'storage.standby'>; mail: QueryResult<'mail.server'> }) {
  const t = useTexts(watchTexts);
  const language = useLanguage();
  const [link, setLink] = useState<FreshLink | null>(null);
  const [releasing, setReleasing] = useState<Request | null>(null);
  const { run, busy, error } = useCommand<'identity.release-link' | 'identity.refuse-link', { link?: FreshLink }>({
    onDone: (answer) => {
      setReleasing(null);
      if (answer.link) setLink(answer.link);
    },
  });
  return (
    <AdminFrame place="watch">
      <Stack gap={5}>
        <PageHeading title={t('watch')} />
        <PageHeading level={2} title={t('requests')} count={links.requests.length} note={t('requestsNote')} />
        {links.administrators < 2 ? <Notice tone="warn">{t('oneAdministrator')}</Notice> : null}
        {error && !releasing ? <InlineError error={error} /> : null}
        {links.requests.length === 0 ? <EmptyState icon="key">{t('noRequests')}</EmptyState> : null}
        <RowList look="cards" label={t('requests')}>
          {links.requests.map((request) => (
            <ListRow
              key={request.id}
              icon="key"
              title={`${request.fullName} (${request.userName})`}
              note={[t('requestLine', { by: request.requestedBy, at: request.requestedAt, until: request.expiresAt }), request.refusal ? describeError({ code: 'forbidden', reason: request.refusal }, language) : ''].filter(Boolean).join(' ')}
              actions={
                <ButtonRow>
                  {request.refusal ? null : (
                    <Button size={48} look="pri" icon="check" busy={busy} onPress={() => setReleasing(request)}>
                      {t('release')}
                    </Button>
                  )}
                  <Button size={48} icon="cross" busy={busy} onPress={() => run('identity.refuse-link', { requestId: request.id })}>
                    {t('refuse')}
                  </Button>
                </ButtonRow>
              }
            />
          ))}
        </RowList>
        <BackupSection backups={backups} />
        <StandbySection standby={standby} />
        <MailSection server={mail} />
        <JobsSection jobs={jobs} />
        <PageHeading level={2} title={t('clock')} note={t('clockNote')} />
        {recent.steps.length === 0 ? <EmptyState icon="clock">{t('noSteps')}</EmptyState> : null}
        <RowList look="cards" label={t('clock')}>
          {recent.steps.map((step) => (
            <ListRow key={`${step.machine}${step.seconds}`} icon="clock" title={t(step.seconds < 0 ? 'steppedBack' : 'steppedForward', { seconds: Math.abs(step.seconds) })} note={t(step.when === 'start' ? 'stepAtStart' : 'stepLine', { at: step.at, machine: step.machine })} />
          ))}
        </RowList>
        <PageHeading level={2} title={t('counts')} note={t('countsNote')} />
        {recent.counts.length === 0 ? <EmptyState icon="signIn">{t('noCounts')}</EmptyState> : null}
        <RowList look="cards" label={t('counts')}>
          {recent.counts.map((count) => (
            <ListRow key={`${String(count.at)}${count.topic}`} icon="caution" title={count.topic === 'sign_in' ? t('signInCount', { count: count.total }) : `${count.topic}: ${count.total}`} note={t('countLine', { at: count.at, minutes: Math.max(1, Math.round(count.seconds / 60)), subjects: count.subjects.length })} />
          ))}
        </RowList>
      </Stack>
      <ConfirmDialog
        isOpen={releasing !== null}
        about={links.requests.find(({ id }) => id === releasing?.id)?.id ?? null}
        onClose={() => setReleasing(null)}
        onConfirm={() => {
          if (releasing) run('identity.release-link', { requestId: releasing.id });
        }}
        title={t('releaseTitle', { name: releasing?.fullName ?? '' })}
        confirmLabel={t('release')}
        busy={busy}
        error={error}
      >
        <p>{t('releaseNote')}</p>
      </ConfirmDialog>
      {link ? <LinkDialog link={link} onClose={() => setLink(null)} /> : null}
    </AdminFrame>
  );
}
