import { BootError } from './boot-error';
import { LOOPBACK, type Environment, type Secret } from './place-parts';

/** Where papers lie when it is not the data folder: a bucket of an S3 store. */
export interface BlobPlace {
  /** http(s)://host[:port] */
  endpoint: string;
  bucket: string;
  /** Before every name: empty, or ending in a slash. */
  prefix: string;
  region: string;
  accessKey: Secret;
  secretKey: Secret;
}

const DEFAULT_REGION = 'us-east-1';
const FORM = 's3://BUCKET/PREFIX?endpoint=https://HOST[:PORT]&region=REGION';
const BUCKET = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u;
const PREFIX = /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?$/u;

/** The value itself is not repeated: a key may have been put into it. */
const wrong = (vi: string, en: string): BootError => new BootError(`Cấu hình chưa đúng: PHIEN_BLOBS ${vi}. Dạng đúng: ${FORM}`, `The configuration is not right: PHIEN_BLOBS ${en}. Its form: ${FORM}`);

/** Where papers lie by the environment; null: in the data folder. @throws BootError saying which part is wrong. */
export function readBlobPlace(env: Environment): BlobPlace | null {
  const given = env['PHIEN_BLOBS'];
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url?.protocol !== 's3:') throw wrong('phải bắt đầu bằng s3://', 'must begin with s3://');
  if (url.username || url.password) throw wrong('không được chứa khóa: dùng PHIEN_S3_ACCESS_KEY và PHIEN_S3_SECRET_KEY', 'must not hold keys: use PHIEN_S3_ACCESS_KEY and PHIEN_S3_SECRET_KEY');
  if (url.port || url.hash || !BUCKET.test(url.hostname)) throw wrong('nêu tên bucket không hợp lệ (3–63 chữ thường, số, “-”, “.”)', 'names no bucket (3 to 63 lower-case letters, digits, “-”, “.”)');
  const prefix = url.pathname.replace(/^\/|\/$/gu, '');
  if (!PREFIX.test(prefix)) throw wrong('có tiền tố không hợp lệ (chữ không dấu, số, “-”, “_”, “.”, cách nhau bằng “/”)', 'has a prefix that is none (letters, digits, “-”, “_”, “.”, parted by “/”)');
  const unknown = [...url.searchParams.keys()].filter((name) => name !== 'endpoint' && name !== 'region');
  if (unknown.length > 0) throw wrong(`có tham số không rõ: ${unknown.join(', ')}`, `has unknown parameters: ${unknown.join(', ')}`);
  return {
    endpoint: endpointOf(url.searchParams.get('endpoint') ?? ''),
    bucket: url.hostname,
    prefix: prefix === '' ? '' : `${prefix}/`,
    region: regionOf(url.searchParams.get('region')),
    accessKey: secretOf(env, 'PHIEN_S3_ACCESS_KEY'),
    secretKey: secretOf(env, 'PHIEN_S3_SECRET_KEY'),
  };
}

function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/u.test(url.protocol) || url.username || url.password || url.pathname !== '/' || url.search || url.hash) {
    throw wrong('cần endpoint là địa chỉ http(s) của kho, không kèm đường dẫn', 'needs endpoint, the http(s) address of the store without a path');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw wrong(`có endpoint http:// ở máy khác: tài liệu sẽ đi qua mạng không mã hóa. Dùng https:// (chứng thư riêng: NODE_EXTRA_CA_CERTS)`, 'has an http:// endpoint on another machine: papers would pass the network in the clear. Use https:// (an authority of your own: NODE_EXTRA_CA_CERTS)');
  }
  return url.origin;
}

function regionOf(text: string | null): string {
  if (text === null || text === '') return DEFAULT_REGION;
  if (!/^[A-Za-z0-9-]{1,64}$/u.test(text)) throw wrong('có region không hợp lệ', 'has a region that is none');
  return text;
}

function secretOf(env: Environment, name: string): Secret {
  const [value, file] = [env[name], env[`${name}_FILE`]];
  if (value && file) throw new BootError(`Chỉ đặt một trong hai: ${name} hoặc ${name}_FILE.`, `Set one of ${name} and ${name}_FILE, not both.`);
  if (file) return { file };
  if (value) return { value };
  throw new BootError(`PHIEN_BLOBS cần khóa của kho: đặt ${name}, hoặc ${name}_FILE là tệp chứa khóa.`, `PHIEN_BLOBS needs the keys of the store: set ${name}, or ${name}_FILE to a file that holds it.`);
}
