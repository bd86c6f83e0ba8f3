import { useState } from 'react';
import { Button, ButtonRow, Card, Chip, InlineError, ListRow, PageHeading, RowList, Stack, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useProgramOf } from '../upgrade';
import { useCommand } from '../../commands';
import { aboutWords, type FloorCommand, type LiveFloor, type LiveTurn, type Nameable } from './data';
import { RequestDialog } from './request-dialog';
import { SpeakerLine, TurnClock, useWarned } from './speaker';
import { floorTexts } from './texts';
import './floor.css';

interface MemberFloorProps {
  meetingId: string;
  floor: LiveFloor;
  /** The item dealt with, where it takes requests. */
  itemId: string | null;
  me: { personId: string; isThere: boolean } | null;
  /** The presenter of the item: who is most often questioned. */
  presenter: Nameable | null;
  now: Date;
}

/** The page that takes what is sent, also from the home screen. */
const pageOf = (meetingId: string): string => `/meetings/${meetingId}/sitting?index`;

/** Speaking, for everybody at the table: one tap to ask, the own place, who speaks and who follows. */
export function MemberFloor({ meetingId, floor, itemId, me, presenter, now }: MemberFloorProps) {
  const t = useTexts(floorTexts);
  const toast = useToast();
  useProgramOf('routes/_app.meetings.$meetingId.sitting._index');
  const act = useCommand<FloorCommand>({ page: pageOf(meetingId) });
  const [editing, setEditing] = useState<string | null>(null);
  const mine = floor.waiting.filter(({ personId }) => personId === me?.personId);
  const edited = mine.find(({ id }) => id === editing);
  const speaksMine = floor.turn !== null && floor.turn.personId === me?.personId;
  const mayAsk = itemId !== null && me?.isThere === true;
  const ask = (kind: 'speech' | 'order'): void => { if (itemId) act.run('floor.request-floor', { itemId, kind }); };
  const named = [...(presenter ? [presenter] : []), ...floor.waiting, ...floor.settled, ...(floor.turn ? [floor.turn] : [])];
  const askable = named.filter((one, index) => one.personId !== me?.personId && named.findIndex(({ personId }) => personId === one.personId) === index);
  return (
    <Card as="section" padding="m" aria-label={t('heading')}>
      <Stack gap={4}>
        <PageHeading level={2} title={t('heading')} />
        {act.error && !edited ? <InlineError error={act.error} /> : null}
        {floor.turn && !speaksMine ? <SpeakerLine turn={floor.turn} now={now} /> : null}
        {mine.map((entry) => (
          <div className="fl-mine" key={entry.id}>
            <p className="ph-strong">{entry.kind === 'order' ? t('mineOrder') : t('mine', { place: floor.waiting.indexOf(entry) + 1 })}</p>
            <p className="ph-sm ph-2">{[t('mineFor', { minutes: entry.minutes }), aboutWords(entry, t)].filter(Boolean).join('. ')}</p>
            <ButtonRow>
              <Button size={48} icon="edit" onPress={() => { act.clear(); setEditing(entry.id); }}>{t('details')}</Button>
              <Button size={48} look="quiet" icon="close" busy={act.doing === 'floor.withdraw-request'} onPress={() => act.run('floor.withdraw-request', { requestId: entry.id })}>{t('withdraw')}</Button>
            </ButtonRow>
          </div>
        ))}
        {mayAsk && !speaksMine && !mine.some(({ kind }) => kind !== 'order') ? <Button size={72} wide icon="speak" busy={act.doing === 'floor.request-floor'} onPress={() => ask('speech')}>{t('ask')}</Button> : null}
        {mayAsk && !mine.some(({ kind }) => kind === 'order') ? <Button look="quiet" wide icon="hand" onPress={() => ask('order')}>{t('askOrder')}</Button> : null}
        {floor.waiting.length > 0 ? (
          <RowList label={t('queue')}>
            {floor.waiting.map((entry, index) => (
              <ListRow
                key={entry.id}
                lead={<span className="fl-place ph-num">{index + 1}</span>}
                title={entry.name}
                note={aboutWords(entry, t)}
                isCurrent={entry.personId === me?.personId}
                end={entry.kind === 'order' ? <Chip tone="warn" size="s">{t('order')}</Chip> : t('mineFor', { minutes: entry.minutes })}
              />
            ))}
          </RowList>
        ) : null}
      </Stack>
      {edited && itemId ? <RequestDialog key={edited.id} request={edited} itemId={itemId} askable={askable} act={act} onClose={() => setEditing(null)} onSaved={() => toast({ text: t('saved') })} /> : null}
    </Card>
  );
}

/** That the floor is mine: the large clock and the way to finish, before everything else on the screen. */
export function MyFloor({ meetingId, turn, now }: { meetingId: string; turn: LiveTurn; now: Date }) {
  const t = useTexts(floorTexts);
  const act = useCommand<FloorCommand>({ page: pageOf(meetingId) });
  useWarned(turn, now);
  return (
    <Card as="section" padding="m" aria-label={t('mineNow')} className="fl-my-floor">
      <PageHeading level={2} look="h2" title={t(turn.part === 'answer' ? 'mineAnswer' : 'mineNow')} />
      <TurnClock turn={turn} now={now} />
      {act.error ? <InlineError error={act.error} /> : null}
      <Button size={72} wide icon="check" busy={act.busy} onPress={() => act.run('floor.end-turn', { turnId: turn.id })}>{t('endMine')}</Button>
    </Card>
  );
}
