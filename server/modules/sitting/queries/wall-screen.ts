import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { everyone, systemOnly } from '../../../kernel/policy';
import type { Db } from '../../../kernel/ports/database';
import { tokenHashOf } from '../../identity';
import { findMeeting, findWallScreen } from '../../meetings';
import { findOffer } from '../repository.screens';
import { roomCode } from '../room-code';
import { codesOf, OFFER_MS } from '../screens';
import { presentSnapshot } from '../snapshot';

const input = z.strictObject({ token: z.string().min(20).max(200) });

/** The screen of a browser with the session it shows; null for both: none. */
async function loadScreen({ token }: z.output<typeof input>, { db }: { db: Db }) {
  const screen = await findWallScreen(db, { tokenHash: tokenHashOf(token) });
  return { screen, meeting: screen && (await findMeeting(db, screen.meetingId)) };
}

/** The code by which it is given one, and whether somebody has typed it. */
async function waiting(db: Db, token: string, now: Date): Promise<{ state: 'waiting'; code: string; offered: boolean }> {
  const codes = await codesOf(db, tokenHashOf(token), now);
  return { state: 'waiting', code: codes[0], offered: (await findOffer(db, codes, new Date(now.getTime() - OFFER_MS))) !== null };
}

/** The screen a browser is, for the transport (R21). */
export const resolveScreen = defineQuery({
  name: 'sitting.resolve-screen',
  input,
  load: ({ token }, { db }) => findWallScreen(db, { tokenHash: tokenHashOf(token) }),
  policy: systemOnly,
  present: (screen) => screen,
});

/** Whether a screen still shows what it should, without the picture; asked by each every few seconds (R24). */
export const wallState = defineQuery({
  name: 'sitting.wall-state',
  input,
  load: loadScreen,
  policy: everyone,
  async present({ screen, meeting }, { token }, { db, now }) {
    if (screen && meeting) return { state: 'paired' as const, id: screen.id, meetingId: meeting.id, roomCode: await roomCode(db, meeting, now) };
    return waiting(db, token, now);
  },
});

/** What a screen on the wall shows: its session, else the code by which it is given one (R21–R23). */
export const wallScreen = defineQuery({
  name: 'sitting.wall-screen',
  input,
  load: loadScreen,
  policy: everyone,
  async present({ screen, meeting }, { token }, { db, now }) {
    if (screen && meeting) {
      const access = { meeting, seat: null, isSecretary: false, isChair: false, isMember: false, isClerk: false, isSystem: false };
      return { state: 'paired' as const, id: screen.id, meetingId: meeting.id, roomCode: await roomCode(db, meeting, now), snapshot: await presentSnapshot(access, 'screen', { db, now }) };
    }
    return waiting(db, token, now);
  },
});
