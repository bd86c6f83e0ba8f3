import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import type { Meeting } from '../meetings';
import { whyNoCheckIn } from './attendance';
import { installationSecret } from './installation-secret';

/** A code stands on the screens of the room so long, ms; the one before counts as well, for who was just reading it. */
export const ROOM_CODE_MS = 30_000;
/** An older one is told from a wrong one for so long, ms. */
const REMEMBERED_MS = 15 * 60_000;
const BYTES = 12;

const codeAt = (secret: string, meetingId: string, period: number): string => createHmac('sha256', secret).update(`room ${meetingId} ${period}`).digest().subarray(0, BYTES).toString('base64url');

const isSame = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** What the room shows for checking in now (L41): signed, bound to the session, another one every half minute. Null while nobody may check in there. */
export async function roomCode(db: Db, meeting: Pick<Meeting, 'id' | 'state' | 'startsAt' | 'continuesAt' | 'form'>, now: Date): Promise<string | null> {
  if (meeting.form === 'online' || whyNoCheckIn(meeting, now) !== null) return null;
  return codeAt(await installationSecret(db), meeting.id, Math.floor(now.getTime() / ROOM_CODE_MS));
}

/** @throws DomainError `conflict`/`sitting.code_old`, `rejected`/`sitting.code_wrong` for one of another session or none (L42). */
export async function assertRoomCode(db: Db, meetingId: string, code: string, now: Date): Promise<void> {
  const secret = await installationSecret(db);
  const period = Math.floor(now.getTime() / ROOM_CODE_MS);
  if ([period, period - 1].some((at) => isSame(codeAt(secret, meetingId, at), code))) return;
  for (let at = period - 2; at > period - REMEMBERED_MS / ROOM_CODE_MS; at -= 1) {
    if (isSame(codeAt(secret, meetingId, at), code)) throw new DomainError('conflict', 'sitting.code_old');
  }
  throw new DomainError('rejected', 'sitting.code_wrong');
}
