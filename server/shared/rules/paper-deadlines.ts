import { z } from 'zod';
import { foldText } from '../language/vietnamese-text';
import { addWorkingDays, calendarCovers, isWorkingDay, workingDaysBetween, type LocalDate, type WorkingCalendar } from './working-days';

/** By whom what a unit brings is approved: its leader and then the office, or one of them. */
export const APPROVALS = ['both', 'leader', 'office'] as const;
export type Approval = (typeof APPROVALS)[number];

export const paperRulesSchema = z.strictObject({
  approval: z.enum(APPROVALS),
  /** Working days before the session by which papers are due. */
  workingDays: z.strictObject({ ordinary: z.int().min(0).max(30), extraordinary: z.int().min(0).max(30) }),
  /** A submission (tờ trình) of more pages needs a summary; 0: none does. */
  summaryOverPages: z.int().min(0).max(500),
  /** Working days before the papers are due on which their unit is reminded; 0: it is not. */
  remindWorkingDays: z.int().min(0).max(10),
});
export type PaperRules = z.infer<typeof paperRulesSchema>;

/** Where a body says nothing of its own; the sources stand in `server/shared/law/provincial-committee.ts`. */
export const DEFAULT_PAPER_RULES: PaperRules = { approval: 'both', workingDays: { ordinary: 5, extraordinary: 1 }, summaryOverPages: 10, remindWorkingDays: 2 };

/** What says when papers of one item are due. */
export interface DueFacts {
  /** Day of the session. */
  startsOn: LocalDate;
  kind: string;
  /** When the unit was asked for them. */
  askedOn: LocalDate;
  /** The day the office gave. */
  givenOn: LocalDate | null;
}

/**
 * The last day on which papers are in time: as many working days before the session as the body's rules say, but for a unit that was
 * asked later than that the first working day after it was, at the latest the day of the session.
 */
export function paperDueOn({ startsOn, kind, askedOn, givenOn }: DueFacts, rules: PaperRules, calendar: WorkingCalendar): LocalDate {
  if (givenOn !== null) return givenOn;
  const ruled = addWorkingDays(startsOn, -(kind === 'extraordinary' ? rules.workingDays.extraordinary : rules.workingDays.ordinary), calendar);
  const least = addWorkingDays(askedOn, 1, calendar);
  if (ruled >= least) return ruled;
  return least < startsOn ? least : startsOn;
}

/** How a day stands to the day papers are due. */
export interface Remaining {
  state: 'ahead' | 'today' | 'late';
  /** Working days left, or late; of what is late at least one. */
  days: number;
  /** The public holidays of every year between are known; else only weekends were counted. */
  isKnown: boolean;
}

export function remainingTo(dueOn: LocalDate, today: LocalDate, calendar: WorkingCalendar): Remaining {
  const [from, to] = today <= dueOn ? [today, dueOn] : [dueOn, today];
  const isKnown = calendarCovers(from, to, calendar);
  if (from === to) return { state: 'today', days: 0, isKnown };
  const days = workingDaysBetween(from, to, calendar) + (isWorkingDay(to, calendar) ? 1 : 0);
  return today < dueOn ? { state: 'ahead', days, isKnown } : { state: 'late', days: Math.max(1, days), isKnown };
}

/** Working days late; 0: in time. */
export const daysLate = (dueOn: LocalDate, on: LocalDate, calendar: WorkingCalendar): number => {
  const { state, days } = remainingTo(dueOn, on, calendar);
  return state === 'late' ? days : 0;
};

/** A paper of an item, as far as the rule of summaries goes. */
export interface MeasuredPaper {
  title: string;
  kind: string;
  pages: number;
}

const isSummary = ({ title }: MeasuredPaper): boolean => /(^|\W)tom tat(\W|$)/u.test(foldText(title));

/** The longest submission of an item that needs a summary and has none beside it; null: nothing is missing. */
export function lacksSummary<Paper extends MeasuredPaper>(papers: readonly Paper[], { summaryOverPages }: PaperRules): Paper | null {
  if (summaryOverPages === 0 || papers.some(isSummary)) return null;
  return papers.filter(({ kind, pages }) => kind === 'to_trinh' && pages > summaryOverPages).reduce<Paper | null>((longest, paper) => (longest && longest.pages >= paper.pages ? longest : paper), null);
}
