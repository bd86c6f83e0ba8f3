import { DEFAULT_PRESIDING, standingOf } from '../../shared/rules/presiding';
import { goingOn } from '../floor';
import { isThere } from '../meetings';
import type { Audience } from './audience';
import type { LiveState } from './live-state';

/** Who presides (L35), and for members and officers who could (L37). */
export interface Presiding {
  personId: string;
  name: string;
  position: string;
  /** The chair of the session, while somebody else presides. */
  called: { personId: string; name: string } | null;
  /** Over the current item only. */
  forItem: boolean;
  /** Whether who presides is there; told to members and officers, true for everybody else. */
  isThere: boolean;
  /** Person ids of those who may by the rules of the body; none for guests and screens. */
  deputies: string[];
  /** Who asked for the chair or was asked to take it; none for guests and screens. */
  claims: { id: string; personId: string; name: string; position: string; kind: 'claim' | 'proposal'; at: Date; refused: string | null }[];
}

export function viewPresiding({ meeting, seats, deputies, claims, floor }: LiveState, audience: Audience): Presiding {
  const seatOf = (personId: string | null) => seats.find((seat) => seat.personId === personId);
  const chair = seatOf(meeting.chairId);
  const called = meeting.calledChairId === null ? undefined : seatOf(meeting.calledChairId);
  const isInside = audience === 'officers' || audience === 'members';
  const rule = { presiding: meeting.policy.presiding ?? DEFAULT_PRESIDING, deputies };
  return {
    personId: meeting.chairId,
    name: chair?.fullName ?? '',
    position: chair?.position ?? '',
    called: called ? { personId: called.personId, name: called.fullName } : null,
    forItem: meeting.chairItemId !== null && meeting.state === 'in_session',
    // Overnight nobody has to be there.
    isThere: !isInside || goingOn(floor.pauses)?.until != null || (chair !== undefined && isThere(chair)),
    deputies: isInside ? seats.filter((seat) => seat.personId !== meeting.calledChairId && standingOf(seat, rule) !== null).map(({ personId }) => personId) : [],
    claims: isInside
      ? claims.map(({ id, personId, kind, at, reason }) => ({ id, personId, name: seatOf(personId)?.fullName ?? '', position: seatOf(personId)?.position ?? '', kind, at, refused: reason }))
      : [],
  };
}
