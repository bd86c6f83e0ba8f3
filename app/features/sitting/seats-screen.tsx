import { LIGHTS, lightOf, spotsInOrder, type Light } from '@shared/rules/seat-plan';
import { useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { Button, ButtonRow, Chip, Dialog, EmptyState, InlineError, LinkButton, PageHeading, Screen, Stack, TopBar } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { useCommand } from '../../commands';
import { AccountMenu } from '../identity';
import { roomTexts, SeatGrid, shortName } from '../rooms';
import { ConnectionNote } from './connection-note';
import { currentItem, isThere, itemToSpeakOn, quorumWords, type ConsoleSnapshot, type OfficerView, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';
import './sitting.css';

type SeatRow = OfficerView['seats'][number];

/** The hall as it is now, for chair and secretary: a light on every seat, the same as a list, and what may be done by a tap (L53). */
export function SeatsScreen({ meetingId, snapshot, seats }: { meetingId: string; snapshot: ConsoleSnapshot; seats: QueryResult<'meetings.seat-map'> }) {
  const t = useTexts(roomTexts);
  const ts = useTexts(sittingTexts);
  const live = useLiveMeeting<SittingView>(meetingId, snapshot.view);
  const { view } = live;
  const { revalidate } = useRevalidator();
  const [asked, setAsked] = useState<string | null>(null);
  // Seats that were moved meanwhile are something prepared: asked for anew then.
  const prepared = useRef(view.prepared);
  useEffect(() => {
    if (prepared.current === view.prepared) return;
    prepared.current = view.prepared;
    revalidate();
  }, [view.prepared, revalidate]);
  const people = new Map((view.officers ?? snapshot.view.officers).seats.map((seat) => [seat.personId, seat]));
  const waiting = new Set(view.floor.waiting.map(({ personId }) => personId));
  const lightOfSeat = (seat: SeatRow): Light => lightOf(seat, { speaks: view.floor.turn?.personId === seat.personId, asks: waiting.has(seat.personId) });
  const rows = seats.map ? spotsInOrder(seats.map.plan).flatMap(({ name }) => { const seat = people.get(seats.seating[name] ?? ''); return seat ? [{ spot: name, seat }] : []; }) : [];
  const placed = new Set(rows.map(({ seat }) => seat.personId));
  const elsewhere = [...people.values()].filter(({ personId }) => !placed.has(personId));
  const about = asked === null ? undefined : people.get(asked);
  return (
    <Screen
      width="full"
      top={<TopBar backHref={`/meetings/${meetingId}/sitting/console`} context={view.meeting.title} title={t('seating')} end={<><Chip tone={view.attendance.quorum.reached ? 'ok' : 'warn'} icon="people">{quorumWords(view, ts)}</Chip><AccountMenu /></>} />}
      line={<ConnectionNote status={live.status} end={live.end} />}
    >
      {seats.map ? (
        <Stack gap={5}>
          <Legend />
          <SeatGrid
            label={t('sheetTitle')}
            marks={seats.map.plan.spots.map((spot) => {
              const seat = people.get(seats.seating[spot.name] ?? '');
              if (!seat) return { spot, label: `${t('spotLabel', { spot: spot.name })}: ${t('freeSpot')}`, tone: 'free' };
              const light = lightOfSeat(seat);
              return { spot, label: `${t('spotLabel', { spot: spot.name })}: ${seat.fullName}, ${t(`light_${light}`)}`, short: shortName(seat.fullName), tone: light };
            })}
            onTap={(spot) => { const personId = seats.seating[spot]; if (personId) setAsked(personId); }}
          />
          <Stack gap={3} as="section">
            <PageHeading level={2} look="lg" title={t('listTitle')} end={seats.can.arrange ? <LinkButton href={`/meetings/${meetingId}/seats`} icon="edit" look="quiet" size={48}>{t('arrange')}</LinkButton> : undefined} />
            <LightList rows={rows} lightOf={lightOfSeat} label={t('listTitle')} onPress={setAsked} />
            {elsewhere.length > 0 ? <><PageHeading level={3} title={t('elsewhere')} count={elsewhere.length} /><LightList rows={elsewhere.map((seat) => ({ spot: '', seat }))} lightOf={lightOfSeat} label={t('elsewhere')} onPress={setAsked} /></> : null}
          </Stack>
        </Stack>
      ) : (
        <Stack gap={4}>
          <EmptyState icon="group">{t('noMap')}</EmptyState>
          {seats.can.arrange ? <ButtonRow><LinkButton href={`/meetings/${meetingId}/seats`} look="pri" icon="group">{t('layTitle')}</LinkButton></ButtonRow> : null}
        </Stack>
      )}
      {about ? <SeatDialog key={about.personId} seat={about} view={view} snapshot={snapshot} words={t(`light_${lightOfSeat(about)}`)} onClose={() => setAsked(null)} /> : null}
    </Screen>
  );
}

function Legend() {
  const t = useTexts(roomTexts);
  return (
    <ul className="sm-legend" aria-hidden="true">
      {LIGHTS.map((light) => (
        <li key={light}><svg className="sm-key" viewBox="0 0 60 40"><g className="sm-spot" data-tone={light}><rect x="3" y="3" width="54" height="34" rx="8" /></g></svg>{t(`light_${light}`)}</li>
      ))}
    </ul>
  );
}

function LightList({ rows, lightOf: light, label, onPress }: { rows: readonly { spot: string; seat: SeatRow }[]; lightOf: (seat: SeatRow) => Light; label: string; onPress: (personId: string) => void }) {
  const t = useTexts(roomTexts);
  return (
    <table className="sm-table" aria-label={label}>
      <thead><tr><th scope="col">{t('spot')}</th><th scope="col">{t('person')}</th><th scope="col">{t('position')}</th><th scope="col">{t('state')}</th></tr></thead>
      <tbody>
        {rows.map(({ spot, seat }) => (
          <tr key={seat.personId} data-person={seat.personId}>
            <td className="ph-num">{spot}</td>
            <td><Button look="quiet" size={48} onPress={() => onPress(seat.personId)}>{seat.fullName}</Button></td>
            <td>{seat.position}</td>
            <td>{t(`light_${light(seat)}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What chair and secretary may do about one person, by the commands there are. */
function SeatDialog({ seat, view, snapshot, words, onClose }: { seat: SeatRow; view: SittingView; snapshot: ConsoleSnapshot; words: string; onClose: () => void }) {
  const t = useTexts(roomTexts);
  const act = useCommand<'sitting.mark-attendance' | 'sitting.mark-left' | 'floor.give-floor' | 'floor.end-turn' | 'floor.request-floor'>({ onDone: onClose });
  const { personId } = seat;
  const { turn, waiting, pausedSince } = view.floor;
  const request = waiting.find((one) => one.personId === personId);
  const speaks = turn?.personId === personId;
  const itemId = itemToSpeakOn(view);
  const canMark = snapshot.can.mark && view.meeting.state !== 'closed';
  const there = isThere(seat);
  const mayGive = itemId !== null && there && !speaks && request !== undefined && pausedSince === null;
  const mayAsk = itemId !== null && there && !speaks && request === undefined && currentItem(view)?.state === 'now';
  return (
    <Dialog isOpen onClose={onClose} title={seat.fullName} note={[seat.position, words].filter(Boolean).join(' · ')} size="s">
      <Stack gap={3}>
        {act.error ? <InlineError error={act.error} /> : null}
        {mayGive ? <Button look="pri" size={72} wide icon="speak" busy={act.busy} onPress={() => act.run('floor.give-floor', { requestId: request.id, turnId: turn?.id ?? null })}>{t('giveFloor')}</Button> : null}
        {speaks && turn ? <Button look="pri" size={72} wide icon="stop" busy={act.busy} onPress={() => act.run('floor.end-turn', { turnId: turn.id })}>{t('endTurn')}</Button> : null}
        {mayAsk ? <Button wide icon="speak" busy={act.busy} onPress={() => act.run('floor.request-floor', { itemId, personId })}>{t('askFloor')}</Button> : null}
        {canMark && !there ? <Button look={mayGive ? 'sec' : 'pri'} wide icon="personCheck" busy={act.busy} onPress={() => act.run('sitting.mark-attendance', { marks: [{ personId, attendance: view.meeting.form === 'online' ? 'online' : 'room', reason: null }] })}>{t('markPresent')}</Button> : null}
        {canMark && there && view.meeting.state === 'in_session' ? <Button wide icon="signOut" busy={act.busy} onPress={() => act.run('sitting.mark-left', { personIds: [personId] })}>{t('markLeft')}</Button> : null}
        {!mayGive && !speaks && !mayAsk && !canMark ? <p>{t('nothingToDo')}</p> : null}
      </Stack>
    </Dialog>
  );
}
