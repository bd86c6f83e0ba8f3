import { checkInOpensAt } from '../../shared/rules/check-in';
import { prepares, runsSitting, type MeetingAccess } from './access';
import type { Meeting, Seat } from './repository';

/** What the caller may do with a session now; `because` has the reason key of what is refused though the role would allow it. */
export interface MeetingAbilities {
  /** Facts, attendees, agenda and papers. */
  edit: boolean;
  publish: boolean;
  cancel: boolean;
  /** Open the page from which the sitting is run. */
  run: boolean;
  /** Check in as present. */
  checkIn: boolean;
  /** Work on the minutes (secretary, chair), or read them once they exist. */
  minutes: boolean;
  /** Make a new session from this one (M31). */
  repeat: boolean;
  /** See the paper account. */
  paper: boolean;
  /** See what people answered to the invitation, and say a word to it (M47, M48). */
  settleAnswers: boolean;
  /** Ask for an archive of everything of the session (exports E1). */
  export: boolean;
  because: { publish?: string };
}

/** Whether somebody with a seat can check in now. */
export function mayCheckIn(meeting: Pick<Meeting, 'state' | 'startsAt'>, seat: Pick<Seat, 'checkedInAt'> | null, now: Date): boolean {
  const isOpen = meeting.state === 'in_session' || (meeting.state === 'published' && now >= checkInOpensAt(meeting));
  return isOpen && seat !== null && seat.checkedInAt === null;
}

export function abilitiesOf(access: MeetingAccess, counts: { items: number }, now: Date): MeetingAbilities {
  const { state } = access.meeting;
  const open = state === 'draft' || state === 'published' || state === 'in_session';
  const may = prepares(access);
  return {
    edit: may && open,
    publish: may && state === 'draft' && counts.items > 0,
    cancel: may && (state === 'draft' || state === 'published'),
    run: runsSitting(access) && (state === 'published' || state === 'in_session'),
    checkIn: mayCheckIn(access.meeting, access.seat, now),
    // While the sitting runs those who write them begin already (minutes N51).
    minutes: (state === 'closed' || (state === 'in_session' && access.isSecretary)) && access.meeting.importedAt === null,
    repeat: may,
    paper: access.meeting.importedAt === null && state !== 'draft' && state !== 'cancelled' && (access.seat !== null || access.isSystem),
    settleAnswers: runsSitting(access) && state === 'published',
    export: runsSitting(access) && state !== 'draft',
    because: may && state === 'draft' && counts.items === 0 ? { publish: 'meetings.needs_item' } : {},
  };
}
