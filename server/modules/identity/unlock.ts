import type { RunContext } from '../../kernel/command';
import type { Db } from '../../kernel/ports/database';
import type { ThrottleRule } from '../../kernel/ports/throttle';
import { SIGN_IN_POLICY } from '../../shared/law/sign-in-policy';
import { dateInVietNam } from '../../shared/rules/date-forms';
import { tokenHashOf } from './credentials';
import { addNotices, findDevice, findSignIn, findUnlockCode, sitsBetween, wasNotified, type Account, type StoredSignIn, type TrustedDevice } from './repository';
import { isKept, isOpen } from './sign-ins';

/** Digits of an unlock code; the PIN of a signing key is another thing and lies elsewhere. */
export const CODE_DIGITS = /^\d{6}$/;
/** Wrong codes of a person on one device; then only the password opens (I21). */
export const CODES_ALLOWED = SIGN_IN_POLICY.failures;
/** Holds tries made at the same moment to that number; what is counted for good stands beside the device. */
export const CODE_RULE: ThrottleRule = { name: 'unlock-code', failures: CODES_ALLOWED, window: 60, block: 60 };

const DAY_MS = 24 * 60 * 60 * 1000;

/** Codes that whoever finds a tablet tries first: one digit or two in turn, rows up and down, a half said twice. */
export function isEasyCode(code: string): boolean {
  const steps = [...code].slice(1).map((digit, at) => (Number(digit) - Number(code[at]) + 10) % 10);
  return new Set(steps).size === 1 || new Set(code).size <= 2 || code.slice(0, 3) === code.slice(3);
}

/** Whether this is a day on which the person has a session: published, running or closed. */
export async function hasSittingToday(db: Db, personId: string, now: Date): Promise<boolean> {
  const from = new Date(`${dateInVietNam(now)}T00:00:00+07:00`);
  return sitsBetween(db, personId, from, new Date(from.getTime() + DAY_MS));
}

/** Why a tablet of this person would not open by code; null when it would (I19). */
export async function whyNoLock(db: Db, account: Pick<Account, 'id' | 'roles'>, now: Date): Promise<string | null> {
  if (account.roles.includes('admin')) return 'identity.lock_not_for_administrators';
  if (!(await findUnlockCode(db, account.id))) return 'identity.no_unlock_code';
  return (await hasSittingToday(db, account.id, now)) ? null : 'identity.no_sitting_today';
}

/** On a day on which it would be of use, a person without a code is offered one, once ever (I23). */
export async function offerCode({ db, id, now }: Pick<RunContext<unknown>, 'db' | 'id' | 'now'>, account: Pick<Account, 'id' | 'roles'>): Promise<void> {
  if ((await whyNoLock(db, account, now)) !== 'identity.no_unlock_code' || !(await hasSittingToday(db, account.id, now))) return;
  if (!(await wasNotified(db, account.id, 'unlock_code_offered'))) await addNotices(db, [{ id: id(), personId: account.id, kind: 'unlock_code_offered', params: {}, at: now }]);
}

export interface Lock {
  signIn: StoredSignIn;
  device: TrustedDevice;
  /** Stored hash of the code. */
  hash: string;
}

/** The locked sign-in behind the cookies of a browser, or null where only the password opens (I18–I21). */
export async function findLock(db: Db, { token, device: deviceToken }: { token: string; device: string }, now: Date, run: number): Promise<Lock | null> {
  const signIn = token ? await findSignIn(db, tokenHashOf(token)) : null;
  if (!signIn || signIn.account.status !== 'active' || signIn.meetingId !== null) return null;
  if (!isKept(signIn, now, run) || isOpen(signIn, signIn.account.roles.includes('admin'), now, run)) return null;
  const device = deviceToken ? await findDevice(db, tokenHashOf(deviceToken), signIn.account.id) : null;
  if (!device || device.wrongCodes >= CODES_ALLOWED) return null;
  const hash = await findUnlockCode(db, signIn.account.id);
  if (hash === null || (await whyNoLock(db, signIn.account, now)) !== null) return null;
  return { signIn, device, hash };
}
