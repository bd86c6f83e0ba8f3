import { accessSync, constants, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BootError } from '../kernel/config';

/** Bytes that must be free to start: enough for the journals of a sitting. */
export const MIN_FREE_BYTES = 64 * 1024 * 1024;

/**
 * Makes the data folder if need be and proves that it can be written.
 * @returns its absolute path. @throws BootError saying what is wrong with it.
 */
export function prepareDataFolder(dataDir: string): string {
  const folder = path.resolve(dataDir);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = path.join(folder, `.write-${process.pid}`);
    writeFileSync(probe, 'phien');
    rmSync(probe);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOSPC') throw full(folder, error);
    throw new BootError(
      `Không đọc hoặc ghi được thư mục dữ liệu ${folder} (${code}). Kiểm tra quyền của thư mục, hoặc đặt PHIEN_DATA sang thư mục khác.`,
      `The data folder ${folder} cannot be read or written (${code}). Check its permissions, or point PHIEN_DATA at another folder.`,
      { cause: error },
    );
  }
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < MIN_FREE_BYTES) throw full(folder);
  return folder;
}

const full = (folder: string, cause?: unknown) =>
  new BootError(
    `Ổ đĩa chứa ${folder} đã đầy. Giải phóng ít nhất 64 MB rồi khởi động lại. Dữ liệu đã lưu vẫn còn nguyên.`,
    `The disk that holds ${folder} is full. Free at least 64 MB and start again. What was stored is still there.`,
    { cause },
  );
