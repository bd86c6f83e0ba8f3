import { z } from 'zod';
import { BootError } from './boot-error';
import { decodedPart, LOOPBACK, passwordOf, type Environment, type Secret } from './place-parts';

/** The mail server this installation hands its letters to. */
export interface MailPlace {
  /** Name or address, without brackets. */
  host: string;
  port: number;
  /** `encrypted`: TLS from the first byte; `upgraded`: by STARTTLS, and not a word before it; `plain`: in the clear, on this machine or where somebody said so. */
  safety: 'encrypted' | 'upgraded' | 'plain';
  user: string | null;
  password: Secret | null;
  /** Who letters come from: an address. */
  from: string;
  /** Certificates of the authority that vouches for the server; null: those of the machine. */
  authorityFile: string | null;
}

const FORM = 'smtp[s]://[USER:PASSWORD@]HOST[:PORT][?authority=FILE][&plain=1]';
const PARAMETERS = ['authority', 'plain'];
const address = z.email().max(200);

/** The value itself is not repeated: it may hold a password. */
const wrong = (vi: string, en: string): BootError => new BootError(`Cấu hình chưa đúng: PHIEN_SMTP ${vi}. Dạng đúng: ${FORM}`, `The configuration is not right: PHIEN_SMTP ${en}. Its form: ${FORM}`);
const decoded = (text: string): string => decodedPart(text, wrong);

/** Where letters are handed in by the environment; null: nowhere. @throws BootError saying which part is wrong. */
export function readMailPlace(env: Environment): MailPlace | null {
  const given = env['PHIEN_SMTP'];
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^smtps?:$/u.test(url.protocol)) throw wrong('phải bắt đầu bằng smtp:// hoặc smtps://', 'must begin with smtp:// or smtps://');
  const unknown = [...url.searchParams.keys()].filter((name) => !PARAMETERS.includes(name));
  if (unknown.length > 0 || url.hash) throw wrong(`có tham số không rõ: ${unknown.join(', ')}`, `has unknown parameters: ${unknown.join(', ')}`);
  if (!/^\/?$/u.test(url.pathname)) throw wrong('chỉ được có địa chỉ máy và cổng', 'may have nothing but a host and a port');
  if (url.hostname === '') throw wrong('cần tên máy', 'needs a host');
  const isPlain = url.searchParams.get('plain') === '1' || (url.protocol === 'smtp:' && LOOPBACK.test(url.hostname));
  const encrypted = url.protocol === 'smtps:';
  const password = passwordOf(env, decoded(url.password), { url: 'PHIEN_SMTP', file: 'PHIEN_SMTP_PASSWORD_FILE' });
  const user = url.username === '' ? null : decoded(url.username);
  if (password && user === null) throw wrong('có mật khẩu nhưng thiếu tên đăng nhập', 'has a password but no user');
  const from = address.safeParse(env['PHIEN_MAIL_FROM']);
  if (!from.success) {
    throw new BootError('PHIEN_SMTP cần PHIEN_MAIL_FROM: địa chỉ người gửi, ví dụ hop@thanhgiang.example.', 'PHIEN_SMTP needs PHIEN_MAIL_FROM: the address letters come from, e.g. hop@thanhgiang.example.');
  }
  return {
    host: decoded(url.hostname).replace(/^\[|\]$/gu, ''),
    port: url.port === '' ? (encrypted ? 465 : 587) : Number(url.port),
    safety: encrypted ? 'encrypted' : isPlain ? 'plain' : 'upgraded',
    user,
    password,
    from: from.data,
    authorityFile: url.searchParams.get('authority'),
  };
}

/** As operators read it: never with the password. */
export const namedMail = ({ host, port, safety, from }: Pick<MailPlace, 'host' | 'port' | 'safety' | 'from'>): string =>
  `smtp${safety === 'encrypted' ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${port}, ${from}`;
