import { system } from '../../kernel/actor';
import type { DatabasePlace } from '../../kernel/database-place';
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
