import { Card, Chip, EmptyState, Notice, PageHeading, Row, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { AccountMenu } from '../identity';
import type { BoardItem, PositionsBoard } from './data';
import { OwnPosition } from './own-position';
import { Remarks } from './remarks';
import { type PositionTranslate, positionTexts } from './texts';
import './positions.css';

/** What members think of the items before the session: the own position, and for those it concerns who says what. */
export function PositionsScreen({ board }: { board: PositionsBoard }) {
  const t = useTexts(positionTexts);
  const { meeting, items, rule, can } = board;
  const of = (...faces: Face[]): number => items.filter((item) => faces.includes(faceOf(item))).length;
  return (
    <Screen width="single" top={<TopBar backHref={`/meetings/${meeting.id}`} title={t('title')} subtitle={meeting.title} end={<AccountMenu />} />}>
      <Stack gap={5}>
        {items.length === 0 ? <EmptyState icon="agenda">{t('none')}</EmptyState> : null}
        {can.declare ? <Notice title={leftWords(items, t)}>{`${t('note')} ${t(`rule_${rule}`)}`}</Notice> : null}
        {!can.declare && items.length > 0 && meeting.state !== 'published' && meeting.state !== 'in_session' ? <Notice>{t('closed')}</Notice> : null}
        {items.length > 0 && (can.run || can.declare) ? <p className="ph-lg" role="status">{t('summary', { contested: of('contested', 'pulled'), agreed: of('agreed'), open: of('open', 'uncontested') })}</p> : null}
        {items.map((item) => <ItemCard key={item.id} item={item} page={positionsHref(meeting.id)} mayDeclare={can.declare} />)}
      </Stack>
    </Screen>
  );
}

export const positionsHref = (meetingId: string): string => `/meetings/${meetingId}/positions`;

/** What is left to be said by this member. */
export function leftWords(items: readonly BoardItem[], t: PositionTranslate): string {
  const left = items.filter(({ own, can }) => can.declare && (!own || own.isStale)).length;
  return left > 0 ? t('left', { count: left }) : t('allGiven');
}

function ItemCard({ item, page, mayDeclare }: { item: BoardItem; page: string; mayDeclare: boolean }) {
  const t = useTexts(positionTexts);
  return (
    <Card as="section" aria-labelledby={`po-${item.id}`}>
      <Stack gap={4}>
        <Stack gap={2}>
          <PageHeading level={2} look="lg" id={`po-${item.id}`} title={`${item.number ?? ''}. ${item.title}`} />
          <Row gap={2} wrap>
            <Standing item={item} />
            {item.isMine ? <Chip size="s" tone="mine">{t('mine')}</Chip> : null}
            <span className="ph-sm ph-2">{[item.presenter && !item.isMine ? t('presenter', { name: item.presenter }) : '', item.tally ? tallyWords(item.tally, t, item.members) : ''].filter(Boolean).join(' · ')}</span>
          </Row>
        </Stack>
        {item.isOut ? <p>{t('out')}</p> : mayDeclare ? <OwnPosition item={item} page={page} /> : null}
        {item.remarks && item.remarks.length > 0 ? <Remarks item={item} remarks={item.remarks} /> : null}
      </Stack>
    </Card>
  );
}

type Face = 'out' | 'begun' | 'contested' | 'pulled' | 'agreed' | 'uncontested' | 'open';

/** What an item is, in a word: an item somebody takes no part in can be contested by nobody and is voted on by itself all the same. */
function faceOf({ isOut, state, standing, block }: BoardItem): Face {
  if (isOut) return 'out';
  if (state !== 'coming') return 'begun';
  if (standing === 'contested') return 'contested';
  if (block !== null) return block === 'pulled' ? 'pulled' : 'agreed';
  return standing === 'agreed' ? 'uncontested' : 'open';
}

function Standing({ item }: { item: BoardItem }) {
  const t = useTexts(positionTexts);
  const face = faceOf(item);
  if (face === 'out') return null;
  if (face === 'contested' || face === 'pulled') return <Chip size="s" tone="warn" icon="opinion">{t(face)}</Chip>;
  return face === 'agreed' ? <Chip size="s" tone="ok" icon="check">{t(face)}</Chip> : <Chip size="s">{t(face)}</Chip>;
}

/** How many want an item debated, and why; with `members` also how many have nothing against it. */
export function tallyWords({ consent, speak, object, question }: { consent?: number; speak: number; object: number; question: number }, t: PositionTranslate, members?: number): string {
  return [
    members === undefined ? '' : t('tally', { consent: consent ?? 0, members }),
    speak > 0 ? t('tally_speak', { count: speak }) : '',
    object > 0 ? t('tally_object', { count: object }) : '',
    question > 0 ? t('tally_question', { count: question }) : '',
  ].filter(Boolean).join(', ');
}
