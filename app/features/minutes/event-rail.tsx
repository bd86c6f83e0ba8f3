import { useEffect } from 'react';
import { Icon } from '~/ui';
import { useFormats, useTexts } from '~/ui/i18n';
import type { EditorData, RecordedEvent } from './data';
import { minutesTexts } from './texts';

type T = ReturnType<typeof useTexts<(typeof minutesTexts)['vi']>>;

/** What happened, in a few words. */
export function eventSentence(event: RecordedEvent, t: T): string {
  switch (event.kind) {
    case 'opened': return t('evOpened');
    case 'closed': return t('evClosed');
    case 'item_started': return t('evItemStarted');
    case 'item_ended': return t('evItemEnded');
    case 'postponed': return t('evPostponed');
    case 'came_late': return t('evCameLate', { person: event.person ?? '' });
    case 'went_out': return t('evWentOut', { person: event.person ?? '' });
    case 'came_back': return t('evCameBack', { person: event.person ?? '' });
    case 'left': return t('evLeft', { person: event.person ?? '' });
    case 'presented': return t('evPresented', { person: event.person ?? '', document: event.document ?? '' });
    case 'vote_opened': return t('evVoteOpened');
    case 'vote_closed': return t('evVoteClosed');
    case 'chair': return t('evChair', { person: event.person ?? '' });
    case 'concluded': return t('evConcluded');
    case 'assigned': return t('evAssigned');
  }
}

/** Events by item, in the order of the agenda; those before the first and after the last item stand for themselves. */
function groupsOf(events: readonly RecordedEvent[], agenda: EditorData['agenda'], t: T) {
  const general = events.filter((event) => event.itemId === null);
  const items = agenda.map((item) => ({
    key: item.id,
    title: item.number === null ? item.title : t('itemEvents', { number: item.number }),
    note: item.number === null ? null : item.title,
    events: events.filter((event) => event.itemId === item.id),
  }));
  return [{ key: 'general', title: t('general'), note: null, events: general }, ...items].filter((group) => group.events.length > 0);
}

export interface EventRailProps {
  events: readonly RecordedEvent[];
  agenda: EditorData['agenda'];
  /** Ids of the paragraphs that read differently from what was recorded. */
  changed: ReadonlySet<string>;
  selected: string | null;
  onSelect(event: RecordedEvent): void;
}

/** What was recorded, beside the text that tells of it. */
export function EventRail({ events, agenda, changed, selected, onSelect }: EventRailProps) {
  const t = useTexts(minutesTexts);
  const f = useFormats();
  useEffect(() => {
    if (selected) document.getElementById(`ev-${selected}`)?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div className="mn-rail">
      <h2 className="ph-lg">{t('events')}</h2>
      {groupsOf(events, agenda, t).map((group) => (
        <section key={group.key} className="mn-group">
          <h3 className="ph-label">{group.title}</h3>
          {group.note ? <p className="ph-sm ph-3">{group.note}</p> : null}
          <ol className="mn-events">
            {group.events.map((event) => {
              const joined = event.paragraphIds.length > 0;
              const differs = event.paragraphIds.some((id) => changed.has(id));
              const isSelected = event.id === selected;
              return (
                <li key={event.id}>
                  <button type="button" id={`ev-${event.id}`} className="mn-event" aria-pressed={isSelected} data-differs={differs || undefined} onClick={() => onSelect(event)}>
                    <span className="ph-num ph-3 mn-event-time">{f.time(event.at)}</span>
                    <span className="mn-event-text">
                      <span className={isSelected ? 'ph-strong' : undefined}>{eventSentence(event, t)}</span>
                      {event.votes ? <span className="ph-sm ph-num">{t('votes', event.votes)}, {event.passed ? t('passed') : t('notPassed')}</span> : null}
                      {isSelected || differs ? (
                        <span className="ph-sm mn-event-join">
                          <Icon name={!joined ? 'info' : differs ? 'warning' : 'check'} size="s" />
                          {!joined ? t('noSentence') : differs ? t('differs') : t('agrees')}
                        </span>
                      ) : null}
                    </span>
                  </button>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </div>
  );
}
