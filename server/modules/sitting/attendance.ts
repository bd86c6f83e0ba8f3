import { DomainError } from '../../kernel/errors';
import { checkInOpensAt } from '../../shared/rules/check-in';
import { dateInVietNam } from '../../shared/rules/date-forms';
import type { Quorum } from '../../shared/rules/quorum';
import { type Attendance, isThere, type Meeting, type Seat } from '../meetings';
import { isElector, quorumOf } from '../voting';

type Timed = Pick<Meeting, 'state' | 'startsAt' | 'form' | 'continuesAt'>;

/** When presence can be shown from: before the opening, and before an adjourned sitting goes on (L2, L51). */
export const opensAt = ({ state, startsAt, continuesAt }: Pick<Meeting, 'state' | 'startsAt' | 'continuesAt'>): Date => checkInOpensAt({ startsAt: state === 'in_session' && continuesAt ? continuesAt : startsAt });

/** Why nobody may check in now (L2); null when they may. */
export function whyNoCheckIn(meeting: Pick<Meeting, 'state' | 'startsAt' | 'continuesAt'>, now: Date): { reason: string; params: Record<string, string> } | null {
  if (meeting.state === 'in_session' && !meeting.continuesAt) return null;
  if (meeting.state !== 'published' && meeting.state !== 'in_session') return { reason: 'sitting.check_in_over', params: {} };
  const opens = opensAt(meeting);
  return now >= opens ? null : { reason: 'sitting.check_in_early', params: { at: opens.toISOString() } };
}

/** @throws DomainError `conflict` with the reason of `whyNoCheckIn`, or `rejected` where the form of the session has no such place. */
export function assertMayCheckIn(meeting: Timed, place: 'room' | 'online', now: Date): void {
  const refusal = whyNoCheckIn(meeting, now);
  if (refusal) throw new DomainError('conflict', refusal.reason, refusal.params);
  assertPlace(meeting, place);
}

/** @throws DomainError `rejected`/`sitting.room_only` or `sitting.online_only` where the form of the session has no such place (L2). */
function assertPlace(meeting: Pick<Meeting, 'form'>, place: 'room' | 'online'): void {
  if (meeting.form === 'room' && place === 'online') throw new DomainError('rejected', 'sitting.room_only');
  if (meeting.form === 'online' && place === 'room') throw new DomainError('rejected', 'sitting.online_only');
}

/** Whether presence in the room is shown by its code alone, by the rules of the body (L43). */
export const needsCode = ({ policy }: Pick<Meeting, 'policy'>): boolean => policy.roomCheckIn === 'code';

/** @throws DomainError `rejected`/`sitting.code_needed` (L43). */
export function assertNoCodeNeeded(meeting: Pick<Meeting, 'policy'>, place: 'room' | 'online'): void {
  if (place === 'room' && needsCode(meeting)) throw new DomainError('rejected', 'sitting.code_needed');
}

export interface SeatChange {
  /** Name of the site; left out: as it was. Whoever is in the room is at none (L71). */
  site?: string | null;
  attendance: Attendance;
  reason: string | null;
  checkedInAt: Date | null;
  leftAt: Date | null;
}

/** A seat after somebody came or came back: the first time stays (L3). */
export const arrived = (seat: Pick<Seat, 'checkedInAt'>, place: 'room' | 'online', now: Date, site?: string | null): SeatChange => ({
  ...(place === 'room' ? { site: null } : site === undefined ? {} : { site }),
  attendance: place,
  reason: null,
  checkedInAt: seat.checkedInAt ?? now,
  leftAt: null,
});

export interface Mark {
  personId: string;
  attendance: Attendance;
  reason: string | null;
}

/**
 * A seat after the secretary's mark (L4).
 * @throws DomainError `invalid`/`sitting.reason_needed`, `conflict`/`sitting.before_the_day`, `rejected` as `assertPlace`.
 */
export function marked(seat: Pick<Seat, 'checkedInAt' | 'fullName'>, mark: Mark, meeting: Timed, now: Date): SeatChange {
  if (mark.attendance === 'room' || mark.attendance === 'online') {
    if (meeting.state === 'in_session' && now < opensAt(meeting) && meeting.continuesAt) throw new DomainError('conflict', 'sitting.check_in_early', { at: opensAt(meeting).toISOString() });
    if (meeting.state !== 'in_session' && dateInVietNam(now) < dateInVietNam(meeting.startsAt) && now < checkInOpensAt(meeting)) throw new DomainError('conflict', 'sitting.before_the_day');
    assertPlace(meeting, mark.attendance);
    return arrived(seat, mark.attendance, now);
  }
  if (mark.attendance === 'excused' && !mark.reason) throw new DomainError('invalid', 'sitting.reason_needed', { field: 'reason', name: seat.fullName });
  return { attendance: mark.attendance, reason: mark.attendance === 'unknown' ? null : mark.reason, checkedInAt: null, leftAt: null };
}

/** Whether somebody came after the opening (L3). */
export const isLate = (seat: Pick<Seat, 'checkedInAt'>, openedAt: Date | null): boolean =>
  seat.checkedInAt !== null && openedAt !== null && seat.checkedInAt > openedAt;

export interface AttendanceCounts {
  quorum: Quorum;
  /** Of the voting members. */
  inRoom: number;
  online: number;
  excused: number;
  unexcused: number;
  unknown: number;
  left: number;
  /** Invited people and substitutes, who are never counted for the quorum (L6). */
  guests: number;
  guestsPresent: number;
}

export function countAttendance(seats: readonly Seat[], policy: Meeting['policy']): AttendanceCounts {
  const electors = seats.filter(isElector);
  const others = seats.filter((seat) => seat.role === 'guest' || seat.role === 'substitute');
  const count = (attendance: Attendance): number => electors.filter((seat) => seat.attendance === attendance && seat.leftAt === null).length;
  return {
    quorum: quorumOf(seats, policy),
    inRoom: count('room'),
    online: count('online'),
    excused: count('excused'),
    unexcused: count('unexcused'),
    unknown: count('unknown'),
    left: electors.filter((seat) => seat.leftAt !== null).length,
    guests: others.length,
    guestsPresent: others.filter(isThere).length,
  };
}
