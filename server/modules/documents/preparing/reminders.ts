import type { Db } from '../../../kernel/ports/database';
import { vietnameseCalendar } from '../../../shared/law/public-holidays';
import { addWorkingDays } from '../../../shared/rules/working-days';
import { isSettled } from '../../agenda';
import { findMeeting, localDateOf } from '../../meetings';
import { peopleOfUnit } from '../../organization';
import { dueOnOf, paperRulesOf } from './due';
import { loadBrought, standingOf, withItems } from './present';
import { findSubmission, findTask, listTasks, meetingsWithTasks, type PaperTask } from './repository';

/** Of a unit: who brings the papers (the one who is named, else all who may), who approves them, both, or who sent one file. */
export type Told = 'officers' | 'leaders' | 'all';

/** People of a unit who are told of what it was asked for. */
async function peopleOf(db: Db, { unitId, officerId }: Pick<PaperTask, 'unitId' | 'officerId'>, told: Told): Promise<string[]> {
  const people = await peopleOfUnit(db, unitId);
  const leaders = people.filter(({ roles }) => roles.includes('leader'));
  const named = people.filter(({ id }) => id === officerId);
  const officers = named.length > 0 ? named : people.filter(({ roles }) => roles.includes('officer'));
  // Nobody brings them yet: the leader hears of it.
  const bring = officers.length > 0 ? officers : leaders;
  const chosen = told === 'leaders' ? leaders : told === 'officers' ? bring : [...bring, ...leaders];
  return [...new Set(chosen.map(({ id }) => id))];
}

/** Who is told of something that happened to the papers of an item; nobody where it is not asked for any more. */
export async function peopleToTell(db: Db, itemId: string, whom: Told | { submissionId: string }): Promise<string[]> {
  const task = await findTask(db, itemId);
  if (!task) return [];
  if (typeof whom === 'string') return peopleOf(db, task, whom);
  const submission = await findSubmission(db, whom.submissionId);
  return submission?.unitId === task.unitId ? [submission.submittedById] : [];
}

/** The last day on which papers of an item are in time; null: nobody was asked for them. */
export async function paperDue(db: Db, itemId: string): Promise<string | null> {
  const task = await findTask(db, itemId);
  const meeting = task && (await findMeeting(db, task.meetingId));
  return task && meeting && dueOnOf(task, meeting);
}

/** Working days after the time of the papers on which their unit is told that it is late. */
const LATE_AFTER = 1;
/** A day's reminders leave from then on, by Viet Nam's clock. */
const FROM_CLOCK = '08:00';

export interface PaperReminder {
  about: 'due' | 'late';
  dueOn: string;
  personIds: string[];
}

/** What of the papers of a session units are reminded of now (mail ML13), for what is for them to do. */
export async function paperReminders(db: Db, meetingId: string, now: Date): Promise<PaperReminder[]> {
  const listed = await withItems(db, await listTasks(db, meetingId), (id) => findMeeting(db, id), isSettled);
  if (listed.length === 0) return [];
  const brought = await loadBrought(db, listed.map(({ item }) => item.id));
  const found: PaperReminder[] = [];
  for (const { task, meeting } of listed) {
    if (task.lockedAt || !['draft', 'published'].includes(meeting.state) || !standingOf(task, meeting, brought).isForUnit) continue;
    const { remindWorkingDays } = paperRulesOf(meeting);
    const dueOn = dueOnOf(task, meeting);
    const isCome = (on: string): boolean => now >= momentOn(on) && task.askedAt < momentOn(on);
    const lateOn = addWorkingDays(dueOn, LATE_AFTER, vietnameseCalendar);
    const today = localDateOf(now);
    if (today > dueOn && isCome(lateOn)) found.push({ about: 'late', dueOn, personIds: await peopleOf(db, task, 'all') });
    else if (remindWorkingDays > 0 && today <= dueOn && isCome(addWorkingDays(dueOn, -remindWorkingDays, vietnameseCalendar))) found.push({ about: 'due', dueOn, personIds: await peopleOf(db, task, 'officers') });
  }
  return found;
}

const momentOn = (day: string): Date => new Date(`${day}T${FROM_CLOCK}:00+07:00`);

/** Sessions in which somebody may have to be reminded, and that begin in this span. */
export const sessionsWithTasks = (db: Db, from: Date, to: Date): Promise<string[]> => meetingsWithTasks(db, from, to);
