import { BootError } from '../../kernel/boot-error';
import type { S3Failure, S3Place } from './s3-calls';

/** What an operator reads when the store of papers is not one this installation may use. Nothing was written into it. */
const where = ({ endpoint, bucket, prefix }: S3Place): string => `s3://${bucket}/${prefix} (${endpoint})`;

const refusal = (place: S3Place, vi: string, en: string, cause?: unknown): BootError =>
  new BootError(`Kho tệp ${where(place)} ${vi} Không có gì bị thay đổi (docs/operating.md, “Papers in an S3 store”).`, `The store of papers ${where(place)} ${en} Nothing was changed (docs/operating.md, “Papers in an S3 store”).`, { cause });

const KEYS = new Set(['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'InvalidToken', 'ExpiredToken']);
const ELSEWHERE = new Set(['AuthorizationHeaderMalformed', 'PermanentRedirect', 'TemporaryRedirect', 'IllegalLocationConstraintException']);

/** @param failure what the store answered to the first questions. */
export function notUsable(place: S3Place, failure: S3Failure): BootError {
  const { status, code, message } = failure;
  if (KEYS.has(code)) return refusal(place, `không nhận khóa (${code}). Kiểm tra PHIEN_S3_ACCESS_KEY và PHIEN_S3_SECRET_KEY.`, `does not know the keys (${code}). Check PHIEN_S3_ACCESS_KEY and PHIEN_S3_SECRET_KEY.`, failure);
  if (code === 'NoSuchBucket') return refusal(place, 'không có bucket này. Tạo bucket, hoặc sửa PHIEN_BLOBS.', 'has no such bucket. Make it, or mend PHIEN_BLOBS.', failure);
  if (code === 'RequestTimeTooSkewed') return refusal(place, 'và máy này có giờ lệch nhau hơn 15 phút. Chỉnh đồng hồ (NTP).', 'and this machine have clocks that differ by more than 15 minutes. Set them right (NTP).', failure);
  if (ELSEWHERE.has(code) || (status >= 300 && status < 400)) return refusal(place, `thuộc vùng (region) hoặc địa chỉ khác (${code}). Sửa region và endpoint trong PHIEN_BLOBS.`, `is of another region or address (${code}). Mend region and endpoint in PHIEN_BLOBS.`, failure);
  if (status === 403) return refusal(place, `không cho khóa này đọc, ghi, xóa và liệt kê (${code}). Cấp đủ quyền cho khóa.`, `does not let these keys read, write, delete and list (${code}). Give the keys these rights.`, failure);
  return refusal(place, `không trả lời được (${message}). Kiểm tra địa chỉ, mạng và chứng thư, rồi khởi động lại.`, `cannot be asked (${message}). Check the address, the network and the certificate, then start again.`, failure);
}

export const noKeyFile = (file: string, cause: unknown): BootError => new BootError(`Không đọc được tệp khóa ${file}.`, `The key file ${file} cannot be read.`, { cause });

export const ofAnother = (place: S3Place): BootError => refusal(place, 'thuộc một hệ thống khác. Dùng bucket hoặc tiền tố riêng cho mỗi hệ thống.', 'belongs to another installation. Give each a bucket or a prefix of its own.');

export const ofSomebody = (place: S3Place): BootError => refusal(place, 'chứa tệp không phải của Phiên. Dùng bucket hoặc tiền tố trống.', "holds objects that are not Phiên's. Use an empty bucket or prefix.");

export const papersNotThere = (place: S3Place, count: number): BootError =>
  refusal(
    place,
    `không có tệp nào trong các tệp mà cơ sở dữ liệu nêu (đã tìm ${count}). Nếu chúng ở thư mục blobs/: chạy “phien blobs copy” khi máy chủ đã dừng; nếu kho bị mất: khôi phục từ bản sao lưu.`,
    `has none of the files that the database names (${count} were looked for). If they lie in the folder blobs/: run “phien blobs copy” while the server is stopped; if the store was lost: restore it from a backup.`,
  );

export const copyNotFinished = (place: S3Place): BootError => refusal(place, 'mới được chép một phần. Chạy lại “phien blobs copy”.', 'was filled in part only. Run “phien blobs copy” again.');
