import type { RunContext } from '../../kernel/command';
import { GLOBAL_STREAM } from '../../kernel/events';
import { endPassSignIns, SIGN_INS_ENDED, tokenHashOf } from '../identity';
import { whyNoCheckIn } from '../sitting';
import { findMeeting, findSeat, type Meeting, type Seat } from '../meetings';
import type { Db } from '../../kernel/ports/database';
import { addPass, findPass, revokePasses, type GuestPass } from './repository';

/** 128 bits (G1). */
const PASS_BYTES = 16;

interface Issue {
  meetingId: string;
  seatId: string;
  personId: string;
  /** Of the letter it goes out with; null: printed. */
  letterId: string | null;
}

/** A pass for one guest; its code is in this answer and nowhere else (G1). */
export async function issuePass({ db, id, now, token }: Pick<RunContext<unknown>, 'db' | 'id' | 'now' | 'token'>, pass: Issue, issuedById: string | null = null): Promise<{ token: string }> {
  const secret = token(PASS_BYTES);
  await addPass(db, { id: id(), tokenHash: tokenHashOf(secret), ...pass, issuedById, issuedAt: now });
  return { token: secret };
}

export interface OpenPass {
  pass: GuestPass;
  meeting: Meeting;
  seat: Seat;
}

/** A pass by its code, whatever it is worth; null for what is none. */
export async function lookUpPass(db: Db, token: string): Promise<{ pass: GuestPass; meeting: Meeting | null; seat: Seat | null } | null> {
  const pass = await findPass(db, tokenHashOf(token));
  return pass && { pass, meeting: await findMeeting(db, pass.meetingId), seat: await findSeat(db, pass.meetingId, pass.personId) };
}

export type PassRefusal = { reason: string; params: Record<string, string> };

/** Why a pass opens nothing now (G4); null: it opens. */
export function whyNoEntry({ pass, meeting, seat }: { pass: GuestPass; meeting: Meeting | null; seat: Seat | null }, now: Date): PassRefusal | null {
  if (!meeting || meeting.state === 'closed' || meeting.state === 'cancelled') return { reason: 'guests.pass_over', params: {} };
  if (pass.revokedAt !== null || seat?.id !== pass.seatId || seat.role !== 'guest') return { reason: 'guests.pass_revoked', params: {} };
  const refusal = whyNoCheckIn(meeting, now);
  if (!refusal) return null;
  return refusal.reason === 'sitting.check_in_early' ? { reason: 'guests.pass_early', params: refusal.params } : { reason: 'guests.pass_over', params: {} };
}

/** Ends passes, and what came in by them. @returns how many passes. */
export async function endPasses({ db, now, emit }: Pick<RunContext<unknown>, 'db' | 'now' | 'emit'>, meetingId: string, passes: readonly GuestPass[]): Promise<number> {
  const held = passes.filter(({ revokedAt }) => revokedAt === null);
  if (held.length === 0) return 0;
  const count = await revokePasses(db, held.map(({ id }) => id), now);
  const signInIds = await endPassSignIns(db, meetingId, [...new Set(held.map(({ personId }) => personId))]);
  if (signInIds.length > 0) emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds } });
  return count;
}
