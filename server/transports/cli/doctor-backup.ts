import { statSync } from 'node:fs';
import { isBackupLate, type BackupPlan } from '../../kernel/backup-plan';
import { newestIn } from '../../adapters/backup/place';
import { fromCwd } from './arguments';
import { ageOf } from './backup-words';
import type { DoctorRow } from './doctor-tools';

/** Whether there is a backup, how old it is, and whether anybody could read it. */
export function checkBackup(plan: BackupPlan | null, now: Date): DoctorRow {
  const row = { id: 'backup', label: { vi: 'Sao lưu', en: 'Backup' } };
  if (!plan) {
    const note = { vi: 'Chưa đặt sao lưu hằng ngày: đặt PHIEN_BACKUP là thư mục ở ổ đĩa khác (docs/operating.md, “Sao lưu”).', en: 'No daily backup is set up: set PHIEN_BACKUP to a folder on another disk (docs/operating.md, “Backups”).' };
    return { ...row, state: 'warn', value: '', note };
  }
  const folder = fromCwd(plan.folder);
  try {
    const last = statSync(folder, { throwIfNoEntry: false }) ? newestIn(folder) : null;
    if (!last) return { ...row, state: 'warn', value: folder, note: { vi: 'Chưa có bản sao lưu nào. Làm ngay: phien backup.', en: 'There is no backup yet. At once: phien backup.' } };
    const age = ageOf(last.madeAt, now);
    const value = `${last.id} (${age.vi} / ${age.en})`;
    if (isBackupLate(last.madeAt, now)) return { ...row, state: 'warn', value, note: { vi: 'Bản mới nhất đã quá một ngày. Xem nhật ký máy chủ, hoặc làm ngay: phien backup.', en: 'The newest is over a day old. Look at the log of the server, or at once: phien backup.' } };
    if (last.missing > 0) return { ...row, state: 'warn', value, note: { vi: `Thiếu ${last.missing} tệp đã mất hoặc hỏng trước khi sao lưu: phien blobs verify.`, en: `${last.missing} files were missing or damaged before it was made: phien blobs verify.` } };
    if (!last.sealed) return { ...row, state: 'warn', value, note: { vi: 'Không mã hóa: ai đọc được thư mục đó đọc được mọi hồ sơ. Tạo khóa: phien backup key.', en: 'Not sealed: whoever reads that folder reads every record. For a key: phien backup key.' } };
    return { ...row, state: 'ok', value };
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 120) : String(error);
    return { ...row, state: 'fail', value: `${folder}: ${detail}`, note: { vi: 'Không đọc được thư mục sao lưu; kiểm tra ổ đĩa và quyền.', en: 'The backup folder cannot be read; look at the disk and its rights.' } };
  }
}
