import { useEffect, useRef } from 'react';
import { Icon } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { adjournTexts } from './adjourn-texts';
import { flowTexts } from './flow-texts';
import { currentItem, endOf, shifted, slipOf, type LiveItem, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';

const MINUTE = 60_000;

function markOf(item: LiveItem): React.ReactNode {
  if (item.state === 'done') return <Icon name="check" size="s" />;
  if (item.kind === 'paper_only') return <Icon name="document" size="s" />;
  return item.number ?? <Icon name={item.kind === 'break' ? 'pause' : 'minus'} size="s" />;
}

/** The agenda with what was used, what runs and when the rest is expected; the end of the session below. */
export function AgendaColumn({ view, now }: { view: SittingView; now: Date }) {
  const t = useTexts(sittingTexts);
  const ta = useTexts(adjournTexts);
  const tf = useTexts(flowTexts);
  const f = useFormats();
  const slip = slipOf(view, now);
  const current = currentItem(view);
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    const list = row.current?.closest('ol');
    if (row.current && list) list.scrollTop = row.current.offsetTop - list.offsetTop - row.current.offsetHeight;
  }, [current?.id]);
  const used = (item: LiveItem): number => Math.round(((item.endedAt ?? view.floor.pausedSince ?? now).getTime() - (item.startedAt ?? now).getTime() - item.stoodStill) / MINUTE);
  const timeOf = (item: LiveItem): string => {
    if (item.state === 'done' && item.block === 'in') return tf('adopted');
    if (item.state === 'done' || item.state === 'now') return t('minutesUsed', { minutes: used(item) });
    if (item.movedTo) return item.movedTo.meetingId ? tf('movedTo', { title: item.movedTo.title }) : tf('movedLater');
    if (item.state === 'postponed') return t(item.kind === 'break' ? 'skipped' : 'postponed');
    return item.expectedStart ? f.time(shifted(item.expectedStart, slip)) : '';
  };
  const { end, late } = endOf(view, now);
  return (
    <nav className="st-agenda" aria-label={t('agenda')}>
      {/* It scrolls by itself, so the keyboard must reach it. */}
      <ol tabIndex={0} aria-label={t('agenda')}>
        {view.items.map((item) => (
          <li key={item.id} ref={item.id === current?.id ? row : undefined} className="st-agenda-row" data-state={item.state} data-plain={item.number === null || undefined} aria-current={item.id === current?.id ? 'step' : undefined}>
            <span className="st-agenda-mark" aria-hidden={item.number === null || undefined}>{markOf(item)}</span>
            <span className="st-agenda-title">{item.title}</span>
            <span className="st-agenda-time ph-num" data-words={item.movedTo ? '' : undefined}>{item.movedTo?.meetingId ? <a href={`/meetings/${item.movedTo.meetingId}`}>{timeOf(item)}</a> : timeOf(item)}</span>
          </li>
        ))}
      </ol>
      <p className="st-agenda-end">
        <span className="ph-strong">{view.meeting.closedAt ? t('itemClosing') : t('expectedEnd')}</span>
        <span className="ph-strong ph-num">{f.date(end) === f.date(view.meeting.startsAt) ? f.time(end) : ta('endsOn', { at: end, on: end })}</span>
        {late === null ? null : (
          <span className="st-agenda-late" data-late={late > 0 || undefined}>
            {late > 0 ? t('later', { minutes: late }) : late < 0 ? t('earlier', { minutes: -late }) : t('onTime')}
          </span>
        )}
      </p>
    </nav>
  );
}
