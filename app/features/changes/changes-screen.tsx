import { useEffect, useRef } from 'react';
import { Link as AriaLink } from 'react-aria-components';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Card, EmptyState, LinkButton, ListRow, PageHeading, RowList, Screen, Stack, TopBar, useToast } from '~/ui';
import { useLookingAgain } from '~/tablet/live/use-looking-again';
import { useTexts } from '~/ui/i18n';
import { commandFields, newCommandId, useCommand } from '../../commands';
import { ChangePieces, comparisonTexts, placeWords, useComparison } from '../comparison';
import { AccountMenu } from '../identity';
import { ChangesList } from '../meetings';
import { changesPageTexts } from './texts';
import './changes.css';

type List = QueryResult<'meetings.changes'>;
type Paper = QueryResult<'documents.changes'>[number] & { marks: { isBehind: boolean; moved: number; check: number; tray: number } };

export interface ChangesScreenProps {
  meeting: List['meeting'];
  list: List['list'];
  papers: readonly Paper[];
}

/** Seen for this long the list counts as read when it is left, ms. */
const LOOK_MS = 1_500;

/** All that changed in a session since this person last went through the list, on one screen (M33, D68). */
export function ChangesScreen({ meeting, list, papers }: ChangesScreenProps) {
  const t = useTexts(changesPageTexts);
  const toast = useToast();
  const page = `/meetings/${meeting.id}/changes`;
  const { run, busy } = useCommand<'meetings.settle-changes'>({ page });
  useLeaving(page, list?.picture ?? null);
  useLookingAgain(papers.some(({ from, to, state }) => to > from && (state === null || state === 'waiting')));
  const ofPapers = new Set(['paper_added', 'paper_version']);
  const session = list?.changes.filter(({ kind }) => !ofPapers.has(kind)) ?? [];
  const added = list?.papers.added ?? [];
  const isNothing = session.length + added.length + papers.length === 0;
  return (
    <Screen top={<TopBar backHref={`/meetings/${meeting.id}`} title={meeting.title} titleIsHeading={false} end={<AccountMenu />} />} width="narrow">
      <Stack gap={5}>
        <PageHeading title={t('title')} note={list?.since ? t('since', { at: list.since }) : t('onlyMine')} />
        {isNothing ? <EmptyState icon="check">{t('nothing')}</EmptyState> : null}
        {session.length > 0 ? <Card><Stack gap={3}><PageHeading level={2} look="lg" title={t('session')} /><ChangesList changes={session} /></Stack></Card> : null}
        {papers.length > 0 ? (
          <Stack gap={4} as="section">
            <PageHeading level={2} look="lg" title={t('replaced')} />
            {papers.map((paper) => <Replaced key={paper.documentId} meetingId={meeting.id} paper={paper} />)}
          </Stack>
        ) : null}
        {added.length > 0 ? (
          <Stack gap={3} as="section">
            <PageHeading level={2} look="lg" title={t('newPapers')} />
            <RowList label={t('newPapers')}>{added.map(({ id, title }) => <ListRow key={id} icon="document" title={title} href={`/meetings/${meeting.id}/read/${id}`} />)}</RowList>
          </Stack>
        ) : null}
        {list && !isNothing ? <Button look="pri" icon="check" wide busy={busy} onPress={() => run('meetings.settle-changes', { picture: list.picture }, () => toast({ text: t('doneSaid'), icon: 'check' }))}>{t('done')}</Button> : null}
      </Stack>
    </Screen>
  );
}

/** Who leaves the list has gone through it, up to what it showed. */
function useLeaving(page: string, picture: string | null): void {
  const from = useRef(0);
  useEffect(() => {
    from.current = performance.now();
    return () => {
      if (picture === null || performance.now() - from.current < LOOK_MS) return;
      const body = new URLSearchParams(commandFields('meetings.settle-changes', { picture }, newCommandId()));
      void fetch(`${page}.data`, { method: 'POST', body, keepalive: true }).catch(() => undefined);
    };
  }, [page, picture]);
}

/** A paper that was replaced: why, what changed in short, and what became of one's own marks. */
function Replaced({ meetingId, paper }: { meetingId: string; paper: Paper }) {
  const t = useTexts(changesPageTexts);
  const tc = useTexts(comparisonTexts);
  const { documentId, title, from, to, reasons, state, changes, brief, marks } = paper;
  const { isWaiting } = useComparison(paper, `/meetings/${meetingId}/changes`);
  const compare = `/meetings/${meetingId}/compare/${documentId}?from=${from}&to=${to}`;
  const words = (['moved', 'check', 'tray'] as const).filter((kind) => marks[kind] > 0).map((kind) => t(kind, { count: marks[kind] })).join(', ');
  const kindOf = (kind: Paper['brief'][number]['kind']): string => (kind === 'added' || kind === 'removed' || kind === 'picture' ? t(kind) : kind === 'moved' ? t('movedHere') : t('changed'));
  return (
    <Card>
      <Stack gap={3}>
        <PageHeading level={3} look="lg" title={title} note={t('versions', { from, to })} />
        {reasons.map(({ number, reason }) => (reason ? <p key={number} className="ph-2">{t('reason', { reason })}</p> : null))}
        {isWaiting ? <p role="status" className="ph-3">{t('comparing')}</p> : null}
        {state === 'made' && changes === 0 ? <p className="ph-3">{t('same')}</p> : null}
        {brief.length > 0 ? (
          <ul className="ch-brief">
            {brief.map(({ row, kind, place, pieces, old, new: fresh }) => (
              <li key={row}>
                <AriaLink className="ch-change" href={`${compare}&start=${row}#r${row}`}>
                  <span className="ch-place">{[kindOf(kind), placeWords(tc, place), t('page', { page: fresh?.[0] ?? old?.[0] ?? 1 })].filter(Boolean).join(' · ')}</span>
                  <span className="ch-words"><ChangePieces pieces={pieces} /></span>
                </AriaLink>
              </li>
            ))}
          </ul>
        ) : null}
        {marks.isBehind ? <p className="ph-3">{t('carrying')}</p> : words ? <p>{t('marks', { words })}</p> : null}
        <ButtonRow>
          {to > from ? <LinkButton size={48} href={compare}>{changes > brief.length ? t('more', { count: changes }) : t('compare')}</LinkButton> : null}
          <LinkButton size={48} look="quiet" icon="document" href={`/meetings/${meetingId}/read/${documentId}`}>{t('read')}</LinkButton>
        </ButtonRow>
      </Stack>
    </Card>
  );
}
