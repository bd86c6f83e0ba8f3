import { existsSync } from 'node:fs';
import { readMark } from '../../adapters/standby/marks';
import { isStandbyFolder } from '../../adapters/standby/followed-state';
import { standbyStatus } from '../../adapters/standby/stand-by';
import { STANDBY_LATE_MS } from '../../kernel/standby-plan';
import type { DoctorRow } from './doctor-tools';

/** How the two machines stand to each other, as this one knows; null where there is one only. */
export function checkStandby(dataDir: string, env: Record<string, string | undefined>, now: Date): DoctorRow | null {
  const row = { id: 'standby', label: { vi: 'Máy dự phòng', en: 'Second machine' } };
  if (!existsSync(dataDir)) return null;
  if (isStandbyFolder(dataDir)) {
    const wholeAt = standbyStatus(dataDir)?.wholeAt ?? null;
    const seconds = wholeAt === null ? null : Math.round((now.getTime() - wholeAt) / 1000);
    if (seconds === null) return { ...row, state: 'warn', value: '', note: { vi: 'Máy này chưa nhận đủ dữ liệu của máy chính. Xem nhật ký của “phien standby”.', en: 'This machine does not yet have all of the first. Look at the log of “phien standby”.' } };
    const value = `${seconds} s`;
    if (seconds * 1000 <= STANDBY_LATE_MS) return { ...row, state: 'ok', value };
    return { ...row, state: 'warn', value, note: { vi: 'Máy này đang chậm so với máy chính. “phien standby” có đang chạy không, máy chính có trả lời không?', en: 'This machine is behind the first. Does “phien standby” run, does the first machine answer?' } };
  }
  const mark = readMark(dataDir);
  if (mark?.state === 'superseded') return { ...row, state: 'fail', value: mark.at, note: { vi: 'Máy kia đã tiếp quản; thư mục này không phục vụ nữa (docs/operating.md, “Máy dự phòng”).', en: 'The other machine has taken over; this folder serves no more (docs/operating.md, “A second machine”).' } };
  if (mark?.state === 'followed') {
    if (!env['PHIEN_STANDBY']) return { ...row, state: 'fail', value: '', note: { vi: 'Một máy dự phòng theo máy này nhưng PHIEN_STANDBY không được đặt: không khởi động được. Đặt lại, hoặc phien standby dismiss.', en: 'A standby follows this machine but PHIEN_STANDBY is not set: it does not start. Set it again, or: phien standby dismiss.' } };
    return { ...row, state: 'ok', value: mark.since };
  }
  if (env['PHIEN_STANDBY']) return { ...row, state: 'warn', value: env['PHIEN_STANDBY'], note: { vi: 'Chưa có máy nào theo máy này. Trên máy thứ hai: phien standby.', en: 'No machine follows this one yet. On the second one: phien standby.' } };
  return mark ? { ...row, state: 'ok', value: mark.at } : null;
}
