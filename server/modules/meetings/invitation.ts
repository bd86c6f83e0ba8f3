import { vietnameseCalendar } from '../../shared/law/public-holidays';
import { addWorkingDays, calendarCovers, invitationInTime, workingDaysBetween, type LocalDate } from '../../shared/rules/working-days';
import { localDateOf } from './facts';
import type { Meeting } from './repository';

/** Whether the invitation leaves the working days the body's rules ask for, with the dates to say so. */
export interface InvitationTerm {
  inTime: boolean;
  /** Date counted from: of the invitation when known, else today. */
  sent: LocalDate;
  session: LocalDate;
  /** Full working days between the two, and how many are needed. */
  workingDays: number;
  needed: number;
  /** Last working day on which it would have been in time. */
  latest: LocalDate;
  /** False where the calendar does not know the holidays of that year: only weekends were counted. */
  calendarKnown: boolean;
}

/** Term of the invitation (M7); null for extraordinary sessions, which have none (QĐ 45/2018/QĐ-TTg). */
export function invitationTerm(meeting: Pick<Meeting, 'kind' | 'startsAt' | 'invitationDate' | 'policy' | 'publishedAt'>, now: Date): InvitationTerm | null {
  if (meeting.kind === 'extraordinary') return null;
  const session = localDateOf(meeting.startsAt);
  const sent = meeting.invitationDate ?? localDateOf(meeting.publishedAt ?? now);
  const needed = meeting.policy.invitationWorkingDays;
  return {
    inTime: needed === 0 || invitationInTime({ sent, session, workingDays: needed }, vietnameseCalendar).inTime,
    workingDays: workingDaysBetween(sent, session, vietnameseCalendar),
    sent,
    session,
    needed,
    latest: addWorkingDays(session, -(needed + 1), vietnameseCalendar),
    calendarKnown: calendarCovers(sent < session ? sent : session, session, vietnameseCalendar),
  };
}
