import { BootError } from './boot-error';
import { decodedPart, LOOPBACK, passwordOf, type Environment, type Secret } from './place-parts';

/** Where the rows of an installation lie when it is not the data folder: a database of a PostgreSQL server. */
export interface DatabasePlace {
  /** Name or address, or the folder of the server's socket. */
  host: string;
  port: number;
  database: string;
  /** Null: the name of the account the program runs as. */
  user: string | null;
  /** Null: what the server asks for is looked up as its own programs do (`PGPASSWORD`, `~/.pgpass`), or nothing is asked for. */
  password: Secret | null;
  /** `verified`: encrypted, and the server proves its name. */
  tls: 'none' | 'encrypted' | 'verified';
  /** Certificates of the authority that vouches for the server; null: those of the machine. */
  authorityFile: string | null;
}

const FORM = 'postgres://USER@HOST[:PORT]/DATABASE';
const PARAMETERS = ['host', 'sslmode', 'sslrootcert'];
const TLS_OF: Readonly<Record<string, DatabasePlace['tls']>> = { disable: 'none', require: 'encrypted', 'verify-full': 'verified' };

/** The value itself is not repeated: it may hold a password. */
const wrong = (vi: string, en: string): BootError => new BootError(`Cấu hình chưa đúng: DATABASE_URL ${vi}. Dạng đúng: ${FORM}`, `The configuration is not right: DATABASE_URL ${en}. Its form: ${FORM}`);
const decoded = (text: string): string => decodedPart(text, wrong);

/** Where rows lie by the environment; null: in the data folder. @throws BootError saying which part is wrong. */
export function readDatabasePlace(env: Environment): DatabasePlace | null {
  const given = env['DATABASE_URL'];
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^postgres(ql)?:$/u.test(url.protocol)) throw wrong('phải bắt đầu bằng postgres:// (không đặt thì dùng SQLite trong thư mục dữ liệu)', 'must begin with postgres:// (without it SQLite in the data folder is used)');
  const unknown = [...url.searchParams.keys()].filter((name) => !PARAMETERS.includes(name));
  if (unknown.length > 0) throw wrong(`có tham số không rõ: ${unknown.join(', ')}`, `has unknown parameters: ${unknown.join(', ')}`);
  const database = decoded(url.pathname.slice(1));
  if (database === '' || database.includes('/') || url.hash) throw wrong('cần tên cơ sở dữ liệu sau địa chỉ máy', 'needs the name of the database after the host');
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[|\]$/gu, '');
  if (host === '') throw wrong('cần tên máy, hoặc host=/THƯ_MỤC của socket', 'needs a host, or host=/FOLDER of the socket');
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    database,
    user: url.username === '' ? null : decoded(url.username),
    password: passwordOf(env, decoded(url.password), { url: 'DATABASE_URL', file: 'DATABASE_PASSWORD_FILE' }),
    tls: tlsOf(url.searchParams.get('sslmode'), host),
    authorityFile: url.searchParams.get('sslrootcert'),
  };
}

/** What passes between machines is encrypted and goes to who it is meant for, where nobody said otherwise. */
function tlsOf(mode: string | null, host: string): DatabasePlace['tls'] {
  if (mode === null) return LOOPBACK.test(host) || host.startsWith('/') ? 'none' : 'verified';
  const tls = TLS_OF[mode];
  if (!tls) throw wrong(`có sslmode không rõ; chọn ${Object.keys(TLS_OF).join(', ')}`, `has an unknown sslmode; choose ${Object.keys(TLS_OF).join(', ')}`);
  return tls;
}

/** As operators read it: never with the password. */
export const namedPlace = ({ host, port, database }: DatabasePlace): string => `postgres://${host.includes(':') ? `[${host}]` : host.startsWith('/') ? '' : host}:${port}/${database}${host.startsWith('/') ? ` (${host})` : ''}`;
