import type { DatabasePlace } from '../../kernel/database-place';
import { askInstallation } from './doctor-installation';
import type { DoctorRow } from './doctor-tools';

/** Whether everything that follows from what happened is being done (`kernel`, H7); null where there is no installation yet. */
export function checkHistory(dataDir: string, place: DatabasePlace | null = null): Promise<DoctorRow | null> {
  return askInstallation(dataDir, place, async ({ failingConsumers }) => {
    const row = { id: 'history', label: { vi: 'Việc theo sau sự kiện', en: 'What follows from events' } };
    const failing = await failingConsumers();
    const stopped = failing.filter(({ stoppedAt }) => stoppedAt !== null);
    const named = (stopped.length > 0 ? stopped : failing).map(({ name, position, problem }) => `${name} > ${position}: ${problem ?? ''}`).join('; ');
    if (stopped.length > 0) {
      const note = {
        vi: 'Đã dừng ở sự kiện này sau nhiều lần thử; không sự kiện nào bị bỏ qua. Xem nhật ký máy chủ, cập nhật phần mềm rồi khởi động lại: lần khởi động sau sẽ thử tiếp.',
        en: 'Stopped at this event after many tries; none was passed over. Look at the log of the server, update the program and start it again: the next start tries again.',
      };
      return { ...row, state: 'fail', value: named, note };
    }
    if (failing.length > 0) return { ...row, state: 'warn', value: named, note: { vi: 'Chưa làm được, đang thử lại; xem nhật ký máy chủ.', en: 'Not done yet and tried again; look at the log of the server.' } };
    return { ...row, state: 'ok', value: '' };
  });
}
