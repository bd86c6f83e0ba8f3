import { BootError } from './boot-error';
import { decodedPart, LOOPBACK, passwordOf, type Environment, type Secret } from './place-parts';

/** Redis through which the processes of one installation hear of each other. It holds nothing that may not be lost. */
export interface RedisPlace {
  /** Name or address; the path of its socket where `port` is null. */
  host: string;
  port: number | null;
  database: number;
  /** Null: the default user. */
  user: string | null;
  password: Secret | null;
  encrypted: boolean;
  /** Certificates of the authority that vouches for the server; null: those of the machine. */
  authorityFile: string | null;
}

/** Why Redis carries nothing now. */
export const REDIS_PROBLEMS = ['unreachable', 'password', 'forbidden', 'not_redis', 'read_only', 'silent'] as const;
export type RedisProblem = (typeof REDIS_PROBLEMS)[number];

const FORM = 'redis[s]://[USER:PASSWORD@]HOST[:PORT][/NUMBER] | unix:///PATH';
const PARAMETERS = ['authority', 'plain'];

/** The value itself is not repeated: it may hold a password. */
const wrong = (vi: string, en: string): BootError => new BootError(`Cấu hình chưa đúng: REDIS_URL ${vi}. Dạng đúng: ${FORM}`, `The configuration is not right: REDIS_URL ${en}. Its form: ${FORM}`);
const decoded = (text: string): string => decodedPart(text, wrong);

/** Where Redis is by the environment; null: there is none. @throws BootError saying which part is wrong. */
export function readRedisPlace(env: Environment): RedisPlace | null {
  const given = env['REDIS_URL'];
  if (!given) return null;
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^(rediss?|unix):$/u.test(url.protocol)) throw wrong('phải bắt đầu bằng redis://, rediss:// hoặc unix://', 'must begin with redis://, rediss:// or unix://');
  const unknown = [...url.searchParams.keys()].filter((name) => !PARAMETERS.includes(name));
  if (unknown.length > 0 || url.hash) throw wrong(`có tham số không rõ: ${unknown.join(', ')}`, `has unknown parameters: ${unknown.join(', ')}`);
  const common = { user: url.username === '' ? null : decoded(url.username), password: passwordOf(env, decoded(url.password), { url: 'REDIS_URL', file: 'REDIS_PASSWORD_FILE' }), authorityFile: url.searchParams.get('authority') };
  if (url.protocol === 'unix:') {
    if (url.host !== '' || url.pathname.length < 2) throw wrong('cần đường dẫn tuyệt đối của socket: unix:///run/redis/redis.sock', 'needs the absolute path of the socket: unix:///run/redis/redis.sock');
    return { ...common, host: decoded(url.pathname), port: null, database: 0, encrypted: false };
  }
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  if (host === '') throw wrong('cần tên máy', 'needs a host');
  const database = /^(?:\/?|\/(\d{1,4}))$/u.exec(url.pathname);
  if (!database) throw wrong('chỉ được có một số sau địa chỉ máy (số của cơ sở dữ liệu Redis)', 'may have nothing but a number after the host (that of the Redis database)');
  const encrypted = url.protocol === 'rediss:';
  if (!encrypted && !LOOPBACK.test(host) && url.searchParams.get('plain') !== '1') {
    throw wrong('dùng redis:// tới máy khác: mật khẩu và nét bút sẽ đi qua mạng không mã hóa. Dùng rediss://, hoặc thêm ?plain=1 nếu mạng giữa hai máy là mạng riêng', 'is redis:// to another machine: passwords and ink would pass the network in the clear. Use rediss://, or add ?plain=1 where the network between the machines is your own');
  }
  return { ...common, host, port: url.port === '' ? 6379 : Number(url.port), database: Number(database[1] ?? 0), encrypted };
}

/** As operators read it: never with the password. */
export const namedRedis = ({ host, port, database, encrypted }: RedisPlace): string =>
  port === null ? `unix://${host}` : `redis${encrypted ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${port}${database === 0 ? '' : `/${database}`}`;
