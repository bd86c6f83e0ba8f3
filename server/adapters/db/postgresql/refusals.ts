import { BootError } from '../../../kernel/boot-error';
import { namedPlace, type DatabasePlace } from '../../../kernel/database-place';

/** What an operator reads when the database cannot be used. Nothing was changed where one of these is said. */

export const OLDEST_VERSION = 15;

interface DriverError {
  code?: string;
  message?: string;
}

/** Why no connection came about. @param cause of the driver. */
export function notConnected(place: DatabasePlace, cause: unknown): BootError {
  const at = namedPlace(place);
  const { code = '', message = String(cause) } = cause as DriverError;
  const say = (vi: string, en: string): BootError => new BootError(`Cơ sở dữ liệu ${at}: ${vi}`, `The database ${at}: ${en}`, { cause });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return say(`không tìm thấy máy “${place.host}”. Kiểm tra DATABASE_URL.`, `there is no host “${place.host}”. Look at DATABASE_URL.`);
  if (code === '28P01') return say('sai tên người dùng hoặc mật khẩu. Kiểm tra DATABASE_URL hoặc DATABASE_PASSWORD_FILE.', 'the user or its password is wrong. Look at DATABASE_URL or DATABASE_PASSWORD_FILE.');
  if (/password must be a string/u.test(message)) return say('máy chủ đòi mật khẩu mà chưa đặt. Ghi vào DATABASE_PASSWORD_FILE hoặc ~/.pgpass.', 'the server asks for a password and none is set. Put it into DATABASE_PASSWORD_FILE or ~/.pgpass.');
  if (code === '28000') return say(`máy chủ không cho người dùng này vào (pg_hba.conf, hoặc không có người dùng): ${message}.`, `the server does not let this user in (pg_hba.conf, or there is no such user): ${message}.`);
  if (code === '3D000') return say('chưa có cơ sở dữ liệu này. Tạo bằng: createdb (docs/operating.md, “PostgreSQL”).', 'there is no such database. Make it with: createdb (docs/operating.md, “PostgreSQL”).');
  if (code === '53300') return say('máy chủ đã hết chỗ kết nối. Tăng max_connections, hoặc bớt chương trình khác.', 'the server has no connection left. Raise max_connections, or use fewer other programs.');
  if (code === '42501') return say('người dùng này không được phép tạo bảng trong cơ sở dữ liệu. Đặt người dùng làm chủ cơ sở dữ liệu.', 'this user may not make tables in it. Make the user its owner.');
  if (/SSL|TLS|certificate|self.signed/iu.test(`${code} ${message}`)) {
    return say(`không lập được kết nối mã hóa (${message}). Bật ssl trên máy chủ và đặt sslrootcert=TỆP, hoặc sslmode=disable nếu mạng giữa hai máy là mạng riêng.`, `no encrypted connection came about (${message}). Turn on ssl on the server and set sslrootcert=FILE, or sslmode=disable where the network between the machines is your own.`);
  }
  if (code === '57P03') return say('máy chủ đang khởi động hoặc đang dừng. Thử lại sau ít phút.', 'the server is starting or stopping. Try again in a few minutes.');
  return say(`không kết nối được (${message}). Kiểm tra máy chủ PostgreSQL đang chạy, địa chỉ, cổng và tường lửa.`, `it cannot be reached (${message}). See that PostgreSQL runs there, and look at address, port and firewall.`);
}

const refusal = (place: DatabasePlace, vi: string, en: string): BootError => new BootError(`Cơ sở dữ liệu ${namedPlace(place)} ${vi} Không có gì bị thay đổi.`, `The database ${namedPlace(place)} ${en} Nothing was changed.`);

export const tooOld = (place: DatabasePlace, version: string): BootError =>
  refusal(place, `chạy PostgreSQL ${version}; cần từ ${OLDEST_VERSION} trở lên.`, `runs PostgreSQL ${version}; ${OLDEST_VERSION} or later is needed.`);

export const readOnly = (place: DatabasePlace): BootError =>
  refusal(place, 'chỉ cho đọc (máy dự phòng, hoặc default_transaction_read_only). Dùng máy chính.', 'is read-only (a standby, or default_transaction_read_only). Use the primary.');

export const otherEncoding = (place: DatabasePlace, encoding: string): BootError =>
  refusal(place, `dùng bảng mã ${encoding}; cần UTF8. Tạo lại bằng: createdb -E UTF8 -T template0.`, `has the encoding ${encoding}; UTF8 is needed. Make it again with: createdb -E UTF8 -T template0.`);

export const notDurable = (place: DatabasePlace, setting: string): BootError =>
  refusal(place, `có thể mất dữ liệu đã xác nhận khi mất điện: ${setting} đang tắt. Bật lại trong postgresql.conf.`, `could lose what was acknowledged when power fails: ${setting} is off. Turn it on in postgresql.conf.`);

export const ofSomebody = (place: DatabasePlace, names: readonly string[]): BootError => {
  const some = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  return refusal(place, `chứa bảng không phải của Phiên (${some}). Tạo một cơ sở dữ liệu riêng.`, `holds tables that are not Phiên's (${some}). Make a database of its own.`);
};

export const ofAnotherFolder = (place: DatabasePlace): BootError =>
  refusal(
    place,
    'thuộc một hệ thống đã dùng, có thư mục dữ liệu riêng. Đặt PHIEN_DATA đúng thư mục đó (hoặc bản sao lưu của nó), hoặc tạo một cơ sở dữ liệu mới.',
    'belongs to an installation in use, which has a data folder of its own. Point PHIEN_DATA at that one (or its backup), or make a new database.',
  );

export const newerVersion = (place: DatabasePlace, names: readonly string[]): BootError =>
  refusal(place, `thuộc phiên bản mới hơn (${names.join(', ')}). Dùng đúng phiên bản phần mềm.`, `belongs to a newer version (${names.join(', ')}). Use that version of the program.`);

export const inUse = (place: DatabasePlace): BootError =>
  refusal(place, 'đang được một máy chủ Phiên khác sử dụng. Dừng máy chủ đó, hoặc dùng cơ sở dữ liệu khác.', 'is in use by another Phiên server. Stop that one, or use another database.');

export const notMigrated = (place: DatabasePlace, detail: string, cause: unknown): BootError =>
  new BootError(
    `Không nâng cấp được cơ sở dữ liệu ${namedPlace(place)} (${detail}). Dữ liệu còn nguyên như trước khi nâng cấp.`,
    `The database ${namedPlace(place)} could not be migrated (${detail}). The data is as it was before.`,
    { cause },
  );

export const unreadableFile = (file: string, cause: unknown): BootError => {
  const why = (cause as NodeJS.ErrnoException).code ?? '';
  return new BootError(`Không đọc được tệp ${file} (${why}) mà DATABASE_PASSWORD_FILE hoặc sslrootcert nêu.`, `The file ${file} that DATABASE_PASSWORD_FILE or sslrootcert names cannot be read (${why}).`, { cause });
};

/** It is asked for by the command line, or a part of the program, before a server has ever started on it. */
export const nothingThere = (place: DatabasePlace): BootError =>
  refusal(place, 'chưa có dữ liệu của Phiên. Khởi động máy chủ một lần, hoặc kiểm tra DATABASE_URL.', 'has no data of Phiên yet. Start the server once, or look at DATABASE_URL.');
