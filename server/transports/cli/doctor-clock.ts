import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { system } from '../../kernel/actor';
import type { DatabasePlace } from '../../kernel/database-place';
import { clockRecord } from '../../kernel/repository';
import { askInstallation } from './doctor-installation';
import type { DoctorRow } from './doctor-tools';

/** Steps older than this are history, ms. */
const LOOKED_BACK_MS = 30 * 24 * 3_600_000;

/** Whether the clock of this machine was set while the installation ran (`watch`, W3); null where there is no installation yet. */
export function checkSteps(dataDir: string, now: Date, place: DatabasePlace | null = null): Promise<DoctorRow | null> {
  return askInstallation(dataDir, place, async ({ query }) => {
    const label = { vi: 'Đồng hồ nhảy', en: 'Clock steps' };
    const { steps } = await query('watch.recent', {}, system('doctor'));
    const recent = steps.filter(({ at }) => now.getTime() - at.getTime() < LOOKED_BACK_MS);
    const [last] = recent;
    if (!last) return { id: 'clock_steps', label, state: 'ok', value: '0' };
    const note = {
      vi: `Đồng hồ bị chỉnh ${recent.length} lần trong 30 ngày. Giờ trong hồ sơ không lùi, nhưng có thể sai: bật đồng bộ NTP.`,
      en: `The clock was set ${recent.length} times in 30 days. Times in the record did not go back but may be wrong: turn on NTP.`,
    };
    return { id: 'clock_steps', label, state: 'warn', value: `${last.at.toISOString()} (${last.seconds > 0 ? '+' : ''}${last.seconds} s)`, note };
  });
}

/** So far the time of the record may be ahead of this clock, ms: an installation whose clock was set back runs on at half its pace. */
const AHEAD_MS = 120_000;

/** Written by whoever opens a database, this command too: they say nothing of before. */
const OPENED = /-(?:wal|shm)$|^lock\.sqlite|^\./u;

const label = { vi: 'Đồng hồ so với hồ sơ', en: 'Clock against the record' };
const note = {
  vi: 'Đồng hồ máy chậm hơn những gì đã ghi: hoặc đồng hồ sai, hoặc trước đây đã sai. Chỉnh lại bằng NTP trước khi họp; giờ trong hồ sơ sẽ chạy chậm cho tới khi khớp.',
  en: 'The clock is behind what was recorded already: it is wrong now, or was wrong then. Set it by NTP before a session; until it has caught up, the time of the record runs slow.',
};

/** Whether this clock is behind the last entry of the audit log or the files of the data folder; null where there is no installation yet. */
export function checkAgainstRecord(dataDir: string, now: Date, place: DatabasePlace | null): Promise<DoctorRow | null> {
  return askInstallation(dataDir, place, async ({ reader }) => {
    const { recorded } = await clockRecord(reader);
    const written = Math.max(0, ...readdirSync(dataDir).filter((name) => !OPENED.test(name)).map((name) => statSync(path.join(dataDir, name), { throwIfNoEntry: false })?.mtimeMs ?? 0));
    const newest = Math.max(recorded, written);
    const row = { id: 'clock_record', label, value: newest > 0 ? new Date(newest).toISOString() : '' };
    if (newest - now.getTime() <= AHEAD_MS) return { ...row, state: 'ok' };
    return { ...row, state: recorded - now.getTime() > AHEAD_MS ? 'fail' : 'warn', note };
  });
}

const VIETNAM_MINUTES = 7 * 60;

/** The program itself reckons in Vietnam's time wherever it runs (decision 005); what else runs on this machine does not. */
export function checkTimeZone(now: Date): DoctorRow {
  const minutes = -now.getTimezoneOffset();
  const row = { id: 'time_zone', label: { vi: 'Múi giờ của máy', en: 'Time zone of the machine' }, value: `${Intl.DateTimeFormat().resolvedOptions().timeZone} (UTC${minutes < 0 ? '-' : '+'}${Math.abs(minutes / 60)})` };
  if (minutes === VIETNAM_MINUTES) return { ...row, state: 'ok' };
  // Of no harm to the record: said, and nobody is sent to change it.
  return { ...row, state: 'ok', note: { vi: 'Phiên vẫn dùng giờ Việt Nam (UTC+7); nhật ký hệ thống và lịch sao lưu của máy dùng múi giờ trên.', en: 'Phiên reckons in Vietnam\'s time (UTC+7) all the same; the journal and timers of this machine use the one above.' } };
}
