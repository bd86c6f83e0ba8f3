import { MOST_SPOTS, PLAN_SHAPES, spotOf, spotsInOrder, type PlanShape } from '@shared/rules/seat-plan';
import type { QueryResult } from '../../../server/application';
import { useEffect, useState } from 'react';
import { Button, ButtonRow, ConfirmDialog, EmptyState, FormRow, InlineError, NumberField, PageHeading, RadioGroup, Select, Stack, useAnnounce } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { roomTexts, SeatGrid, shortName } from '../rooms';
import type { MeetingDetail } from './data';
import { PrepareScreen } from './prepare-screen';

export type SeatMapView = QueryResult<'meetings.seat-map'>;

/** The seats of a session: laid by protocol, changed by hand or keyboard, printed. */
export function ArrangeScreen({ detail, seats }: { detail: MeetingDetail; seats: SeatMapView }) {
  return (
    <PrepareScreen detail={detail} place="seats">
      {seats.map ? <Arrange seats={seats} plan={seats.map.plan} /> : <Lay seats={seats} />}
    </PrepareScreen>
  );
}

type Source = { from: 'room' } | { from: PlanShape; seats: number; head?: number };

/** The first plan, or another one: of the room, or of a shape for so many. */
function Lay({ seats, onDone }: { seats: SeatMapView; onDone?: () => void }) {
  const t = useTexts(roomTexts);
  const { room, map, people, can } = seats;
  const act = useCommand<'meetings.lay-seats'>({ onDone });
  const [from, setFrom] = useState<'room' | 'shape'>(room ? 'room' : 'shape');
  const [shape, setShape] = useState<PlanShape>('u');
  const [count, setCount] = useState<number | null>(people.filter(({ site }) => site === null).length);
  const [head, setHead] = useState<number | null>(null);
  const [isAsking, setAsking] = useState(false);
  const source: Source = from === 'room' && room ? { from: 'room' } : { from: shape, seats: count ?? 1, ...(head === null ? {} : { head }) };
  const lay = (): void => act.run('meetings.lay-seats', { plan: source, seen: map?.laidAt.toISOString() ?? null }, () => setAsking(false));
  return (
    <Stack gap={5}>
      <PageHeading level={2} title={t('layTitle')} note={t('layNote')} />
      {act.error && !isAsking ? <InlineError error={act.error} /> : null}
      {room ? (
        <RadioGroup<'room' | 'shape'> label={t('plan')} value={from} onChange={setFrom} options={[{ value: 'room', label: t('fromRoom', { name: room.name, spots: room.spots }) }, { value: 'shape', label: t('byShape') }]} />
      ) : null}
      {source.from === 'room' ? null : (
        <FormRow>
          <Select<PlanShape> label={t('shape')} value={shape} onChange={setShape} options={PLAN_SHAPES.map((value) => ({ value, label: t(`shape_${value}`) }))} />
          <NumberField label={t('seats')} value={count} onChange={setCount} min={1} max={MOST_SPOTS} />
          {shape === 'rows' ? null : <NumberField label={t('head')} value={head} onChange={setHead} min={1} max={40} isOptional />}
        </FormRow>
      )}
      <ButtonRow>
        <Button look="pri" icon="group" busy={act.busy} isDisabled={!can.arrange} onPress={() => (map ? setAsking(true) : lay())}>{t('lay')}</Button>
        {onDone ? <Button look="quiet" onPress={onDone}>{t('close')}</Button> : null}
      </ButtonRow>
      <ConfirmDialog isOpen={isAsking} about={map ? map.laidAt.toISOString() : null} onClose={() => { act.clear(); setAsking(false); }} onConfirm={lay} busy={act.busy} error={act.error} title={t('layAgainTitle')} confirmLabel={t('lay')}>
        <p>{t('layAgainNote')}</p>
      </ConfirmDialog>
    </Stack>
  );
}

