import { system } from '../../kernel/actor';
import type { DatabasePlace } from '../../kernel/database-place';
import { askInstallation } from './doctor-installation';
import type { DoctorRow } from './doctor-tools';

/** Whether work that left its request got done (`jobs`, J10); null where there is no installation yet. */
export function checkJobs(dataDir: string, place: DatabasePlace | null = null): Promise<DoctorRow | null> {
  return askInstallation(dataDir, place, async ({ query }) => {
    const row = { id: 'jobs', label: { vi: 'Việc chạy nền', en: 'Background work' } };
    const { counts } = await query('jobs.overview', {}, system('doctor'));
    const failed = counts.filter(({ state }) => state === 'failed').map(({ kind, count }) => `${kind} × ${count}`);
    if (failed.length === 0) return { ...row, state: 'ok', value: '' };
    const note = { vi: 'Không xong sau nhiều lần thử. Quản trị viên chạy lại hoặc bỏ ở màn hình “An toàn”.', en: 'Failed after many tries. An administrator runs it again or lets it go on the screen “Security”.' };
    return { ...row, state: 'warn', value: failed.join('; '), note };
  });
}
