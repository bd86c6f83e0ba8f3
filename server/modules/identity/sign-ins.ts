import type { RunContext } from '../../kernel/command';
import { SIGN_IN_POLICY, signInEndsAt, WALL_LIMIT_SECONDS } from '../../shared/law/sign-in-policy';
import { GLOBAL_STREAM } from '../../kernel/events';
import { tokenHashOf } from './credentials';
import { SIGN_INS_ENDED } from './events';
import { addNotices, createSignIn, endSignIns, findUnlockCode, listSignIns, type Account, type SignInRow } from './repository';

/** Browsers one guest is let in on at once. */
const PASS_SIGN_INS = 3;

type Times = Pick<SignInRow, 'expiresAt' | 'beganRun' | 'seenRun' | 'lockedAt'>;

/** Whether a sign-in still counts (I5). */
export const isOpen = (row: Times, isAdmin: boolean, now: Date, run: number): boolean =>
  row.lockedAt === null && row.expiresAt > now && signInEndsAt(row.beganRun, row.seenRun, isAdmin) > run;

/** Whether it could be opened again by a code: not over, locked or idle as it may be (I18). */
export const isKept = (row: Times, now: Date, run: number): boolean => row.expiresAt > now && row.beganRun + SIGN_IN_POLICY.absoluteSeconds * 1000 > run;

/**
 * Before a new sign-in: ends the one of this browser, what has run out, and, beyond the number a person may have, the one
 * idle longest, of which the person is told (I14).
 * @param replacedId the sign-in this browser has now, of whomever.
 * @returns ids of the sign-ins that ended.
 */
export async function makeRoom({ db, id, now, run }: Pick<RunContext<unknown>, 'db' | 'id' | 'now' | 'run'>, account: Account, replacedId: string | null): Promise<string[]> {
  const rows = (await listSignIns(db, account.id)).filter((row) => row.id !== replacedId && row.meetingId === null);
  const opensByCode = (await findUnlockCode(db, account.id)) !== null;
  const open = rows.filter((row) => isOpen(row, account.roles.includes('admin'), now, run) || (opensByCode && isKept(row, now, run)));
  const over = open.slice(SIGN_IN_POLICY.signInsPerPerson - 1);
  const gone = [...rows.filter((row) => !open.includes(row)), ...over].map((row) => row.id);
  if (over.length > 0) await addNotices(db, [{ id: id(), personId: account.id, kind: 'sign_in_ended', params: { count: String(over.length) }, at: now }]);
  return endSignIns(db, { ids: replacedId ? [...gone, replacedId] : gone });
}

export async function openSignIn({ db, id, now, run, token, caller }: Pick<RunContext<unknown>, 'db' | 'id' | 'now' | 'run' | 'token' | 'caller'>, personId: string, userAgent: string, meetingId: string | null = null): Promise<{ token: string; signInId: string }> {
  const secret = token(32);
  const signInId = id();
  await createSignIn(db, {
    id: signInId,
    tokenHash: tokenHashOf(secret),
    personId,
    createdAt: now,
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + WALL_LIMIT_SECONDS * 1000),
    beganRun: run,
    seenRun: run,
    userAgent,
    meetingId,
    ip: caller.kind === 'system' ? '' : (caller.ip ?? ''),
  });
  return { token: secret, signInId };
}

/** By a pass: good for one session (I50). The oldest ones of the same guest there end, so that a pass that goes round opens few browsers. */
export async function openPassSignIn(context: Pick<RunContext<unknown>, 'db' | 'id' | 'now' | 'run' | 'token' | 'caller' | 'emit'>, { personId, meetingId, userAgent }: { personId: string; meetingId: string; userAgent: string }): Promise<{ token: string; signInId: string }> {
  const before = (await listSignIns(context.db, personId)).filter((row) => row.meetingId === meetingId);
  const over = before.slice(PASS_SIGN_INS - 1).map(({ id }) => id);
  if (over.length > 0) context.emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: await endSignIns(context.db, { ids: over }) } });
  return openSignIn(context, personId, userAgent, meetingId);
}
