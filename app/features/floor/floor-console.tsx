import { useState } from 'react';
import { Button, ButtonRow, Card, Chip, EmptyState, IconButton, InlineError, ListRow, PageHeading, RowList, SortableList, Stack, useToast } from '~/ui';
import { describeError, useLanguage, useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { aboutWords, minutesWaiting, partWords, type FloorCommand, type LiveFloor, type LiveTurn, type Nameable, type QueueEntry } from './data';
import { RequestDialog } from './request-dialog';
import { TurnClock } from './speaker';
import { floorTexts } from './texts';
import './floor.css';

/** Who speaks, in the middle of the chair's console, and what can be done about it. */
export function TurnCard({ floor, now }: { floor: LiveFloor; now: Date }) {
  const t = useTexts(floorTexts);
  const act = useCommand<FloorCommand>();
  const [next] = floor.waiting.filter(({ isThere }) => isThere);
  const { turn } = floor;
  if (floor.pausedSince || (!turn && !next)) return null;
  const give = next ? (
    <Button size={72} wide icon="speak" look={turn ? 'sec' : 'soft'} busy={act.doing === 'floor.give-floor'} onPress={() => act.run('floor.give-floor', { requestId: next.id, turnId: turn?.id ?? null })}>
      {t('giveTo', { name: next.name })}
    </Button>
  ) : null;
  return (
    <Card as="section" padding="m" aria-label={t('now')}>
      {act.error ? <InlineError error={act.error} /> : null}
      {turn ? <Speaking turn={turn} now={now} act={act} give={give} /> : give}
    </Card>
  );
}

function Speaking({ turn, now, act, give }: { turn: LiveTurn; now: Date; act: ReturnType<typeof useCommand<FloorCommand>>; give: React.ReactNode }) {
  const t = useTexts(floorTexts);
  const extend = (minutes: number): void => act.run('floor.extend-turn', { turnId: turn.id, minutes, endsAt: turn.endsAt.toISOString() });
  const about = partWords(turn, t);
  return (
    <div className="fl-turn">
      <TurnClock turn={turn} now={now} />
      <div className="fl-turn-side">
        <div>
          <Chip tone="son" icon="speak">{t('now')}</Chip>
          <p className="ph-h3">{turn.name}</p>
          {turn.position ? <p className="ph-2">{turn.position}</p> : null}
          {about ? <p className="ph-sm">{about}</p> : null}
        </div>
        <ButtonRow align="fill">
          <Button icon="add" onPress={() => extend(1)}>{t('plusOne')}</Button>
          <Button icon="add" onPress={() => extend(3)}>{t('plusThree')}</Button>
        </ButtonRow>
        <Button wide size={72} icon={turn.part === 'question' ? 'skip' : 'check'} busy={act.doing === 'floor.end-turn'} onPress={() => act.run('floor.end-turn', { turnId: turn.id })}>
          {t(turn.part === 'question' ? 'endQuestion' : 'end')}
        </Button>
        {give}
      </div>
    </div>
  );
}

interface QueueCardProps {
  floor: LiveFloor;
  /** Null where nothing takes requests. */
  itemId: string | null;
  /** People of the session who are there. */
  people: readonly Nameable[];
}

/** The whole queue, for chair and secretary: order by hand, keyboard and buttons, the floor for anybody in it. */
export function QueueCard({ floor, itemId, people }: QueueCardProps) {
  const t = useTexts(floorTexts);
  const toast = useToast();
  const language = useLanguage();
  const act = useCommand<FloorCommand>();
  const [dialog, setDialog] = useState<'add' | string | null>(null);
  const { waiting, settled, turn, pausedSince } = floor;
  const edited = waiting.find(({ id }) => id === dialog) ?? null;
  const blocked = pausedSince ? describeError({ code: 'conflict', reason: 'floor.paused', params: { at: pausedSince.toISOString() } }, language) : null;
  const reorder = (entries: QueueEntry[]): void => {
    if (itemId) act.run('floor.reorder-queue', { itemId, seen: waiting.map(({ id }) => id), order: entries.map(({ id }) => id) });
  };
  const note = (entry: QueueEntry): string =>
    [entry.kind === 'order' ? entry.topic : aboutWords(entry, t), t('mineFor', { minutes: entry.minutes }), entry.isThere ? (entry.isOnline ? t('online') : '') : t('away'), entry.spoken > 0 ? t('spokenFor', { minutes: Math.max(1, Math.round(entry.spoken / 60)) }) : ''].filter(Boolean).join(', ');
  if (itemId === null) return null;
  return (
    <Card as="section" padding="s" aria-label={t('queue')} className="fl-queue">
      <Stack gap={3}>
        <PageHeading level={2} title={t('queue')} note={waiting.length > 0 ? t('waiting', { count: waiting.length, minutes: minutesWaiting(floor) }) : undefined} />
        {act.error && dialog === null ? <InlineError error={act.error} /> : null}
        {waiting.length === 0 ? <EmptyState icon="speak">{t('empty')}</EmptyState> : (
          <SortableList
            label={t('queue')}
            items={waiting}
            itemKey={({ id }) => id}
            itemLabel={({ name }) => name}
            onMove={reorder}
            renderItem={(entry, index) => (
              <div className="fl-entry" data-away={!entry.isThere || undefined}>
                <p className="ph-strong"><span className="fl-place ph-num">{index + 1}</span> {entry.name}</p>
                {entry.kind === 'order' ? <Chip tone="warn" icon="hand" size="s">{t('order')}</Chip> : null}
                <p className="ph-sm ph-2">{note(entry)}</p>
                <div className="fl-entry-buttons">
                  <Button size={48} look={index === 0 && !turn ? 'pri' : 'sec'} icon="speak" isDisabled={!entry.isThere || blocked !== null} aria-label={t('giveTo', { name: entry.name })} onPress={() => act.run('floor.give-floor', { requestId: entry.id, turnId: turn?.id ?? null })}>{t('giveShort')}</Button>
                  <IconButton icon="edit" label={`${t('details')}: ${entry.name}`} onPress={() => { act.clear(); setDialog(entry.id); }} />
                  <IconButton icon="close" label={t('remove', { name: entry.name })} onPress={() => act.run('floor.withdraw-request', { requestId: entry.id })} />
                </div>
              </div>
            )}
          />
        )}
        {blocked && waiting.length > 0 ? <p className="ph-sm ph-2">{blocked}</p> : null}
        <Button size={48} icon="add" wide onPress={() => { act.clear(); setDialog('add'); }}>{t('add')}</Button>
        {settled.length > 0 ? (
          <RowList label={t('spoken')}>
            {settled.map(({ id, name, state, settledAt }) => <ListRow key={id} isQuiet title={name} note={state === 'withdrawn' && settledAt ? t('withdrawn', { at: settledAt }) : t('spoken')} />)}
          </RowList>
        ) : null}
        <p className="ph-xs ph-3">{t('orderNote')}</p>
      </Stack>
      {dialog === 'add' ? <RequestDialog request={null} itemId={itemId} askable={people} people={people} act={act} onClose={() => setDialog(null)} onSaved={() => toast({ text: t('saved') })} /> : null}
      {edited ? <RequestDialog key={edited.id} request={edited} itemId={itemId} askable={people.filter(({ personId }) => personId !== edited.personId)} act={act} onClose={() => setDialog(null)} onSaved={() => toast({ text: t('saved') })} /> : null}
    </Card>
  );
}
