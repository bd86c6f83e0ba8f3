import type { QueryResult } from '../../../server/application';
import { Button, EmptyState, InlineError, ListRow, PageHeading, RowList, Stack, StateWord, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import type { PrintedPass } from './pass-sheet';
import { guestTexts } from './texts';

type Passes = QueryResult<'guests.passes'>;

/** Which guests have a code, who has come in by it, and the way to print them. */
export function PassesSection({ passes: { canIssue, guests }, onPrinted }: { passes: Passes; onPrinted: (printed: PrintedPass[]) => void }) {
  const t = useTexts(guestTexts);
  const { run, busy, error } = useCommand<'guests.issue-passes', { printed?: PrintedPass[] }>({ onDone: ({ printed }) => (printed ? onPrinted(printed) : undefined) });
  return (
    <Stack gap={3} as="section">
      <PageHeading level={2} look="lg" title={t('passes')} note={t('passesNote')} />
      {error ? <InlineError error={error} /> : null}
      {guests.length === 0 ? <EmptyState icon="people">{t('noGuests')}</EmptyState> : null}
      {canIssue && guests.length > 0 ? <Button look="pri" icon="print" busy={busy} onPress={() => run('guests.issue-passes', { seatId: null })}>{t('printAll')}</Button> : null}
      <RowList look="cards" label={t('passes')}>
        {guests.map((guest) => <GuestRow key={guest.seatId} guest={guest} canIssue={canIssue} busy={busy} onPrint={() => run('guests.issue-passes', { seatId: guest.seatId })} />)}
      </RowList>
    </Stack>
  );
}

function GuestRow({ guest: { seatId, fullName, position, printed, sent, usedAt }, canIssue, busy, onPrint }: { guest: Passes['guests'][number]; canIssue: boolean; busy: boolean; onPrint: () => void }) {
  const t = useTexts(guestTexts);
  const toast = useToast();
  const { run, busy: revoking, error } = useCommand<'guests.revoke-passes'>({ onDone: () => toast({ text: t('revoked'), icon: 'check' }) });
  const words = [position, printed ? t('printed') : '', sent ? t('sentCode') : '', printed || sent ? '' : t('noCode')].filter(Boolean);
  return (
    <ListRow
      title={fullName}
      note={words.join('. ')}
      end={usedAt ? <StateWord tone="ok" icon="check">{t('usedAt', { at: usedAt })}</StateWord> : undefined}
      actions={
        canIssue ? (
          <>
            <Button size={48} look="quiet" icon="print" aria-label={t('printOf', { name: fullName })} busy={busy} onPress={onPrint}>{t('printOne')}</Button>
            {printed || sent ? <Button size={48} look="quiet" icon="cross" aria-label={t('revokeOf', { name: fullName })} busy={revoking} onPress={() => run('guests.revoke-passes', { seatId })}>{t('revoke')}</Button> : null}
          </>
        ) : undefined
      }
    >
      {error ? <InlineError error={error} /> : null}
    </ListRow>
  );
}
