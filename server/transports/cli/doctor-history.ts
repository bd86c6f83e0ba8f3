import { existsSync } from 'node:fs';
import path from 'node:path';
import type { DoctorRow } from './doctor-tools';

/** Whether everything that follows from what happened is being done (`kernel`, H7); null where there is no house yet. */
export async function checkHistory(dataDir: string): Promise<DoctorRow | null> {
  if (!existsSync(path.join(dataDir, 'phien.sqlite'))) return null;
  const row = { id: 'history', label: { vi: 'Việc theo sau sự kiện', en: 'What follows from events' } };
  const { openForReading } = await import('../../application');
  const house = await openForReading({ dataDir }).catch(() => null);
  if (!house) return null;
  try {
    const failing = await house.failingConsumers();
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
  } catch {
    // A database of an older or newer version: the start says what is to be done.
    return null;
  } finally {
    await house.stop();
  }
}
