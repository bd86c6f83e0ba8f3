import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { COMMITTEE_SIZE, standing } from '../../shared/rules/counting-committee';
import { listSeats, type Seat } from '../meetings';
import type { Question } from './question';

/** Whose hands counting may lie in: whoever has a seat and is no guest. */
export const mayCount = ({ role }: Pick<Seat, 'role'>): boolean => role !== 'guest';

/**
 * Holds a committee to its rules, when it is named and when its question is opened (V63): the names of candidates may have changed since.
 * @throws DomainError `invalid`/`voting.committee_size`, `voting.counter_twice`, `rejected`/`voting.counter_gone`, `voting.counter_stands` {names}.
 */
export async function assertCommittee(db: Db, { meetingId, counters, options }: Pick<Question, 'meetingId' | 'counters' | 'options'>): Promise<void> {
  if (counters.length === 0) return;
  const { least, most } = COMMITTEE_SIZE;
  if (new Set(counters).size !== counters.length) throw new DomainError('invalid', 'voting.counter_twice', { field: 'counters' });
  if (counters.length < least || counters.length > most) throw new DomainError('invalid', 'voting.committee_size', { field: 'counters', least, most });
  const seats = (await listSeats(db, meetingId)).filter((seat) => counters.includes(seat.personId) && mayCount(seat));
  if (seats.length !== counters.length) throw new DomainError('rejected', 'voting.counter_gone', { field: 'counters' });
  const own = standing(seats, options);
  if (own.length > 0) throw new DomainError('rejected', 'voting.counter_stands', { field: 'counters', names: own.map(({ fullName }) => fullName).join(', ') });
}
