import { Clock } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { LiveFloor } from './data';
import { ClockWords, clockOf } from './speaker';
import { floorTexts } from './texts';
import './floor.css';

/** Who speaks, on the wall: the name, what for, and a clock that is read at six metres. */
export function RoomSpeaker({ floor, now }: { floor: LiveFloor; now: Date }) {
  const t = useTexts(floorTexts);
  const { turn, waiting } = floor;
  if (!turn) return null;
  return (
    <div className="fl-room">
      <p className="rs-line">{turn.part === 'speech' ? t('now') : turn.part === 'answer' && turn.other ? t('answers', { name: turn.other }) : turn.part === 'question' && turn.other ? t('to', { name: turn.other }) : t(turn.part)}</p>
      <p className="fl-room-name">{turn.name}</p>
      {turn.position ? <p className="rs-line">{turn.position}</p> : null}
      <div className="rs-clock"><Clock remaining={clockOf(turn, now).remaining} size="l" label={t('clock')} /></div>
      <div className="fl-room-words"><ClockWords turn={turn} now={now} /></div>
      {waiting[0] ? <p className="rs-line">{t('next', { name: waiting[0].name })}</p> : null}
    </div>
  );
}
