import { Button, EmptyState, InlineError, ListRow, PageHeading, RowList, Screen, Stack, StateWord, TopBar, useToast } from '~/ui';
import { useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import type { Preparing, PreparingRow } from './data';
import { DueLine } from './due-line';
import { remainingWords, standingWords } from './standing-words';
import { preparingTexts } from './texts';

/** What my unit is asked for; and, of the sessions I prepare, who is late. */
export function PreparingScreen({ preparing }: { preparing: Preparing }) {
  const t = useTexts(preparingTexts);
  const language = useLanguage();
  const { unit, late, waiting, isOffice } = preparing;
  return (
    <Screen top={<TopBar backHref="/" title={t('title')} end={<AccountMenu />} />}>
      <Stack gap={6}>
        {unit.length > 0 || !isOffice ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} title={t('mine')} count={unit.length > 0 ? unit.length : undefined} note={t('mineNote')} />
            {unit.length === 0 ? <EmptyState icon="document">{t('none')}</EmptyState> : null}
            <RowList look="cards" label={t('mine')}>
              {unit.map((row) => (
                <ListRow
                  key={row.itemId}
                  icon="document"
                  href={`/preparing/${row.itemId}`}
                  title={row.number === null ? row.title : t('itemTitle', { number: row.number, title: row.title })}
                  note={[t('sessionNote', { title: row.meeting.title, at: row.meeting.startsAt }), standingWords(row.missing, language)].join(' ')}
                  end={<DueLine due={row.due} isDone={row.missing === 'ready' || row.missing === 'office'} />}
                />
              ))}
            </RowList>
          </Stack>
        ) : null}
        {isOffice ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} title={t('lateTitle')} count={late.length > 0 ? late.length : undefined} note={t('lateNote')} />
            {late.length === 0 ? <EmptyState icon="check">{t('noLate')}</EmptyState> : null}
            <RowList look="cards" label={t('lateTitle')}>
              {late.map((row) => <LateRow key={row.itemId} row={row} />)}
            </RowList>
          </Stack>
        ) : null}
        {waiting.length > 0 ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} title={t('waitingOffice')} />
            <RowList look="cards" label={t('waitingOffice')}>
              {waiting.map(({ meeting, count }) => (
                <ListRow key={meeting.id} icon="fileCheck" href={`/meetings/${meeting.id}/preparing`} title={t('sessionNote', { title: meeting.title, at: meeting.startsAt })} note={t('waitingCount', { count })} />
              ))}
            </RowList>
          </Stack>
        ) : null}
      </Stack>
    </Screen>
  );
}

/** A unit that is late: what is missing, how long, and the tap that reminds it. */
function LateRow({ row }: { row: PreparingRow }) {
  const t = useTexts(preparingTexts);
  const language = useLanguage();
  const toast = useToast();
  const { run, busy, error } = useCommand<'documents.remind-unit'>({ onDone: () => toast({ text: t('reminded'), icon: 'check' }) });
  const number = row.number ?? 0;
  return (
    <ListRow
      title={t('unitItem', { unit: row.unit, number, title: row.title })}
      note={[t('sessionNote', { title: row.meeting.title, at: row.meeting.startsAt }), `${standingWords(row.missing, language)}.`, row.remindedAt ? t('remindedAt', { at: row.remindedAt }) : ''].filter(Boolean).join(' ')}
      end={<StateWord tone="bad" icon="caution">{remainingWords(row.due, language)}</StateWord>}
      actions={<Button icon="bell" aria-label={t('remindOf', { unit: row.unit, number })} busy={busy} onPress={() => run('documents.remind-unit', { itemId: row.itemId })}>{t('remind')}</Button>}
    >
      {error ? <InlineError error={error} /> : null}
    </ListRow>
  );
}
