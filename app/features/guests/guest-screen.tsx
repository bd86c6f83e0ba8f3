import { Form, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, EmptyState, ListRow, Notice, PageHeading, RowList, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { guestTexts } from './texts';

/** So often the page asks whether the item has come, ms. */
const LOOK_MS = 10_000;

/** The one page of whoever came in by a code: the session, the own seat, and the papers that are open now (guests G5). */
export function GuestScreen({ session: { meeting, seat, isOneItem, item, items, papers } }: { session: QueryResult<'guests.session'> }) {
  const t = useTexts(guestTexts);
  const groups = [...items.map(({ id, title }) => ({ id, title })), { id: null, title: t('together') }]
    .map((group) => ({ ...group, papers: papers.filter(({ itemId }) => itemId === group.id) }))
    .filter((group) => group.papers.length > 0);
  // Of one item the heading above says it already.
  const isGrouped = groups.length > 1;
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, LOOK_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <Screen
      width="narrow"
      top={<TopBar title={t('passTitle')} titleIsHeading={false} end={<Form method="post" action="/sign-out"><Button type="submit" look="quiet" size={48} icon="signOut">{t('leave')}</Button></Form>} />}
    >
      <Stack gap={5}>
        <PageHeading title={seat.fullName} note={[seat.position, seat.site].filter(Boolean).join(', ')} />
        <Stack gap={2}>
          <p className="ph-lg"><strong>{t('session', { kind: meeting.kind })}, {meeting.bodyName}</strong></p>
          <p className="ph-num">{t('timePlace', { at: meeting.startsAt, place: meeting.place })}</p>
        </Stack>
        {seat.isPresent && seat.checkedInAt ? <Notice tone="ok">{t('present', { at: seat.checkedInAt })}</Notice> : null}
        <PageHeading level={2} title={t('papers')} count={papers.length} note={item ? t('item', { title: item.title }) : undefined} />
        {papers.length === 0 ? <EmptyState icon="document">{t(isOneItem ? 'waitItem' : 'noPapers')}</EmptyState> : null}
        {groups.map((group) => (
          <Stack key={group.id ?? 'general'} gap={3} as="section">
            {isGrouped ? <PageHeading level={3} title={group.title} /> : null}
            <RowList look="cards" label={isGrouped ? group.title : t('papers')}>
              {group.papers.map(({ id, title, pages, number }) => (
                <ListRow key={id} icon="document" title={<a href={`/files/documents/${id}/${number}`} target="_blank" rel="noreferrer">{title}</a>} note={t('pages', { count: pages })} />
              ))}
            </RowList>
          </Stack>
        ))}
      </Stack>
    </Screen>
  );
}
