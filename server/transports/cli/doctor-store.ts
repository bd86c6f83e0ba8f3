import { inspectStore, keysIn, objectsOf } from '../../adapters/blob/s3-installation';
import { recordInFolder } from '../../adapters/installation/record';
import type { BlobPlace } from '../../kernel/blob-place';
import { BootError } from '../../kernel/boot-error';
import type { DoctorRow } from './doctor-tools';

/** Longer for a small object written, read and deleted is felt by people who open papers, ms. */
const SLOW_MS = 1_000;

/** Whether the S3 store can be reached, written and is this installation's; no row where papers lie in the data folder. Leaves nothing behind. */
export async function checkStore(dataDir: string, place: BlobPlace | null): Promise<DoctorRow[]> {
  if (!place) return [];
  const row = { id: 'store', label: { vi: 'Kho tệp S3', en: 'S3 store' } };
  const value = `s3://${place.bucket}/${place.prefix}`;
  try {
    const began = performance.now();
    const owner = await inspectStore(objectsOf(place));
    const took = Math.round(performance.now() - began);
    const own = recordInFolder(dataDir)?.id ?? null;
    if (owner !== null && owner !== own) {
      const note = { vi: 'Kho thuộc một hệ thống khác; dùng bucket hoặc tiền tố riêng.', en: 'The store belongs to another installation; use a bucket or a prefix of its own.' };
      return [{ ...row, state: 'fail', value, note }];
    }
    const timed = `${value} (${took} ms)`;
    if (owner === null) {
      const note = { vi: 'Chưa được hệ thống này dùng: khởi động máy chủ, hoặc “phien blobs copy” nếu tài liệu còn ở thư mục dữ liệu.', en: 'Not yet used by this installation: start the server, or “phien blobs copy” where papers lie in the data folder.' };
      return [{ ...row, state: 'warn', value: timed, note }];
    }
    if (took <= SLOW_MS) return [{ ...row, state: 'ok', value: timed }];
    return [{ ...row, state: 'warn', value: timed, note: { vi: 'Kho trả lời chậm; mở tài liệu sẽ chậm theo.', en: 'The store answers slowly, and papers open slowly with it.' } }];
  } catch (error) {
    return [{ ...row, state: 'fail', value, note: sentence(error) }];
  }
}

const sentence = (error: unknown): { vi: string; en: string } =>
  error instanceof BootError ? { vi: error.vi, en: error.en } : { vi: `Không dùng được kho: ${String(error)}`, en: `The store cannot be used: ${String(error)}` };

/** Says of a key whether its paper is in the store. @throws BootError. */
export async function papersIn(place: BlobPlace): Promise<(key: string) => boolean> {
  const keys = await keysIn(objectsOf(place));
  return (key) => keys.has(key);
}
