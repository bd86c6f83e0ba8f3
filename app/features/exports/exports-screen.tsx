import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Card, EmptyState, InlineError, LinkButton, ListRow, PageHeading, RowList, Screen, Stack, StateWord, TopBar, useToast } from '~/ui';
import { useLookingAgain } from '~/tablet/live/use-looking-again';
import { useFormats, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { useMe } from '../../me';
import { AccountMenu } from '../identity';
import { exportTexts } from './texts';

type Exports = QueryResult<'exports.list'>;
type Made = Exports['exports'][number];
export type AskedSubject = QueryResult<'exports.subject'>;

const TONE = { waiting: 'neutral', failed: 'bad' } as const;

/** Archives one asked for, one's own data, and what a link led here for. */
export function ExportsScreen({ list, asked, kept }: { list: Exports; asked: AskedSubject | null; kept: QueryResult<'retention.periods'> }) {
  const t = useTexts(exportTexts);
  const me = useMe();
  const toast = useToast();
  const { run, busy, error } = useCommand<'exports.request' | 'exports.remove'>();
  const ask = (kind: AskedSubject['kind'], subjectId: string): void => run('exports.request', { kind, subjectId }, () => toast({ text: t('requested'), icon: 'download' }));
  const isWaiting = list.exports.some(({ state }) => state === 'waiting');
  useLookingAgain(isWaiting);
  return (
    <Screen top={<TopBar backHref="/account" title={t('account')} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('title')} note={t('note')} />
        {error ? <InlineError error={error} /> : null}
        {asked ? <Asked subject={asked} busy={busy} onAsk={() => ask(asked.kind, asked.subjectId)} /> : null}
        {asked ? null : (
          <RowList look="cards" label={t('mine')}>
            <ListRow
              icon="person"
              title={t('mine')}
              note={`${t('mineNote')} ${kept.marks === null ? t('kept_forever') : t('kept_marks', { months: kept.marks })}`}
              actions={<Button size={48} look="pri" icon="download" busy={busy} onPress={() => ask('person', me.personId)}>{t('ask')}</Button>}
            />
            {list.bodies.map(({ id, name }) => (
              <ListRow key={id} icon="authority" title={name} note={t('bodyNote')} actions={<Button size={48} icon="download" busy={busy} onPress={() => ask('body', id)}>{t('ask')}</Button>} />
            ))}
          </RowList>
        )}
        <PageHeading level={2} title={t('ready')} count={list.exports.length} />
        {list.exports.length === 0 ? <EmptyState icon="download">{t('none')}</EmptyState> : null}
        <RowList look="cards" label={t('ready')}>
          {list.exports.map((made) => (
            <MadeRow key={made.id} made={made} busy={busy} onRemove={() => run('exports.remove', { exportId: made.id })} />
          ))}
        </RowList>
      </Stack>
    </Screen>
  );
}

/** What the archive would be of and hold, before it is asked for. */
function Asked({ subject: { kind, title, viewer, sections }, busy, onAsk }: { subject: AskedSubject; busy: boolean; onAsk: () => void }) {
  const t = useTexts(exportTexts);
  const language = useLanguage();
  const names = sections.map((section) => section.title[language]);
  if (kind !== 'person' && viewer !== 'administrator') names.push(t('filesToo'));
  if (viewer === 'self') names.push(t('marksToo'));
  return (
    <Card>
      <Stack gap={4}>
        <PageHeading level={2} title={title} note={t(`asked_${kind}`)} />
        <p>{`${t('holds')} ${names.join('; ')}.`}</p>
        <p className="ph-3">{t(`not_${viewer}`)}</p>
        <ButtonRow>
          <Button look="pri" icon="download" busy={busy} onPress={onAsk}>{t('ask')}</Button>
        </ButtonRow>
      </Stack>
    </Card>
  );
}

function MadeRow({ made, busy, onRemove }: { made: Made; busy: boolean; onRemove: () => void }) {
  const t = useTexts(exportTexts);
  const f = useFormats();
  const { id, fileName, state, requestedAt: at, size, files, sha256, expiresAt, done } = made;
  const note =
    state === 'ready'
      ? t('line_ready', { files: files ?? 0, size: f.bytes(size ?? 0), until: expiresAt, sha: (sha256 ?? '').slice(0, 12) })
      : state === 'failed'
        ? t('line_failed', { at })
        : done
          ? t('line_progress', { at, done })
          : t('line_waiting', { at });
  return (
    <ListRow
      icon={state === 'failed' ? 'caution' : state === 'ready' ? 'folder' : 'hourglass'}
      title={fileName}
      note={note}
      end={state === 'waiting' || state === 'failed' ? <StateWord tone={TONE[state]}>{t(`state_${state}`)}</StateWord> : undefined}
      actions={
        <ButtonRow>
          {state === 'ready' ? <LinkButton size={48} look="pri" icon="download" href={`/files/exports/${id}`} download>{t('fetch')}</LinkButton> : null}
          <Button size={48} icon="delete" busy={busy} onPress={onRemove}>{t('letGo')}</Button>
        </ButtonRow>
      }
    />
  );
}
