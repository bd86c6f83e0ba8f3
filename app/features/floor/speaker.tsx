import { turnClock } from '@shared/rules/floor-queue';
import { useEffect, useRef } from 'react';
import { Chip, Clock, RingClock, useAnnounce } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { partWords, type LiveTurn } from './data';
import { floorTexts } from './texts';

/** Of the turn's clock: milliseconds left, and the share used. */
export function clockOf({ startedAt, endsAt }: LiveTurn, now: Date): { remaining: number; share: number } {
  const whole = endsAt.getTime() - startedAt.getTime();
  // A tablet whose idea of the time is a moment behind begins with the full time all the same.
  const remaining = Math.min(whole, endsAt.getTime() - now.getTime());
  return { remaining, share: whole <= 0 ? 1 : 1 - remaining / whole };
}

/** Thirty seconds before the end, and over: in words beside the clock. */
export function ClockWords({ turn, now }: { turn: LiveTurn; now: Date }) {
  const t = useTexts(floorTexts);
  const state = turnClock(turn.endsAt, now);
  if (state === 'running') return null;
  return <Chip tone={state === 'over' ? 'bad' : 'warn'} icon="timer" size="l">{t(state)}</Chip>;
}

/** Who has the floor, with the clock; for everybody but the speaker. */
export function SpeakerLine({ turn, now }: { turn: LiveTurn; now: Date }) {
  const t = useTexts(floorTexts);
  const about = partWords(turn, t);
  return (
    <div className="fl-speaker">
      <Chip tone="son" icon="speak">{t('now')}</Chip>
      <p className="ph-lg">{turn.name}</p>
      {turn.position ? <p className="ph-sm ph-2">{turn.position}</p> : null}
      {about ? <p className="ph-sm">{about}</p> : null}
      <div className="fl-speaker-clock"><Clock remaining={clockOf(turn, now).remaining} size="m" label={t('clock')} /><ClockWords turn={turn} now={now} /></div>
    </div>
  );
}

/** The clock in a ring, as chair and speaker see it. */
export function TurnClock({ turn, now }: { turn: LiveTurn; now: Date }) {
  const t = useTexts(floorTexts);
  return (
    <div className="fl-ring">
      <RingClock {...clockOf(turn, now)} label={t('clock')} />
      <ClockWords turn={turn} now={now} />
    </div>
  );
}

/** Says once to the speaker's screen reader that the time is nearly over, and that it is. */
export function useWarned(turn: LiveTurn | null, now: Date): void {
  const t = useTexts(floorTexts);
  const announce = useAnnounce();
  const told = useRef('');
  const state = turn && turnClock(turn.endsAt, now);
  const key = turn && state ? `${turn.id} ${turn.endsAt.getTime()} ${state}` : '';
  useEffect(() => {
    if (key === '' || told.current === key) return;
    told.current = key;
    if (state === 'warning') announce(t('saidWarning'));
    if (state === 'over') announce(t('saidOver'));
  }, [key, state, announce, t]);
}
