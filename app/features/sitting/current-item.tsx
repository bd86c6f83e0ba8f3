import { Avatar, Chip, Clock, ProgressBar } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import { itemName, remainingOf, type LiveItem, type SittingView } from './sitting-view';
import { sittingTexts } from './texts';

/** What is going on: item, presenter, and the clock that is read in one second. */
export function CurrentItem({ view, item, now }: { view: SittingView; item: LiveItem; now: Date }) {
  const t = useTexts(sittingTexts);
  const f = useFormats();
  const { pausedSince } = view.floor;
  const remaining = remainingOf(item, now, pausedSince);
  const share = item.plannedMinutes === 0 ? 1 : 1 - remaining / (item.plannedMinutes * 60_000);
  const shown = view.presentation;
  return (
    <section className="st-current">
      <div className="st-chips">
        <Chip tone="son" dot>{t('now')}</Chip>
        <Chip>{itemName(item, t)}</Chip>
      </div>
      <h2 className="ph-h2">{item.title}</h2>
      {shown ? (
        <p className="st-presenter"><Avatar name={shown.name} size="s" />{t('presenting', { name: shown.name, title: shown.documentTitle, page: shown.page })}</p>
      ) : item.presenter ? (
        <p className="st-presenter">{item.presenterId ? <Avatar name={item.presenter} size="s" /> : null}{t('presents', { name: item.presenter })}</p>
      ) : null}
      <div className="st-clock">
        <Clock remaining={remaining} isPaused={pausedSince !== null} size="l" label={t('clock')} />
        <p className="st-clock-note">
          <span>{t(remaining < 0 ? 'over' : 'left', { minutes: item.plannedMinutes })}</span>
          {item.startedAt ? <span className="ph-num">{`${t('startedAt', { at: item.startedAt })}`}</span> : null}
        </p>
      </div>
      <ProgressBar value={share} label={t('progress')} labelHidden tone={remaining < 0 ? 'bad' : remaining < 60_000 ? 'warn' : 'accent'} />
      <span className="ph-hidden">{f.minutes(item.plannedMinutes)}</span>
    </section>
  );
}
