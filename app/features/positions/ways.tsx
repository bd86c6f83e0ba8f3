import { Card, LinkButton, ListRow, RowList, Stack } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { PositionsBoard } from './data';
import { OwnPosition } from './own-position';
import { leftWords, positionsHref, tallyWords } from './positions-screen';
import { positionTexts } from './texts';

/** On the page of the session: what is left to be declared or answered, and the way there. Nothing for whom there is nothing to do. */
export function PositionsWay({ board }: { board: PositionsBoard }) {
  const t = useTexts(positionTexts);
  const { items, meeting, can } = board;
  const asked = items.filter(({ isMine }) => isMine).flatMap(({ remarks }) => remarks ?? []).filter(({ kind, answer }) => kind === 'question' && answer === '').length;
  const open = items.filter(({ can: mine }) => mine.declare);
  if (items.length === 0 || (!can.run && open.length === 0 && asked === 0)) return null;
  return (
    <Card as="section" padding="s" aria-label={t('title')}>
      <Stack gap={3}>
        <p className="ph-label">{t('title')}</p>
        {open.length > 0 ? <p>{leftWords(items, t)}</p> : null}
        {asked > 0 ? <p>{t('questionsFor', { count: asked })}</p> : null}
        <LinkButton href={positionsHref(meeting.id)} icon="opinion" wide>{t(open.length > 0 ? 'toGive' : 'toSee')}</LinkButton>
      </Stack>
    </Card>
  );
}

/** Beside the papers of an item on the page of the session: what I think of it. */
export function ItemPosition({ board, itemId }: { board: PositionsBoard; itemId: string }) {
  const t = useTexts(positionTexts);
  const item = board.items.find(({ id }) => id === itemId);
  if (!item?.can.declare) return null;
  return (
    <Stack gap={2}>
      <p className="ph-label">{t('title')}</p>
      <OwnPosition item={item} page={positionsHref(board.meeting.id)} />
    </Stack>
  );
}

interface ContestedProps {
  meetingId: string;
  /** Items in their order. */
  items: readonly { id: string; number: number | null; title: string }[];
  contested: readonly { itemId: string; speak: number; object: number; question: number }[];
}

/** At the console: which items not begun need talk, and why (sitting L96). */
export function ContestedCard({ meetingId, items, contested }: ContestedProps) {
  const t = useTexts(positionTexts);
  return (
    <Card as="section" padding="s" aria-label={t('cardTitle')}>
      <Stack gap={3}>
        <p className="ph-label">{t('cardTitle')}</p>
        {contested.length === 0 ? <p className="ph-sm ph-2">{t('cardNone')}</p> : (
          <RowList label={t('cardTitle')}>
            {contested.flatMap((one) => items.filter(({ id }) => id === one.itemId).map(({ id, number, title }) => <ListRow key={id} title={`${number}. ${title}`} note={tallyWords(one, t)} />))}
          </RowList>
        )}
        <LinkButton href={positionsHref(meetingId)} icon="opinion" look="quiet" wide>{t('cardAll')}</LinkButton>
      </Stack>
    </Card>
  );
}
