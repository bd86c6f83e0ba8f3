import { BootError } from '../../kernel/config';

/**
 * What an operator reads when a data folder is not whole. Every sentence says that nothing was changed and leads to a copy in
 * a new folder: what is left in the old one may be all there is.
 */
const NEXT = {
  vi: 'Không có gì bị thay đổi. Giữ nguyên thư mục này; chép TOÀN BỘ bản sao lưu vào một thư mục mới rồi đặt PHIEN_DATA sang thư mục đó (docs/operating.md, “Khôi phục”).',
  en: 'Nothing was changed. Leave this folder as it is; copy a WHOLE backup into a new folder and point PHIEN_DATA at that one (docs/operating.md, “Restoring”).',
};

const refusal = (vi: string, en: string, cause?: unknown): BootError => new BootError(`${vi} ${NEXT.vi}`, `${en} ${NEXT.en}`, { cause });

/** The main database is not there, or has no content, while other parts of an installation are. */
export const mainMissing = (dataDir: string, size: number | null, traces: readonly string[]): BootError =>
  refusal(
    `Thư mục dữ liệu ${dataDir} đã được sử dụng (có ${traces.join(', ')}) nhưng ${size === null ? 'không có phien.sqlite' : 'phien.sqlite rỗng'}.`,
    `The data folder ${dataDir} has been in use (${traces.join(', ')} ${traces.length > 1 ? 'are' : 'is'} there) but ${size === null ? 'phien.sqlite is missing' : 'phien.sqlite is empty'}.`,
  );

export const foreignFolder = (dataDir: string, names: readonly string[]): BootError => {
  const some = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
  return new BootError(
    `Thư mục ${dataDir} chứa tệp không phải của Phiên (${some}). Không có gì bị thay đổi. Đặt PHIEN_DATA sang một thư mục trống.`,
    `The folder ${dataDir} holds files that are not Phiên's (${some}). Nothing was changed. Point PHIEN_DATA at an empty folder.`,
  );
};

/** @param part as it is called in the folder. */
export const partMissing = (dataDir: string, part: string): BootError =>
  refusal(
    `Thư mục dữ liệu ${dataDir} thiếu ${part}, phần vốn thuộc hệ thống này.${part === 'blobs' ? ' Nếu tài liệu nằm trong kho S3: đặt lại PHIEN_BLOBS.' : ''}`,
    `The data folder ${dataDir} lacks ${part}, which belongs to this installation.${part === 'blobs' ? ' If papers lie in an S3 store, set PHIEN_BLOBS again.' : ''}`,
  );

export const partEmpty = (dataDir: string, part: string): BootError =>
  refusal(`${part} trong ${dataDir} rỗng, trong khi hệ thống này đã có dữ liệu.`, `${part} in ${dataDir} is empty, while this installation has data.`);

export const papersElsewhere = (dataDir: string, count: number): BootError =>
  refusal(
    `Không tệp nào trong ${count} tệp mà cơ sở dữ liệu nêu có trong ${dataDir}/blobs: blobs thuộc hệ thống khác, hoặc đã bị thay.`,
    `None of the ${count} files that the database names is in ${dataDir}/blobs: it belongs to another installation, or was replaced.`,
  );

export const partOfAnother = (dataDir: string, part: string): BootError =>
  refusal(`${part} trong ${dataDir} thuộc một hệ thống khác.`, `${part} in ${dataDir} belongs to another installation.`);

/** A database that has just been begun beside parts that have been in use. */
export const mainBegunAnew = (dataDir: string, traces: readonly string[]): BootError =>
  refusal(
    `phien.sqlite trong ${dataDir} chưa có dữ liệu nhưng bên cạnh có phần đã sử dụng (${traces.join(', ')}).`,
    `phien.sqlite in ${dataDir} has no data yet but beside it lies what has been in use (${traces.join(', ')}).`,
  );

/** The database of a server is empty while its folder has been in use. */
export const rowsBegunAnew = (dataDir: string, place: string, traces: readonly string[]): BootError =>
  refusal(
    `Cơ sở dữ liệu ${place} chưa có dữ liệu nhưng thư mục ${dataDir} đã được sử dụng (có ${traces.join(', ')}). Kiểm tra DATABASE_URL.`,
    `The database ${place} has no data yet but the folder ${dataDir} has been in use (${traces.join(', ')} ${traces.length > 1 ? 'are' : 'is'} there). Look at DATABASE_URL.`,
  );

/** Started without the address that its rows lie at. */
export const rowsElsewhere = (dataDir: string, place?: string): BootError =>
  new BootError(
    `Dữ liệu của ${dataDir} nằm trong PostgreSQL${place ? ` (${place})` : ''}. Đặt lại DATABASE_URL. Không có gì bị thay đổi.`,
    `The rows of ${dataDir} lie in PostgreSQL${place ? ` (${place})` : ''}. Set DATABASE_URL again. Nothing was changed.`,
  );

/** Started with an address while its rows lie in the folder. */
export const rowsInFolder = (dataDir: string): BootError =>
  new BootError(
    `Dữ liệu của ${dataDir} nằm trong phien.sqlite của thư mục này, không phải PostgreSQL. Bỏ DATABASE_URL, hoặc đặt PHIEN_DATA sang thư mục trống. Không có gì bị thay đổi.`,
    `The rows of ${dataDir} lie in phien.sqlite of that folder, not in PostgreSQL. Take DATABASE_URL away, or point PHIEN_DATA at an empty folder. Nothing was changed.`,
  );

/** The database says another id than the folder. */
export const rowsOfAnother = (dataDir: string, place: string): BootError =>
  refusal(`Cơ sở dữ liệu ${place} thuộc một hệ thống khác, không phải ${dataDir}.`, `The database ${place} belongs to another installation than ${dataDir}.`);

export const damagedPart = (file: string, detail: string, cause?: unknown): BootError =>
  refusal(`${file} bị hỏng hoặc không đọc được (${detail}).`, `${file} is damaged or cannot be read (${detail}).`, cause);

export const newerPart = (file: string): BootError =>
  new BootError(`${file} thuộc phiên bản mới hơn. Dùng đúng phiên bản phần mềm.`, `${file} belongs to a newer version. Use that version of the program.`);

/** Moving in was interrupted, and something lies where a piece belongs. */
export const fillInTheWay = (dataDir: string, name: string): BootError =>
  new BootError(
    `Lần tạo dữ liệu mẫu trước bị ngắt giữa chừng và ${name} trong ${dataDir} không khớp với phần còn lại. Không có gì bị thay đổi. Đặt PHIEN_DATA sang một thư mục trống.`,
    `Filling in the sample was interrupted and ${name} in ${dataDir} does not fit what is left of it. Nothing was changed. Point PHIEN_DATA at an empty folder.`,
  );
