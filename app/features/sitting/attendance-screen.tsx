import { foldText } from '@shared/language/vietnamese-text';
import { roomMarks } from '@shared/rules/sites';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Avatar, Button, Chip, Dialog, EmptyState, InlineError, LinkButton, PageHeading, RadioGroup, Screen, Stack, StateWord, TextField, TopBar, useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useLiveMeeting } from '~/tablet/live/use-live-meeting';
import { AccountMenu } from '../identity';
import { ConnectionNote } from './connection-note';
import { isThere, quorumWords, type ConsoleSnapshot, type OfficerView, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';
import { useCommand } from '../../commands';
import { listTexts } from './list-texts';
import { useSweep } from './use-sweep';
import './sitting.css';

type SeatRow = OfficerView['seats'][number];
type Group = 'everyone' | 'members' | 'others' | 'unmarked';
type Attendance = SeatRow['attendance'];

const inGroup = (seat: SeatRow, group: Group): boolean =>
  group === 'everyone' || (group === 'members' ? seat.elector : group === 'others' ? !seat.elector : seat.attendance === 'unknown');

/** The whole row is the target where it picks: with forty rows nobody aims at a box. */
function AttendanceRow({ seat, isPicked, onPick, canMark }: { seat: SeatRow; isPicked: boolean; onPick: (on: boolean) => void; canMark: boolean }) {
  const t = useTexts(sittingTexts);
  const tl = useTexts(listTexts);
  const there = seat.attendance === 'room' || seat.attendance === 'online';
  const tone = seat.leftAt ? 'warn' : there ? 'ok' : seat.attendance === 'unknown' ? 'neutral' : 'warn';
  const Row = canMark ? 'label' : 'div';
  const word = seat.leftAt
    ? t('gone', { at: seat.leftAt })
    : there && seat.checkedInAt
      ? t('presentAt', { place: t(seat.attendance), at: seat.checkedInAt })
      : t(seat.attendance);
  return (
    <li className="ph-rows-item" data-person={seat.personId}>
      <Row className="at-row">
        {canMark ? <input type="checkbox" checked={isPicked} onChange={(event) => onPick(event.target.checked)} aria-label={t('select', { name: seat.fullName })} /> : null}
        <Avatar name={seat.fullName} />
        <span className="at-person">
          <span className="ph-strong">{seat.fullName}</span>
          <span className="ph-sm ph-3">
            {[seat.substituteFor ? t('substitutes', { name: seat.substituteFor }) : null, seat.position, seat.site ? tl('ofSite', { site: seat.site }) : null, seat.role === 'guest' || seat.role === 'substitute' ? t('noVote') : null].filter(Boolean).join(' · ')}
          </span>
          {seat.reason ? <span className="ph-sm ph-2">{seat.reason}</span> : null}
        </span>
        <span className="at-end">
          {seat.late ? <Chip size="s" tone="warn" icon="clock">{t('lateMark')}</Chip> : null}
          <StateWord tone={tone} icon={seat.leftAt ? 'signOut' : there ? 'check' : seat.attendance === 'unknown' ? 'circle' : 'personRemove'}>{word}</StateWord>
        </span>
      </Row>
    </li>
  );
}

/** The secretary's sheet: who is there in words and numbers, many marked at once. */
export function AttendanceScreen({ meetingId, snapshot }: { meetingId: string; snapshot: ConsoleSnapshot }) {
  const t = useTexts(sittingTexts);
  const tl = useTexts(listTexts);
  const toast = useToast();
  const act = useCommand<'sitting.mark-attendance' | 'sitting.mark-left'>();
  const live = useLiveMeeting<SittingView>(meetingId, snapshot.view);
  const { view } = live;
  const seats = (view.officers ?? snapshot.view.officers).seats;
  const [query, setQuery] = useState('');
  const [group, setGroup] = useState<Group>('everyone');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState<string | null>(null);
  const wanted = foldText(query);
  const shown = useMemo(() => seats.filter((seat) => inGroup(seat, group) && foldText(`${seat.fullName} ${seat.position}`).includes(wanted)), [seats, group, wanted]);
  const allPicked = shown.every(({ personId }) => picked.has(personId));
  const canMark = snapshot.can.mark && view.meeting.state !== 'closed';
  const pick = (personId: string, on: boolean): void =>
    setPicked((before) => {
      const next = new Set(before);
      if (on) next.add(personId);
      else next.delete(personId);
      return next;
    });
  // The bar goes with the last row marked; the keyboard stays where the rows are.
  const list = useRef<HTMLUListElement>(null);
  const isPicking = picked.size > 0;
  const wasPicking = useRef(false);
  useEffect(() => {
    if (wasPicking.current && !isPicking && document.activeElement === document.body) list.current?.focus({ preventScroll: true });
    wasPicking.current = isPicking;
  }, [isPicking]);
  const sweep = useSweep((personId) => picked.has(personId), pick);
  /** Takes what was marked off the list; rows picked meanwhile stay picked. */
  const drop = (marked: readonly { personId: string }[]): void =>
    setPicked((before) => {
      const done = new Set(marked.map(({ personId }) => personId));
      return new Set([...before].filter((personId) => !done.has(personId)));
    });
  const mark = (attendance: Attendance, why: string | null = null): void => {
    const chosen = seats.filter(({ personId }) => picked.has(personId));
    const { moved, stay } = attendance === 'room' ? roomMarks(chosen) : { moved: chosen, stay: [] };
    if (moved.length === 0) return toast({ text: tl('allAtSites', { count: stay.length }), icon: 'info' });
    const marks = moved.map(({ personId }) => ({ personId, attendance, reason: why }));
    act.run('sitting.mark-attendance', { marks }, () => {
      toast({ text: stay.length > 0 ? tl('markedSitesStay', { count: marks.length, stay: stay.length }) : t('marked', { count: marks.length }) });
      drop(marks);
      setReason(null);
    });
  };
  const leaving = seats.filter((seat) => picked.has(seat.personId));
  const mayLeave = leaving.every(isThere);
  const markLeft = (): void => {
    act.run('sitting.mark-left', { personIds: leaving.map(({ personId }) => personId) }, () => {
      toast({ text: t('markedLeft', { count: leaving.length }) });
      drop(leaving);
    });
  };
  const { quorum, guests, guestsPresent } = view.attendance;
  return (
    <Screen
      width="single"
      top={<TopBar backHref={`/meetings/${meetingId}/sitting/console`} context={view.meeting.title} title={t('attendance')} end={<><Chip tone={quorum.reached ? 'ok' : 'warn'} icon="people">{quorumWords(view, t)}</Chip><AccountMenu /></>} />}
      line={<ConnectionNote status={live.status} end={live.end} />}
    >
      <div className="at-tools">
        <TextField label={t('search')} type="search" value={query} onChange={setQuery} />
        <RadioGroup
          label={t('show')}
          name="group"
          direction="row"
          look="filter"
          value={group}
          onChange={(value) => setGroup(value as Group)}
          options={[
            { value: 'everyone', label: t('everyone') },
            { value: 'members', label: t('membersGroup') },
            { value: 'others', label: t('othersGroup') },
            { value: 'unmarked', label: t('notMarked') },
          ]}
        />
      </div>
      <div>
        <LinkButton href={`/meetings/${meetingId}/sitting/list`} icon="print" look="quiet" size={48}>{tl('open')}</LinkButton>
        <LinkButton href={`/meetings/${meetingId}/attendance.csv`} icon="download" look="quiet" size={48} download>{tl('file')}</LinkButton>
      </div>
      {act.error && reason === null ? <InlineError error={act.error} /> : null}
      <Stack gap={3} as="section">
        <PageHeading
          level={2}
          title={t('people')}
          count={String(shown.length)}
          note={t('othersPresent', { present: guestsPresent, total: guests })}
          end={canMark && shown.length > 0 ? (
            allPicked
              ? <Button look="quiet" size={48} icon="close" onPress={() => drop(shown)}>{t('selectNone')}</Button>
              : <Button look="quiet" size={48} icon="check" onPress={() => setPicked((before) => new Set([...before, ...shown.map(({ personId }) => personId)]))}>{t('selectAll')}</Button>
          ) : undefined}
        />
        {shown.length === 0 ? <EmptyState>{t('nobodyFound')}</EmptyState> : null}
        <ul ref={list} tabIndex={-1} className="ph-rows" data-look="lines" aria-label={t('attendance')} {...sweep}>
          {shown.map((seat) => <AttendanceRow key={seat.personId} seat={seat} canMark={canMark} isPicked={picked.has(seat.personId)} onPick={(on) => pick(seat.personId, on)} />)}
        </ul>
      </Stack>
      {picked.size > 0 ? (
        <div className="at-bar ph-wakes" role="group" aria-label={t('selected', { count: picked.size })}>
          <span className="ph-strong ph-num">{t('selected', { count: picked.size })}</span>
          <Button look="pri" icon="check" busy={act.busy} onPress={() => mark('room')}>{t('markRoom')}</Button>
          <Button icon="roomScreen" isDisabled={act.busy} onPress={() => mark('online')}>{t('markOnline')}</Button>
          <Button icon="personRemove" isDisabled={act.busy} onPress={() => { act.clear(); setReason(''); }}>{t('markExcused')}</Button>
          <Button isDisabled={act.busy} onPress={() => mark('unexcused')}>{t('markUnexcused')}</Button>
          {mayLeave ? <Button icon="signOut" isDisabled={act.busy} onPress={markLeft}>{t('markLeft')}</Button> : null}
          <Button look="quiet" isDisabled={act.busy} onPress={() => mark('unknown')}>{t('markUnknown')}</Button>
        </div>
      ) : null}
      <Dialog
        isOpen={reason !== null}
        onClose={() => setReason(null)}
        title={t('reasonTitle', { count: picked.size })}
        actions={<Button look="pri" busy={act.busy} disabledReason={(reason ?? '').trim() === '' ? t('reasonMissing') : null} onPress={() => mark('excused', reason)}>{t('markExcused')}</Button>}
      >
        <Stack gap={4}>
          {act.error ? <InlineError error={act.error} /> : null}
          <TextField label={t('reason')} hint={t('reasonHint')} value={reason ?? ''} onChange={setReason} maxLength={300} autoFocus />
        </Stack>
      </Dialog>
    </Screen>
  );
}
