import { existsSync } from 'node:fs';
import path from 'node:path';
import { system } from '../../kernel/actor';
import type { DatabasePlace } from '../../kernel/database-place';
import type { DoctorRow } from './doctor-tools';

const label = { vi: 'Tệp đã lưu', en: 'Stored files' };
const LATE_MS = 3 * 24 * 60 * 60_000;

/** What the nightly reading of the stored files found; nothing to say of a folder without a database. */
export async function checkStoredFiles(dataDir: string, now: Date, place: DatabasePlace | null = null): Promise<DoctorRow[]> {
  if (!place && !existsSync(path.join(dataDir, 'phien.sqlite'))) return [];
  const { openForReading } = await import('../../application');
  const row = { id: 'files', label };
  try {
    const { query, stop } = await openForReading({ dataDir, rows: place });
    const { complete, findings } = await query('storage.state', {}, system('cli')).finally(stop);
    const last = complete ? `${complete.files} / ${Math.round(complete.bytes / 1024 ** 2)} MB, ${complete.endedAt.toLocaleDateString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh' })}` : '';
    if (findings.length > 0) {
      const names = findings.slice(0, 5).map(({ name }) => name).join('; ');
      const note = {
        vi: `${findings.length} tệp hỏng hoặc mất: ${names}. Khôi phục tệp từ bản sao lưu, hoặc nhờ thư ký tải tài liệu lên lại; chi tiết: phien blobs verify.`,
        en: `${findings.length} files damaged or missing: ${names}. Restore them from a backup, or have the secretary upload the paper again; details: phien blobs verify.`,
      };
      return [{ ...row, state: 'fail', value: last, note }];
    }
    if (complete && now.getTime() - complete.endedAt.getTime() < LATE_MS) return [{ ...row, state: 'ok', value: last }];
    const note = {
      vi: 'Ba ngày qua chưa đọc và so hết các tệp đã lưu; máy chủ làm việc này ban đêm khi đang chạy. Làm ngay: phien blobs verify.',
      en: 'The stored files were not all read and compared in the last three days; the server does so at night while it runs. At once: phien blobs verify.',
    };
    return [{ ...row, state: 'warn', value: last, note }];
  } catch (error) {
    const note = { vi: 'Không hỏi được cơ sở dữ liệu về các tệp đã lưu.', en: 'The database could not be asked about the stored files.' };
    return [{ ...row, state: 'warn', value: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '').slice(0, 80) : '', note }];
  }
}
