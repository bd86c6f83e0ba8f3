import { evaluateQuorum, type Quorum } from '../../shared/rules/quorum';
import type { BodyPolicy } from '../../shared/rules/body-policy';
import type { Seat } from '../meetings';

type ElectorSeat = Pick<Seat, 'role' | 'voting' | 'attendance' | 'leftAt'>;

/** Voting members of the body in this session; a guest or substitute never is one, whatever the row says (NĐ 191/2026/NĐ-CP, Article 21). */
export const isElector = (seat: ElectorSeat): boolean => seat.voting && seat.role !== 'guest' && seat.role !== 'substitute';

/** In the room or on line, and not gone. */
export const isThere = (seat: Pick<Seat, 'attendance' | 'leftAt'>): boolean =>
  (seat.attendance === 'room' || seat.attendance === 'online') && seat.leftAt === null;

/** The denominator of every vote and the members present now. */
export function electorateOf(seats: readonly ElectorSeat[]): { members: number; present: number } {
  const electors = seats.filter(isElector);
  return { members: electors.length, present: electors.filter(isThere).length };
}

/** Quorum of the session now (đủ điều kiện tiến hành). */
export const quorumOf = (seats: readonly ElectorSeat[], policy: Pick<BodyPolicy, 'quorum'>): Quorum =>
  evaluateQuorum({ ...electorateOf(seats), rule: policy.quorum });
