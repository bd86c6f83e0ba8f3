import { BootError } from '../../../kernel/boot-error';
import { namedPlace, type DatabasePlace } from '../../../kernel/database-place';
import { postgresFailureOf } from '../postgresql/failures';
import { notConnected } from '../postgresql/refusals';
import { storageFailureOf } from '../storage-failure';

/** What an operator reads when an installation does not move. Every sentence says where it is then. */
const refusal = (vi: string, en: string, cause?: unknown): BootError => new BootError(vi, en, { cause });

const NOTHING = { vi: 'Không có gì bị thay đổi.', en: 'Nothing was changed.' };
const AS_IT_WAS = {
  vi: 'Hệ thống vẫn ở chỗ cũ, còn nguyên; chạy lại lệnh này thì chuyển lại từ đầu.',
  en: 'The installation is where it was, as it was; run the same command again and it begins anew.',
};

export const nothingToMove = (dataDir: string): BootError =>
  refusal(`Không có hệ thống nào đã dùng trong ${dataDir}. Đặt PHIEN_DATA đúng thư mục dữ liệu. ${NOTHING.vi}`, `There is no installation in use in ${dataDir}. Point PHIEN_DATA at the data folder. ${NOTHING.en}`);

export const alreadyThere = (dataDir: string, place: string | null): BootError =>
  refusal(
    `Dữ liệu của ${dataDir} đã nằm trong PostgreSQL${place ? ` (${place})` : ''}. Đặt DATABASE_URL rồi khởi động; chuyển về thư mục: phien move --to folder. ${NOTHING.vi}`,
    `The rows of ${dataDir} lie in PostgreSQL already${place ? ` (${place})` : ''}. Set DATABASE_URL and start; to bring them back: phien move --to folder. ${NOTHING.en}`,
  );

export const alreadyHere = (dataDir: string): BootError =>
  refusal(`Dữ liệu của ${dataDir} đã nằm trong thư mục này. Bỏ DATABASE_URL rồi khởi động. ${NOTHING.vi}`, `The rows of ${dataDir} lie in that folder already. Take DATABASE_URL away and start. ${NOTHING.en}`);

/** @param what as operators know it. */
export const notBroughtUp = (what: string): BootError =>
  refusal(
    `${what} thuộc phiên bản cũ hơn. Khởi động máy chủ phiên bản này một lần ở chỗ cũ (có sao lưu trước khi nâng cấp), dừng lại, rồi chuyển. ${NOTHING.vi}`,
    `${what} belongs to an older version. Start the server of this version once where it is (it is copied before the upgrade), stop it, then move. ${NOTHING.en}`,
  );

export const targetInUse = (place: DatabasePlace): BootError =>
  refusal(
    `Cơ sở dữ liệu ${namedPlace(place)} đã có một hệ thống: không chuyển đè lên. Tạo một cơ sở dữ liệu mới (createdb) rồi chuyển vào đó. ${NOTHING.vi}`,
    `The database ${namedPlace(place)} holds an installation: nothing is moved over it. Make a new database (createdb) and move into that. ${NOTHING.en}`,
  );

/** A row that would not come back as it went. */
export const unfitRow = (table: string, id: string, column: string): BootError =>
  refusal(
    `Bản ghi ${table} ${id} có giá trị ở cột ${column} mà PostgreSQL không giữ được đúng như cũ. ${AS_IT_WAS.vi}`,
    `The row ${table} ${id} has a value in ${column} that PostgreSQL could not keep as it is. ${AS_IT_WAS.en}`,
  );

/** What came out is not what went in. @param stream of the ink log, where it is one. */
export const notTheSame = (table: string, counts: { here: number; there: number }, stream: string | null): BootError => {
  const which = stream === null ? table : `${table}, ${stream}`;
  return refusal(
    `Bản chép khác bản gốc ở ${which} (${counts.here} bản ghi ở chỗ cũ, ${counts.there} ở chỗ mới). ${AS_IT_WAS.vi}`,
    `What was copied is not what was there: ${which} (${counts.here} rows where it was, ${counts.there} where it came). ${AS_IT_WAS.en}`,
  );
};

export const auditDiffers = (): BootError =>
  refusal(
    `Nhật ký hoặc bản ghi ở chỗ mới không khớp như ở chỗ cũ. ${AS_IT_WAS.vi} Xem: phien audit verify.`,
    `Audit log or records do not agree where they came as they did where they were. ${AS_IT_WAS.en} See: phien audit verify.`,
  );

export const noRoomHere = (dataDir: string, needed: number, free: number): BootError => {
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 ** 2);
  return refusal(
    `Ổ đĩa chứa ${dataDir} cần ${megabytes(needed)} MB mà chỉ còn ${megabytes(free)} MB. Giải phóng dung lượng. ${NOTHING.vi}`,
    `The disk of ${dataDir} needs ${megabytes(needed)} MB and has ${megabytes(free)} MB left. Free some space. ${NOTHING.en}`,
  );
};

const detailOf = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0] : String(error)) ?? '';

/** What a step that failed means to an operator; what is no matter of theirs is left as it is. */
export function movedInWords(place: DatabasePlace, dataDir: string, error: unknown): unknown {
  // A sentence about tables that could not be made is about the connection, or the disk, where that is why.
  const isCause = error instanceof BootError && error.cause instanceof Error && !(error.cause instanceof BootError);
  if (isCause && (postgresFailureOf(error.cause) === 'unreachable' || storageFailureOf(error.cause) === 'full')) return movedInWords(place, dataDir, error.cause);
  if (error instanceof BootError) return error;
  const at = namedPlace(place);
  if (postgresFailureOf(error) === 'unreachable') {
    const { vi, en } = notConnected(place, error);
    return refusal(`${vi} ${AS_IT_WAS.vi}`, `${en} ${AS_IT_WAS.en}`, error);
  }
  const { code = '' } = error as { code?: string };
  // Of the server: only it gives such codes.
  if (/^53[12]00$/u.test(code)) return refusal(`Ổ đĩa của ${at} đã đầy (${detailOf(error)}). ${AS_IT_WAS.vi}`, `The disk of ${at} is full (${detailOf(error)}). ${AS_IT_WAS.en}`, error);
  if (/^[0-9A-Z]{5}$/u.test(code) && 'severity' in (error as object)) return refusal(`${at} không nhận: ${detailOf(error)}. ${AS_IT_WAS.vi}`, `${at} does not take it: ${detailOf(error)}. ${AS_IT_WAS.en}`, error);
  const medium = storageFailureOf(error);
  if (medium === 'full') return refusal(`Ổ đĩa chứa ${dataDir} đã đầy. ${AS_IT_WAS.vi}`, `The disk of ${dataDir} is full. ${AS_IT_WAS.en}`, error);
  if (medium !== null) return refusal(`Không đọc hoặc ghi được ${dataDir} (${detailOf(error)}). ${AS_IT_WAS.vi}`, `${dataDir} cannot be read or written (${detailOf(error)}). ${AS_IT_WAS.en}`, error);
  return error;
}

/** The same for whoever only reads there: a server that is away is said. */
export const serverInWords = (place: DatabasePlace, error: unknown): unknown => (!(error instanceof BootError) && postgresFailureOf(error) === 'unreachable' ? notConnected(place, error) : error);
