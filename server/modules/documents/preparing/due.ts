import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { DEFAULT_PAPER_RULES, paperDueOn, remainingTo, type PaperRules, type Remaining } from '../../../shared/rules/paper-deadlines';
import type { LocalDate } from '../../../shared/rules/working-days';
import { localDateOf, type Meeting } from '../../meetings';
import type { PaperTask } from './repository';

export const paperRulesOf = ({ policy }: Pick<Meeting, 'policy'>): PaperRules => policy.papers ?? DEFAULT_PAPER_RULES;

/** The last day on which papers of an item are in time. */
export const dueOnOf = (task: Pick<PaperTask, 'askedAt' | 'dueOn'>, meeting: Pick<Meeting, 'startsAt' | 'kind' | 'policy'>): LocalDate =>
  paperDueOn({ startsOn: localDateOf(meeting.startsAt), kind: meeting.kind, askedOn: localDateOf(task.askedAt), givenOn: task.dueOn }, paperRulesOf(meeting), vietnameseCalendar);

export interface Due extends Remaining {
  on: LocalDate;
  /** The office gave this day; else the rules come to it. */
  isGiven: boolean;
}

export function dueOf(task: Pick<PaperTask, 'askedAt' | 'dueOn'>, meeting: Pick<Meeting, 'startsAt' | 'kind' | 'policy'>, now: Date): Due {
  const on = dueOnOf(task, meeting);
  return { on, isGiven: task.dueOn !== null, ...remainingTo(on, localDateOf(now), vietnameseCalendar) };
}
