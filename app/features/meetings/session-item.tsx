import type { ReactNode } from 'react';
import { formatClock } from '@shared/rules/agenda-times';
import { AgendaRow, Chip, RowList, Stack, type AgendaState } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { audienceTexts } from '../audience';
import { OwnRecusal, recusalTexts } from '../recusal';
import { documentTexts, PaperRow, type PaperRows } from '../documents';
import type { AgendaRows } from './data';
import { meetingTexts } from './texts';

type Item = AgendaRows['items'][number];
type Paper = PaperRows['documents'][number];

export const stateOf = (item: Item): AgendaState => {
  if (item.isCurrent || item.state === 'now') return 'now';
  if (item.state === 'done' || item.state === 'postponed') return item.state;
  return item.kind === 'paper_only' ? 'paper' : 'coming';
};

interface SessionItemProps {
  item: Item;
  /** When it begins as things stand; null where the plan holds. */
  time: string | null;
  papers: readonly Paper[];
  meetingId: string;
  /** What I think of it. */
  position?: ReactNode;
  isOpen: boolean;
  onPress: () => void;
}

/** One row of the agenda; opens to its papers. Rows without papers open to nothing and are no button. */
export function SessionItem({ item, time, papers, meetingId, position, isOpen, onPress }: SessionItemProps) {
  const t = useTexts(meetingTexts);
  const a = useTexts(audienceTexts);
  const r = useTexts(recusalTexts);
  const isOut = item.own !== null && item.own.reason !== null;
  const opens = item.kind === 'item' || item.kind === 'paper_only' || papers.length > 0;
  const presenter = item.presenterName ? [item.presenterName, item.presenterPosition].filter(Boolean).join(', ') : item.presenterText || item.preparing;
  const note = [
    presenter,
    t('minutesLong', { count: item.durationMin }),
    papers.length > 0 ? t('papers', { count: papers.length }) : '',
    item.use.questions > 1 ? t('votes', { count: item.use.questions }) : '',
    item.recused.length > 0 && !isOut ? r('count', { count: item.recused.length }) : '',
    item.isLimited ? a('limited').toLocaleLowerCase('vi') : '',
  ];
  return (
    <AgendaRow
      time={time ?? formatClock(item.startMinute)}
      number={item.number ?? ''}
      title={item.title}
      state={stateOf(item)}
      note={note.filter(Boolean).join(', ')}
      end={<ItemChip item={item} papers={papers} />}
      onPress={opens ? onPress : undefined}
      isOpen={opens && isOpen}
      controlsId={`papers-${item.id}`}
    >
      {opens && isOpen ? (
        <Stack gap={3}>
          {papers.length > 0 ? (
            <RowList label={t('papers', { count: papers.length })}>
              {papers.map((paper) => (
                <PaperRow key={paper.id} paper={paper} meetingId={meetingId} />
              ))}
            </RowList>
          ) : isOut ? null : (
            <p className="ph-sm ph-3">{t(item.kind === 'paper_only' ? 'paperOnly' : item.isLimited ? 'noPapersForYou' : 'noPapers')}</p>
          )}
          {isOut ? null : position}
          {item.own ? <OwnRecusal item={item} own={item.own} /> : null}
        </Stack>
      ) : null}
    </AgendaRow>
  );
}

/** The one thing to know of an item at a glance; the sitting comes before the private. */
function ItemChip({ item, papers }: { item: Item; papers: readonly Paper[] }) {
  const t = useTexts(meetingTexts);
  const d = useTexts(documentTexts);
  if (item.isCurrent) return <Chip tone="son" size="s" dot>{t('nowItem')}</Chip>;
  if (item.state === 'done') return <Chip size="s">{t('done')}</Chip>;
  if (item.state === 'postponed') return <Chip size="s">{t('postponed')}</Chip>;
  if (papers.some((paper) => paper.mine?.newVersion)) return <Chip tone="warn" size="s" icon="newVersion">{d('newVersion')}</Chip>;
  if (papers.some((paper) => paper.isNew)) return <Chip tone="warn" size="s" icon="add">{d('newPaper')}</Chip>;
  if (item.use.questions > 0) return <Chip tone="accent" size="s" icon="vote">{t('vote')}</Chip>;
  if (papers.length > 0 && papers.every((paper) => paper.mine?.finished)) return <Chip tone="mine" size="s" icon="check">{d('read')}</Chip>;
  return null;
}
