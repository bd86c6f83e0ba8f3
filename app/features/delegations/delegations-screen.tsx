import { useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, Card, ComboBox, ConfirmDialog, DateField, EmptyState, FormRow, InlineError, LinkButton, ListRow, PageHeading, RowList, Screen, Stack, StateWord, TopBar, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import { delegationTexts } from './texts';

type Mine = QueryResult<'delegations.mine'>;
type Row = Mine['given'][number];

export interface DelegationsScreenProps {
  mine: Mine;
  people: QueryResult<'delegations.people'>;
}

/** Who prepares for me, and for whom I prepare. */
export function DelegationsScreen({ mine, people }: DelegationsScreenProps) {
  const t = useTexts(delegationTexts);
  const [asked, setAsked] = useState<{ row: Row; isMine: boolean } | null>(null);
  const { run, busy, error, clear } = useCommand<'delegations.end'>();
  const close = (): void => {
    clear();
    setAsked(null);
  };
  const name = asked?.row.fullName ?? '';
  return (
    <Screen top={<TopBar backHref="/account" title={t('account')} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('title')} note={t('note')} />
        <GiveForm today={mine.today} people={people} />
        <PageHeading level={2} title={t('given')} count={mine.given.filter(({ state }) => state !== 'over').length} />
        {mine.given.length === 0 ? <EmptyState icon="personCheck">{t('noneGiven')}</EmptyState> : null}
        <RowList look="cards" label={t('given')}>
          {mine.given.map((row) => <DelegationRow key={row.id} row={row} endLabel={t('end')} onEnd={() => setAsked({ row, isMine: true })} />)}
        </RowList>
        {mine.received.length > 0 ? (
          <>
            <PageHeading level={2} title={t('received')} count={mine.received.filter(({ state }) => state !== 'over').length} />
            <RowList look="cards" label={t('received')}>
              {mine.received.map((row) => <DelegationRow key={row.id} row={row} href={`/prepare-for/${row.personId}`} endLabel={t('giveBack')} onEnd={() => setAsked({ row, isMine: false })} />)}
            </RowList>
          </>
        ) : null}
      </Stack>
      <ConfirmDialog
        isOpen={asked !== null} about={asked?.row.id ?? null} onClose={close} busy={busy} error={error}
        title={t(asked?.isMine === false ? 'giveBackTitle' : 'endTitle', { name })}
        confirmLabel={t(asked?.isMine === false ? 'giveBack' : 'end')} look="danger"
        onConfirm={() => { if (asked) run('delegations.end', { delegationId: asked.row.id }, close); }}
      >
        {asked?.isMine === false ? t('giveBackNote', { name }) : t('endNote')}
      </ConfirmDialog>
    </Screen>
  );
}

function DelegationRow({ row, href, endLabel, onEnd }: { row: Row; href?: string; endLabel: string; onEnd: () => void }) {
  const t = useTexts(delegationTexts);
  const { fullName, title, fromDay, toDay, state, endedAt } = row;
  const days = t('days', { from: fromDay, to: toDay });
  return (
    <ListRow
      icon="personCheck"
      title={fullName}
      note={[title, days].filter(Boolean).join('. ')}
      isQuiet={state === 'over'}
      end={state === 'now' ? undefined : <StateWord tone="neutral">{state === 'coming' ? t('coming') : endedAt ? t('ended', { at: endedAt }) : t('over')}</StateWord>}
      actions={state === 'over' ? null : (
        <>
          {href && state === 'now' ? <LinkButton size={48} look="pri" icon="read" href={href}>{t('openSessions')}</LinkButton> : null}
          <Button size={48} icon="personRemove" onPress={onEnd}>{endLabel}</Button>
        </>
      )}
    />
  );
}

function GiveForm({ today, people }: { today: string; people: DelegationsScreenProps['people'] }) {
  const t = useTexts(delegationTexts);
  const toast = useToast();
  const empty = { assistantId: null as string | null, fromDay: today as string | null, toDay: null as string | null };
  const [value, setValue] = useState(empty);
  const { run, busy, error } = useCommand<'delegations.give'>();
  const { assistantId, fromDay, toDay } = value;
  const name = people.find(({ personId }) => personId === assistantId)?.fullName ?? '';
  return (
    <Card>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run('delegations.give', { assistantId: assistantId ?? '', fromDay: fromDay ?? '', toDay: toDay ?? '' }, () => {
            setValue(empty);
            toast({ text: t('gave', { name }), icon: 'personCheck' });
          });
        }}
      >
        <Stack gap={4}>
          {error ? <InlineError error={error} /> : null}
          <ComboBox label={t('person')} hint={t('personHint')} options={people.map(({ personId, fullName, title }) => ({ value: personId, label: fullName, note: title }))} value={assistantId} onChange={(next) => setValue({ ...value, assistantId: next })} isRequired />
          <FormRow>
            <DateField label={t('from')} value={fromDay} onChange={(next) => setValue({ ...value, fromDay: next })} isRequired />
            <DateField label={t('to')} value={toDay} onChange={(next) => setValue({ ...value, toDay: next })} isRequired />
          </FormRow>
          <Button type="submit" look="pri" icon="personAdd" busy={busy} isDisabled={!assistantId || !fromDay || !toDay}>{t('give')}</Button>
        </Stack>
      </form>
    </Card>
  );
}
