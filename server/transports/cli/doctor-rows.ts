import { existsSync } from 'node:fs';
import { openReadingEngine } from '../../adapters/db/open-engine';
import { lookAtPostgresql } from '../../adapters/db/postgresql/look';
import type { BlobPlace } from '../../kernel/blob-place';
import { BootError } from '../../kernel/boot-error';
import { namedPlace, type DatabasePlace } from '../../kernel/database-place';
import { checkBlobs, checkRights, LABELS } from './doctor-contents';
import type { DoctorRow } from './doctor-tools';

/** A question that takes longer is felt with every page, ms. */
const SLOW_MS = 20;

/** What a PostgreSQL server keeps for this installation: whether it is reached, sound, quick and this one's. Also while a server runs. */
export async function checkRows(dataDir: string, place: DatabasePlace, blobs: BlobPlace | null): Promise<DoctorRow[]> {
  const row = { id: 'database', label: LABELS.main };
  const value = namedPlace(place);
  try {
    const { version, roundTripMs, installation, inkProblem } = await lookAtPostgresql(place, dataDir);
    const timed = `${value}, PostgreSQL ${version}, ${roundTripMs.toFixed(1)} ms`;
    if (installation === 'none') return [{ ...row, state: 'ok', value: timed }];
    if (installation === 'another') {
      return [{ ...row, state: 'fail', value: timed, note: { vi: 'Cơ sở dữ liệu thuộc một hệ thống khác với thư mục dữ liệu này; kiểm tra DATABASE_URL và PHIEN_DATA.', en: 'The database belongs to another installation than this data folder; look at DATABASE_URL and PHIEN_DATA.' } }];
    }
    const slow = { vi: 'Máy chủ cơ sở dữ liệu trả lời chậm; đặt gần máy chạy Phiên.', en: 'The database server answers slowly; put it near the machine that runs Phiên.' };
    const rows: DoctorRow[] = [roundTripMs > SLOW_MS ? { ...row, state: 'warn', value: timed, note: slow } : { ...row, state: 'ok', value: timed }];
    rows.push(
      inkProblem === null
        ? { id: 'ink', label: LABELS.ink, state: 'ok', value: '' }
        : { id: 'ink', label: LABELS.ink, state: 'fail', value: inkProblem, note: { vi: 'Thiếu nét vẽ đã lưu; khôi phục cơ sở dữ liệu từ bản sao lưu.', en: 'Marks that were stored are missing; restore the database from a backup.' } },
    );
    const engine = await openReadingEngine(dataDir, place);
    try {
      rows.push(await checkBlobs(dataDir, blobs, (isThere) => engine.missingBlobs(isThere)));
    } finally {
      await engine.close();
    }
    return existsSync(dataDir) ? [...rows, checkRights(dataDir)] : rows;
  } catch (error) {
    const note = error instanceof BootError ? { vi: error.vi, en: error.en } : { vi: `Không dùng được cơ sở dữ liệu: ${String(error)}`, en: `The database cannot be used: ${String(error)}` };
    return [{ ...row, state: 'fail', value, note }];
  }
}