function Arrange({ seats, plan }: { seats: SeatMapView; plan: NonNullable<SeatMapView['map']>['plan'] }) {
  const t = useTexts(roomTexts);
  const announce = useAnnounce();
  const act = useCommand<'meetings.move-seat' | 'meetings.send-to-seats'>();
  const [picked, setPicked] = useState<string | null>(null);
  const [isLaying, setLaying] = useState(false);
  const [printing, setPrinting] = useState<'map' | 'plates' | null>(null);
  const { seating, people, unseated, can } = seats;
  const personOf = (personId: string | undefined): SeatMapView['people'][number] | undefined => people.find((one) => one.personId === personId);
  const chosen = personOf(picked ?? undefined);
  const order = spotsInOrder(plan);
  const wordsOf = (spot: string): string => personOf(seating[spot])?.fullName ?? t('freeSpot');
  useEffect(() => {
    if (!printing) return undefined;
    const done = (): void => setPrinting(null);
    window.addEventListener('afterprint', done, { once: true });
    window.print();
    return () => window.removeEventListener('afterprint', done);
  }, [printing]);
  const move = (personId: string, to: string | null): void => {
    const [person, occupant] = [personOf(personId), to === null ? undefined : personOf(seating[to])];
    setPicked(null);
    if (!person || occupant?.personId === personId) return;
    act.run('meetings.move-seat', { personId, to, seen: { from: spotOf(seating, personId), occupant: occupant?.personId ?? null } }, () =>
      announce(to === null ? t('stood', { name: person.fullName }) : occupant ? t('swapped', { name: person.fullName, spot: to, other: occupant.fullName }) : t('seated', { name: person.fullName, spot: to })),
    );
  };
  const pick = (personId: string | null): void => {
    setPicked(personId);
    announce(personId === null ? t('letGo') : t('chosen', { what: personOf(personId)?.fullName ?? '' }));
  };
  const tap = (spot: string): void => {
    if (!can.arrange) return;
    const here = seating[spot];
    if (picked === null) {
      if (here) pick(here);
    } else if (here === picked) pick(null);
    else move(picked, spot);
  };
  const onKey = (spot: string, key: string): boolean => {
    const here = seating[spot];
    if (key === 'Escape' && picked !== null) pick(null);
    else if (key === 'Delete' && here && can.arrange) move(here, null);
    else return false;
    return true;
  };
  const drop = (spot: string, cell: { x: number; y: number }): void => {
    const target = plan.spots.find(({ x, y }) => x === cell.x && y === cell.y);
    const person = seating[spot];
    if (target && person && can.arrange) move(person, target.name);
  };
  const marks = plan.spots.map((spot) => {
    const person = personOf(seating[spot.name]);
    return { spot, label: `${t('spotLabel', { spot: spot.name })}: ${wordsOf(spot.name)}`, tone: person ? 'taken' : 'free', ...(person ? { short: shortName(person.fullName) } : {}) };
  });
  if (isLaying) return <Lay seats={seats} onDone={() => setLaying(false)} />;
  return (
    <Stack gap={5}>
      <div className="sm-noprint">
        <Stack gap={5}>
          <PageHeading level={2} title={t('seating')} note={can.arrange ? t('arrangeHint') : undefined} />
          {act.error ? <InlineError error={act.error} /> : null}
          <SeatGrid label={t('sheetTitle')} marks={marks} picked={picked === null ? null : spotOf(seating, picked)} onTap={tap} onDrop={drop} onKey={onKey} />
          {chosen ? (
            <div className="sm-chosen" role="group" aria-label={chosen.fullName}>
              <strong>{chosen.fullName}</strong>
              <span className="ph-sm ph-2">{spotOf(seating, chosen.personId) ?? t('noSpot')}</span>
              {spotOf(seating, chosen.personId) ? <Button size={48} icon="minus" onPress={() => move(chosen.personId, null)}>{t('free')}</Button> : null}
              <Button size={48} look="quiet" onPress={() => pick(null)}>{t('close')}</Button>
            </div>
          ) : null}
          <Stack gap={3} as="section">
            <PageHeading level={3} title={t('unseated')} count={unseated.length} />
            {unseated.length === 0 ? <EmptyState icon="check">{t('allSeated')}</EmptyState> : null}
            <ButtonRow>
              {unseated.map((personId) => <Button key={personId} size={48} look={picked === personId ? 'soft' : 'sec'} onPress={() => pick(picked === personId ? null : personId)}>{personOf(personId)?.fullName ?? ''}</Button>)}
              {unseated.length > 0 && can.arrange ? <Button size={48} icon="check" busy={act.busy} onPress={() => act.run('meetings.send-to-seats', {})}>{t('seatRest')}</Button> : null}
            </ButtonRow>
          </Stack>
          <ButtonRow>
            <Button icon="print" onPress={() => setPrinting('map')}>{t('printMap')}</Button>
            <Button icon="print" onPress={() => setPrinting('plates')}>{t('printPlates')}</Button>
            {can.arrange ? <Button look="quiet" icon="refresh" onPress={() => setLaying(true)}>{t('layAgain')}</Button> : null}
          </ButtonRow>
          <Stack gap={3} as="section">
            <PageHeading level={3} title={t('listTitle')} />
            <SeatTable seats={seats} order={order.map(({ name }) => name)} />
          </Stack>
        </Stack>
      </div>
      {printing ? (
        <div className="sm-print" data-on={printing}>
          {printing === 'map' ? (
            <>
              <h2 className="sm-sheet-title">{`${t('sheetTitle')}: ${seats.meeting.title}, ${seats.meeting.place}`}</h2>
              <SeatGrid label={t('sheetTitle')} marks={marks} />
              <SeatTable seats={seats} order={order.map(({ name }) => name)} />
            </>
          ) : (
            <ul className="sm-plates">
              {order.flatMap(({ name }) => {
                const person = personOf(seating[name]);
                return person ? [<li key={name} className="sm-plate"><strong>{person.fullName}</strong><span>{person.position}</span><small>{name}</small></li>] : [];
              })}
            </ul>
          )}
        </div>
      ) : null}
    </Stack>
  );
}

/** The same as a table: seat, name, position; free seats left out. */
function SeatTable({ seats: { seating, people }, order }: { seats: SeatMapView; order: readonly string[] }) {
  const t = useTexts(roomTexts);
  const known = new Map(people.map((person) => [person.personId, person]));
  return (
    <table className="sm-table" aria-label={t('listTitle')}>
      <thead><tr><th scope="col">{t('spot')}</th><th scope="col">{t('person')}</th><th scope="col">{t('position')}</th></tr></thead>
      <tbody>
        {order.flatMap((spot) => {
          const person = known.get(seating[spot] ?? '');
          return person ? [<tr key={spot}><td className="ph-num">{spot}</td><td>{person.fullName}</td><td>{person.position}</td></tr>] : [];
        })}
      </tbody>
    </table>
  );
}
