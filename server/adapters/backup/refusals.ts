import { BootError } from '../../kernel/boot-error';
import { DomainError, isUnavailable } from '../../kernel/errors';

/** What an operator reads when a backup cannot be made or used. Every sentence says what was left as it was. */
const refusal = (vi: string, en: string, cause?: unknown): BootError => new BootError(vi, en, { cause });

const NOTHING = { vi: 'Không có gì bị thay đổi.', en: 'Nothing was changed.' };

export const noHouse = (dataDir: string): BootError =>
  refusal(`Không có hệ thống nào trong ${dataDir}. Đặt PHIEN_DATA đúng thư mục dữ liệu. ${NOTHING.vi}`, `There is no installation in ${dataDir}. Point PHIEN_DATA at the data folder. ${NOTHING.en}`);

export const neverStarted = (dataDir: string): BootError =>
  refusal(`Hệ thống trong ${dataDir} chưa từng chạy: khởi động máy chủ một lần trước khi sao lưu. ${NOTHING.vi}`, `The installation in ${dataDir} has never run: start the server once before a backup. ${NOTHING.en}`);

export const insideEachOther = (folder: string, dataDir: string): BootError =>
  refusal(
    `Thư mục sao lưu ${folder} và thư mục dữ liệu ${dataDir} nằm trong nhau. Chọn thư mục ở ổ đĩa khác. ${NOTHING.vi}`,
    `The backup folder ${folder} and the data folder ${dataDir} lie within each other. Choose a folder on another disk. ${NOTHING.en}`,
  );

export const folderOfOthers = (folder: string, names: readonly string[]): BootError =>
  refusal(
    `${folder} chứa tệp không phải bản sao lưu của Phiên (${names.slice(0, 3).join(', ')}). Chọn một thư mục trống. ${NOTHING.vi}`,
    `${folder} holds files that are no backups of Phiên (${names.slice(0, 3).join(', ')}). Choose an empty folder. ${NOTHING.en}`,
  );

export const noBackups = (folder: string): BootError =>
  refusal(`Không có bản sao lưu hoàn chỉnh nào trong ${folder}. ${NOTHING.vi}`, `There is no whole backup in ${folder}. ${NOTHING.en}`);

export const noSuchBackup = (folder: string, id: string): BootError =>
  refusal(`Không có bản sao lưu “${id}” trong ${folder}. Xem: phien backup list. ${NOTHING.vi}`, `There is no backup “${id}” in ${folder}. See: phien backup list. ${NOTHING.en}`);

export const severalBackups = (folder: string, id: string): BootError =>
  refusal(`“${id}” khớp với nhiều bản sao lưu trong ${folder}. Ghi đủ tên. ${NOTHING.vi}`, `“${id}” fits several backups in ${folder}. Write the whole name. ${NOTHING.en}`);

export const folderOfAnother = (folder: string): BootError =>
  refusal(
    `${folder} giữ bản sao lưu của một hệ thống khác. Mỗi hệ thống dùng một thư mục sao lưu riêng. ${NOTHING.vi}`,
    `${folder} holds the backups of another installation. Each installation has a backup folder of its own. ${NOTHING.en}`,
  );

/** @param what the file, as it is called in the folder. */
export const damagedBackup = (what: string, detail: { vi: string; en: string }, cause?: unknown): BootError =>
  refusal(
    `Bản sao lưu không còn nguyên vẹn: ${what} ${detail.vi}. Dùng bản khác (phien backup list, rồi --at). ${NOTHING.vi}`,
    `The backup is not what was made: ${what} ${detail.en}. Use another one (phien backup list, then --at). ${NOTHING.en}`,
    cause,
  );

export const HARM = {
  missing: { vi: 'bị thiếu', en: 'is missing' },
  cut: { vi: 'bị cắt cụt', en: 'is cut off' },
  changed: { vi: 'đã bị thay đổi', en: 'was changed' },
  another: { vi: 'thuộc một hệ thống khác', en: 'belongs to another installation' },
} as const;

export const newerBackup = (id: string, what: string): BootError =>
  refusal(
    `Bản sao lưu ${id} do phiên bản mới hơn tạo ra (${what}). Dùng đúng phiên bản phần mềm. ${NOTHING.vi}`,
    `The backup ${id} was made by a newer version (${what}). Use that version of the program. ${NOTHING.en}`,
  );

