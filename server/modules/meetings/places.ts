import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { findRoom, placeOf } from '../rooms';
import type { Meeting } from './repository';

/**
 * Where a session is held: in words, or in a room, whose words of the day it was chosen stand for it ever after (M52).
 * @param was as it stands; null: a session that is made now.
 * @throws DomainError `rejected`/`meetings.no_such_room`.
 */
export async function placedIn<Facts extends { place: string; roomId: string | null }>(db: Db, facts: Facts, bodyId: string, was: Pick<Meeting, 'place' | 'roomId'> | null): Promise<Facts> {
  if (facts.roomId === null) return facts;
  if (was && was.roomId === facts.roomId) return { ...facts, place: was.place };
  const room = await findRoom(db, facts.roomId);
  if (!room || room.retiredAt || (room.bodyId !== null && room.bodyId !== bodyId)) throw new DomainError('rejected', 'meetings.no_such_room', { field: 'roomId' });
  return { ...facts, place: placeOf(room) };
}
