import { BootError } from './boot-error';
import { passwordOf, type Environment, type Secret } from './place-parts';

/** An address that is listened at or called. */
export interface StandbyAddress {
  host: string;
  port: number;
}

/** What the first machine does for the second. */
export interface ShippingPlan extends StandbyAddress {
  key: Secret;
  /** What is acknowledged waits for the second machine, but no longer than this, ms; null: it does not. */
  waitMs: number | null;
}

/** What the second machine does. */
export interface FollowingPlan extends StandbyAddress {
  key: Secret;
  /** Program that makes sure that the first machine is off, and says so by ending with 0; null: only a person takes over. */
  fence: string | null;
  /** Silence of the first after which it is asked, ms. */
  afterMs: number;
}

/** How the second machine is doing, as the first knows it. */
export interface StandbyCondition {
  /** One has been here before. */
  known: boolean;
  /** When it was last heard of, and when it last had everything; ms since 1970. */
  heardAt: number | null;
  wholeAt: number | null;
  /** Bytes of rows and marks it has not confirmed. */
  behindBytes: number;
}

/** One that has not had everything for so long is late, ms. */
export const STANDBY_LATE_MS = 30_000;

/** What an operator has to hear; null: all is well. */
export function standbyProblem({ heardAt, wholeAt }: StandbyCondition, now: number): 'standby_away' | 'standby_late' | null {
  if (heardAt === null || now - heardAt > STANDBY_LATE_MS) return 'standby_away';
  return wholeAt === null || now - wholeAt > STANDBY_LATE_MS ? 'standby_late' : null;
}

const DEFAULT_AFTER_S = 10;
const MOST_WAIT_MS = 10_000;

const wrong = (name: string, vi: string, en: string): BootError => new BootError(`Cấu hình chưa đúng: ${name} ${vi}.`, `The configuration is not right: ${name} ${en}.`);

function addressIn(name: string, text: string): StandbyAddress {
  const [, host = '', port = ''] = /^(\[[0-9a-fA-F:.]+\]|[\w.-]+):(\d{1,5})$/u.exec(text) ?? [];
  if (host === '' || Number(port) > 65_535) throw wrong(name, 'phải là ĐỊA_CHỈ:CỔNG, ví dụ 10.0.0.2:3190', 'must be ADDRESS:PORT, such as 10.0.0.2:3190');
  return { host: host.replace(/^\[|\]$/gu, ''), port: Number(port) };
}

function keyOf(env: Environment, name: string): Secret {
  const key = passwordOf(env, env['PHIEN_STANDBY_KEY'] ?? '', { url: 'PHIEN_STANDBY_KEY', file: 'PHIEN_STANDBY_KEY_FILE' });
  if (!key) throw wrong(name, 'cần PHIEN_STANDBY_KEY hoặc PHIEN_STANDBY_KEY_FILE, cùng một khóa trên hai máy; tạo: phien standby key TỆP', 'needs PHIEN_STANDBY_KEY or PHIEN_STANDBY_KEY_FILE, the same key on both machines; make one: phien standby key FILE');
  return key;
}

function numberOf(env: Environment, name: string, most: number): number | null {
  const given = env[name];
  if (!given) return null;
  if (!/^\d{1,9}$/u.test(given) || Number(given) > most) throw wrong(name, `phải là số từ 0 đến ${most}`, `must be a number from 0 to ${most}`);
  return Number(given);
}

/** Where this machine can be followed; null: nobody follows it. @throws BootError naming what is wrong. */
export function readShippingPlan(env: Environment): ShippingPlan | null {
  const at = env['PHIEN_STANDBY'];
  if (!at) return null;
  return { ...addressIn('PHIEN_STANDBY', at), key: keyOf(env, 'PHIEN_STANDBY'), waitMs: numberOf(env, 'PHIEN_STANDBY_WAIT', MOST_WAIT_MS) || null };
}

/** Whom this machine follows; null: nobody. @throws BootError naming what is wrong. */
export function readFollowingPlan(env: Environment): FollowingPlan | null {
  const of = env['PHIEN_STANDBY_OF'];
  if (!of) return null;
  return { ...addressIn('PHIEN_STANDBY_OF', of), key: keyOf(env, 'PHIEN_STANDBY_OF'), fence: env['PHIEN_STANDBY_FENCE'] || null, afterMs: (numberOf(env, 'PHIEN_STANDBY_AFTER', 3_600) ?? DEFAULT_AFTER_S) * 1000 };
}