export const papersDamaged = (count: number, names: readonly string[]): BootError =>
  refusal(
    `${count} tệp tài liệu trong bản sao lưu bị thiếu hoặc đã bị thay đổi (${names.slice(0, 3).join(', ')}). Dùng bản khác, hoặc thêm --partial để khôi phục phần còn lại. ${NOTHING.vi}`,
    `${count} stored files of the backup are missing or were changed (${names.slice(0, 3).join(', ')}). Use another one, or add --partial to restore the rest. ${NOTHING.en}`,
  );

export const keyNeeded = (id: string): BootError =>
  refusal(`Bản sao lưu ${id} được mã hóa: thêm --key TỆP, là tệp chứa khóa bí mật (AGE-SECRET-KEY-…).`, `The backup ${id} is sealed: add --key FILE, the file with the secret key (AGE-SECRET-KEY-…).`);

export const wrongKey = (id: string, cause?: unknown): BootError =>
  refusal(`Khóa trong tệp --key không mở được bản sao lưu ${id}.`, `The key in the file of --key does not open the backup ${id}.`, cause);

export const noKeyIn = (file: string, cause?: unknown): BootError =>
  refusal(`${file} không chứa khóa bí mật nào (AGE-SECRET-KEY-…).`, `${file} holds no secret key (AGE-SECRET-KEY-…).`, cause);

export const noRecipient = (): BootError =>
  refusal('PHIEN_BACKUP_KEY không phải khóa công khai dùng được (age1…).', 'PHIEN_BACKUP_KEY is no public key that can be used (age1…).');

export const livingHouse = (dataDir: string): BootError =>
  refusal(
    `${dataDir} đã có dữ liệu: không khôi phục đè lên. Khôi phục vào một thư mục mới (--to) rồi đặt PHIEN_DATA sang thư mục đó. ${NOTHING.vi}`,
    `${dataDir} holds data: nothing is restored over it. Restore into a new folder (--to), then point PHIEN_DATA at it. ${NOTHING.en}`,
  );

export const databaseBusy = (): BootError =>
  refusal('Cơ sở dữ liệu bận suốt 30 giây, không lấy được một thời điểm chung. Thử lại sau.', 'The databases were busy for 30 seconds, and no common point could be taken. Try again later.');

export const noRoom = (folder: string, needed: number, free: number): BootError =>
  refusal(
    `Ổ đĩa chứa ${folder} cần ${megabytes(needed)} MB mà chỉ còn ${megabytes(free)} MB. Giải phóng dung lượng. ${NOTHING.vi}`,
    `The disk of ${folder} needs ${megabytes(needed)} MB and has ${megabytes(free)} MB left. Free some space. ${NOTHING.en}`,
  );

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 ** 2);

const FULL = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);
const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'EIO', 'EEXIST', 'ENOENT', 'ENOTDIR', 'ESTALE', 'EHOSTDOWN', 'ETIMEDOUT']);

/** What a failed step means to an operator; anything that is no matter of the disk is left as it is. */
export function inWords(folder: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (FULL.has(code) || (error instanceof DomainError && error.code === 'storage_full')) {
    return refusal(`Ổ đĩa chứa ${folder} đã đầy. Phần làm dở đã được xóa; bản sao lưu cũ còn nguyên.`, `The disk of ${folder} is full. What was begun is removed; older backups are as they were.`, error);
  }
  if (UNWRITABLE.has(code) || /^SQLITE_(IOERR|READONLY|CANTOPEN)/u.test(code)) {
    return refusal(`Không đọc hoặc ghi được ${folder} (${code}). Kiểm tra ổ đĩa và quyền. Bản sao lưu cũ còn nguyên.`, `${folder} cannot be read or written (${code}). Look at the disk and its rights. Older backups are as they were.`, error);
  }
  if (isUnavailable(error)) {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
    return refusal(`Kho tệp không trả lời${cause}. Kiểm tra kho và mạng rồi chạy lại.`, `The store of papers does not answer${cause}. Look at it and at the network, then run this again.`, error);
  }
  return error;
}

export const lockWords = (folder: string) => ({
  vi: `Thư mục sao lưu ${folder} đang được một lệnh khác sử dụng. Đợi lệnh đó xong rồi chạy lại.`,
  en: `The backup folder ${folder} is in use by another command. Wait for it to end, then run this again.`,
});
