import { createHash } from 'node:crypto';
import type { ThrottleRule } from '../../kernel/ports/throttle';
import { SIGN_IN_POLICY } from '../../shared/law/sign-in-policy';

/** SHA-256 hex of a sign-in token, device token or link token; the token itself is never stored (I5). */
export const tokenHashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const QUARTER = 15 * 60;
const DAY = 24 * 60 * 60;

/** I3: an account from an address, through a browser this person never signed in with. */
export const PAIR_RULE: ThrottleRule = { name: 'sign-in', failures: SIGN_IN_POLICY.failures, window: SIGN_IN_POLICY.blockSeconds, block: SIGN_IN_POLICY.blockSeconds };

/** I12: the same through a browser the person signed in with before; other people's failures do not count here. */
export const DEVICE_RULE: ThrottleRule = { name: 'sign-in-device', failures: 10, window: QUARTER, block: QUARTER };
export const DEVICE_DAY_RULE: ThrottleRule = { name: 'sign-in-device-day', failures: 50, window: DAY, block: DAY };

/** I13: guesses at one account in a day, from wherever, through unknown browsers. */
export const ACCOUNT_DAY_RULE: ThrottleRule = { name: 'sign-in-day', failures: 100, window: DAY, block: DAY };

/** I3: different names failing from one address: five times a full provincial hall behind one address, and only a minute's wait. */
export const SPRAY_RULE: ThrottleRule = { name: 'sign-in-spray', failures: 500, window: QUARTER, block: 60 };

/** I3: comparisons one address may cause in a minute, right or wrong: an eighth of what two processors can do. */
export const PACE_RULE: ThrottleRule = { name: 'sign-in-pace', failures: 300, window: 60, block: 60 };

/** Browsers of one person that stay known. */
export const DEVICES_KEPT = 10;

/** One sender as limits see it: an IPv4 address, or the /64 network of an IPv6 one, which one machine has for itself. */
export function senderOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!ip.includes(':')) return ip;
  const [head = '', tail] = ip.toLowerCase().split('%', 1)[0]?.split('::') ?? [];
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const gap = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(gap).fill('0'), ...after].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}/64`;
}
