import type { ReactNode } from 'react';
import { Link as AriaLink, Button as AriaButton } from 'react-aria-components';
import { classes } from './class-names';
import { Icon } from './icon';
import type { IconName } from './icon';

/** A list of rows with hairlines between them. */
export function RowList({ label, children, look = 'lines' }: { label?: string; look?: 'lines' | 'cards'; children: ReactNode }) {
  return <ul className="ph-rows" data-look={look} aria-label={label}>{children}</ul>;
}

export interface ListRowProps {
  icon?: IconName;
  /** In place of the icon: an avatar, a number. */
  lead?: ReactNode;
  title: ReactNode;
  note?: ReactNode;
  /** Chips, counts, pages, at the end. */
  end?: ReactNode;
  /** The whole row is one target when it leads somewhere or does something. */
  href?: string;
  onPress?: () => void;
  isCurrent?: boolean;
  /** Withdrawn or done: kept in view, but quiet. */
  isQuiet?: boolean;
  /** Buttons of the row; only when the row itself is no target. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** One thing in a list: paper, person, task, file. At least 56 px high. */
export function ListRow({ icon, lead, title, note, end, href, onPress, isCurrent, isQuiet, actions, children }: ListRowProps) {
  const inside = (
    <>
      {icon ? <Icon name={icon} className="ph-row-icon" /> : null}
      {lead ? <span className="ph-row-lead">{lead}</span> : null}
      <span className="ph-row-text">
        <span className="ph-row-title">{title}</span>
        {note ? <span className="ph-row-note">{note}</span> : null}
      </span>
      {end ? <span className="ph-row-end">{end}</span> : null}
      {href || onPress ? <Icon name="next" size="s" className="ph-row-go" /> : null}
    </>
  );
  const face = classes('ph-list-row', isCurrent && 'ph-list-row-current');
  return (
    <li className="ph-rows-item" data-quiet={isQuiet || undefined}>
      {href ? (
        <AriaLink className={face} href={href} aria-current={isCurrent ? 'page' : undefined}>{inside}</AriaLink>
      ) : onPress ? (
        <AriaButton className={face} onPress={onPress}>{inside}</AriaButton>
      ) : (
        <div className={face}>{inside}{actions ? <span className="ph-row-actions">{actions}</span> : null}</div>
      )}
      {children}
    </li>
  );
}

/** Where an item of an ordered programme stands. */
export type AgendaState = 'coming' | 'now' | 'done' | 'postponed' | 'paper' | 'hidden';

export interface AgendaRowProps {
  number: ReactNode;
  title: ReactNode;
  state?: AgendaState;
  /** Planned start or time used, before the number. */
  time?: ReactNode;
  note?: ReactNode;
  end?: ReactNode;
  /** Opens and closes the papers of the item; the row is a button then. */
  onPress?: () => void;
  href?: string;
  isOpen?: boolean;
  controlsId?: string;
  headingLevel?: 2 | 3;
  /** Papers and actions below the title while open. */
  children?: ReactNode;
}

/** An agenda item: number in jade, vermilion while it is the current one, a tick when done; titles wrap and are never cut. */
export function AgendaRow({ number, title, state = 'coming', time, note, end, onPress, href, isOpen, controlsId, headingLevel = 3, children }: AgendaRowProps) {
  const Heading = `h${headingLevel}` as const;
  const inside = (
    <>
      {time !== undefined ? <span className="ph-agenda-time">{time}</span> : null}
      <span className="ph-agenda-number">{state === 'done' ? <Icon name="check" /> : state === 'paper' ? <Icon name="document" /> : number}</span>
      <span className="ph-agenda-text">
        <span className="ph-agenda-title">{title}</span>
        {note ? <span className="ph-agenda-note">{note}</span> : null}
      </span>
      {end ? <span className="ph-agenda-end">{end}</span> : null}
    </>
  );
  return (
    <li className="ph-agenda-row" data-state={state} data-open={isOpen || undefined} data-timed={time !== undefined || undefined} aria-current={state === 'now' ? 'step' : undefined}>
      <Heading className="ph-agenda-heading">
        {href ? (
          <AriaLink className="ph-agenda-head" href={href}>{inside}</AriaLink>
        ) : onPress ? (
          <AriaButton className="ph-agenda-head" onPress={onPress} aria-expanded={isOpen} aria-controls={isOpen ? controlsId : undefined}>{inside}</AriaButton>
        ) : (
          <span className="ph-agenda-head">{inside}</span>
        )}
      </Heading>
      {children ? <div className="ph-agenda-body" id={controlsId}>{children}</div> : null}
    </li>
  );
}

export function AgendaList({ label, children }: { label?: string; children: ReactNode }) {
  return <ol className="ph-agenda" aria-label={label}>{children}</ol>;
}

export interface Fact {
  icon: IconName;
  title: ReactNode;
  note?: ReactNode;
}

/** Facts with a picture each: time, place, chair. */
export function FactList({ facts, columns = 1 }: { facts: readonly Fact[]; columns?: 1 | 2 }) {
  return (
    <ul className="ph-facts" data-columns={columns}>
      {facts.map((fact, index) => (
        <li className="ph-fact" key={index}>
          <Icon name={fact.icon} />
          <span className="ph-fact-text">
            <span className="ph-fact-title">{fact.title}</span>
            {fact.note ? <span className="ph-fact-note">{fact.note}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A day as a leaf of a calendar: weekday, day, month. */
export function DateLeaf({ weekday, day, month }: { weekday: string; day: string | number; month: string }) {
  return (
    <p className="ph-date-leaf">
      <span>{weekday}</span>
      <span className="ph-date-leaf-day">{day}</span>
      <span>{month}</span>
    </p>
  );
}

/** A picture on a soft square before a task. */
export function IconTile({ icon, tone = 'accent' }: { icon: IconName; tone?: 'accent' | 'warn' | 'mine' | 'son' | 'ok' | 'bad' | 'neutral' }) {
  return <span className="ph-icon-tile" data-tone={tone}><Icon name={icon} /></span>;
}
