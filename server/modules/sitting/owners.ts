import type { CommittedEvent } from '../../kernel/events';
import { ANSWER_TAKEN_BACK, BALLOT_CAST, BALLOT_GIVEN } from '../voting';
import { ATTENDANCE_MARKED, CHECKED_IN, PERSON_LEFT, SESSION_ADJOURNED, SITE_CONNECTED } from './events';

const ids = (...values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');

/** Whose own presence, ballot or site an event changed (live LR16). */
export function ownersOf({ type, payload, actorId }: Pick<CommittedEvent, 'type' | 'payload' | 'actorId'>): string[] {
  switch (type) {
    case CHECKED_IN:
    case PERSON_LEFT:
      return ids(payload['personId']);
    case ATTENDANCE_MARKED:
      return Array.isArray(payload['marks']) ? ids(...(payload['marks'] as { personId: unknown }[]).map(({ personId }) => personId)) : [];
    case SESSION_ADJOURNED:
      return Array.isArray(payload['left']) ? ids(...payload['left']) : [];
    case SITE_CONNECTED:
      return ids(payload['contactId']);
    case BALLOT_CAST:
      return ids(payload['voterId'], payload['castById']);
    case ANSWER_TAKEN_BACK:
      return ids(payload['voterId']);
    // Who gave a secret ballot stands with the event, not in it.
    case BALLOT_GIVEN:
      return ids(actorId);
    default:
      return [];
  }
}
