import { BootError } from './boot-error';
import type { Environment } from './place-parts';

/** A time-stamp authority this installation asks. */
export interface TimeStampPlace {
  url: string;
  /** Under which policy, in dotted form; null: the authority's own. */
  policy: string | null;
}

export interface AuthorityPlaces {
  /** Asked in this order until one answers well. */
  timeStamps: readonly TimeStampPlace[];
  /** Hosts on this machine or network that certificates may send the program to; everything inside is refused otherwise. */
  insideHosts: readonly string[];
}

export const NO_AUTHORITIES: AuthorityPlaces = { timeStamps: [], insideHosts: [] };

const OID = /^[0-2](\.\d{1,20}){1,20}$/u;
const FORM = 'http[s]://HOST[:PORT]/PATH[#policy=OID][ http…]';

const wrong = (vi: string, en: string): BootError => new BootError(`Cấu hình chưa đúng: PHIEN_TSA ${vi}. Dạng đúng: ${FORM}`, `The configuration is not right: PHIEN_TSA ${en}. Its form: ${FORM}`);

function timeStampPlace(text: string): TimeStampPlace {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/u.test(url.protocol)) throw wrong('phải là các địa chỉ http:// hoặc https://', 'must be addresses with http:// or https://');
  if (url.username !== '' || url.password !== '') throw wrong('không được có tên đăng nhập hay mật khẩu', 'may have no user and no password');
  const policy = url.hash === '' ? null : (/^#policy=(.+)$/u.exec(url.hash)?.[1] ?? '');
  if (policy !== null && !OID.test(policy)) throw wrong('có chính sách không hợp lệ', 'names a policy that is none');
  url.hash = '';
  return { url: url.href, policy };
}

/** Time-stamp authorities by the environment, separated by white space. @throws BootError saying which part is wrong. */
export function readAuthorityPlaces(env: Environment): AuthorityPlaces {
  const words = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/u).filter(Boolean);
  return { timeStamps: words(env['PHIEN_TSA']).map(timeStampPlace), insideHosts: words(env['PHIEN_STATUS_HOSTS']).map((host) => host.toLowerCase()) };
}
