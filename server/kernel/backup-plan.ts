import { VIETNAM_OFFSET_MINUTES } from '../shared/rules/date-forms';
import { BootError } from './boot-error';

/** How many backups are kept: the newest of so many days, weeks and months that have one. */
export interface Keep {
  daily: number;
  weekly: number;
  monthly: number;
}

/** Backups that the installation makes by itself. */
export interface BackupPlan {
  folder: string;
  /** Minutes after midnight by Vietnam's clock. */
  at: number;
  /** Public keys they are sealed for; none: they are not. */
  recipients: string[];
  keep: Keep;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const DEFAULT_KEEP: Keep = { daily: 7, weekly: 4, monthly: 12 };
const DEFAULT_AT = '02:00';
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** A day's backup is late when it is two hours over its time. */
export const LATE_MS = 26 * 60 * MINUTE_MS;

const wrong = (name: string, vi: string, en: string): BootError => new BootError(`Cấu hình chưa đúng: ${name} ${vi}.`, `The configuration is not right: ${name} ${en}.`);

/** Public keys by the environment; whether they are any is told by who uses them. */
export const readRecipients = (env: Environment): string[] => (env['PHIEN_BACKUP_KEY'] ?? '').split(/[\s,]+/u).filter(Boolean);

/** `DAYS,WEEKS,MONTHS`; null where it is not. */
export function readKeep(text: string): Keep | null {
  const [, daily, weekly, monthly] = /^(\d{1,3}),(\d{1,3}),(\d{1,3})$/u.exec(text.trim()) ?? [];
  return daily === undefined ? null : { daily: Number(daily), weekly: Number(weekly), monthly: Number(monthly) };
}

/** The plan of the environment; null: the installation makes none by itself. @throws BootError naming what is wrong. */
export function readBackupPlan(env: Environment): BackupPlan | null {
  const folder = env['PHIEN_BACKUP'];
  const at = env['PHIEN_BACKUP_AT'] || DEFAULT_AT;
  const [, hours = '', minutes = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/u.exec(at) ?? [];
  if (hours === '') throw wrong('PHIEN_BACKUP_AT', 'phải là giờ:phút, ví dụ 02:00', 'must be hours:minutes, such as 02:00');
  const keep = env['PHIEN_BACKUP_KEEP'] ? readKeep(env['PHIEN_BACKUP_KEEP']) : DEFAULT_KEEP;
  if (!keep) throw wrong('PHIEN_BACKUP_KEEP', 'phải là NGÀY,TUẦN,THÁNG, ví dụ 7,4,12', 'must be DAYS,WEEKS,MONTHS, such as 7,4,12');
  const recipients = readRecipients(env);
  const odd = recipients.find((recipient) => !/^age1[0-9a-z]{20,}$/u.test(recipient));
  // The value itself is not repeated: a secret key may have been put into it.
  if (odd !== undefined) throw wrong('PHIEN_BACKUP_KEY', 'phải là khóa công khai, bắt đầu bằng age1', 'must be a public key, which begins with age1');
  if (!folder) return null;
  return { folder, at: Number(hours) * 60 + Number(minutes), recipients, keep };
}

/** The last moment at which a backup was to be made. */
export function lastDue(at: number, now: Date): Date {
  const minutes = Math.floor(now.getTime() / MINUTE_MS) + VIETNAM_OFFSET_MINUTES;
  const today = Math.floor(minutes / DAY_MINUTES) * DAY_MINUTES + at;
  return new Date(((today <= minutes ? today : today - DAY_MINUTES) - VIETNAM_OFFSET_MINUTES) * MINUTE_MS);
}

/** Whether one is to be made now. @param tried when one was begun last, however it ended. */
export function isBackupDue(at: number, { last, tried }: { last: Date | null; tried: Date | null }, now: Date): boolean {
  if (last === null && tried === null) return true;
  const due = lastDue(at, now);
  return (last === null || last < due) && (tried === null || tried < due);
}

/** @param last when the newest whole one was made. */
export const isBackupLate = (last: Date | null, now: Date): boolean => last === null || now.getTime() - last.getTime() > LATE_MS;
