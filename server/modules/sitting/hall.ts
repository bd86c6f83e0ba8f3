import type { LiveState } from './live-state';
import type { Service } from './repository.hall';

/** What hangs in the hall, for everybody (L29–L32). */
export interface Hall {
  notice: { id: string; text: string; by: string; at: Date } | null;
  attention: { id: string; by: string; at: Date } | null;
  /** Screens on the wall are black. */
  isBlack: boolean;
  /** Calls for service that were answered, by their ids, which nobody knows but who called. */
  answered: string[];
}

export function viewHall({ signs, calls }: Pick<LiveState, 'signs' | 'calls'>): Hall {
  const signOf = (kind: 'notice' | 'attention') => signs.find((sign) => sign.kind === kind);
  const [notice, attention] = [signOf('notice'), signOf('attention')];
  return {
    notice: notice ? { id: notice.id, text: notice.text, by: notice.by, at: notice.hungAt } : null,
    attention: attention ? { id: attention.id, by: attention.by, at: attention.hungAt } : null,
    isBlack: signs.some(({ kind }) => kind === 'blackout'),
    answered: calls.filter(({ answeredAt }) => answeredAt !== null).map(({ id }) => id),
  };
}

/** A call as those see it who answer. */
export interface CallToAnswer {
  id: string;
  name: string;
  kind: Service;
  at: Date;
}

export const callsToAnswer = ({ calls, seats }: Pick<LiveState, 'calls' | 'seats'>): CallToAnswer[] =>
  calls
    .filter(({ answeredAt }) => answeredAt === null)
    .map(({ id, personId, kind, calledAt }) => ({ id, kind, at: calledAt, name: seats.find((seat) => seat.personId === personId)?.fullName ?? '' }));
