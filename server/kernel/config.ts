import { z } from 'zod';
import { readAuthorityPlaces, type AuthorityPlaces } from './authority-places';
import { readBackupPlan, type BackupPlan } from './backup-plan';
import { readBlobPlace, type BlobPlace } from './blob-place';
import { BootError } from './boot-error';
import { readDatabasePlace, type DatabasePlace } from './database-place';
import { readMailPlace, type MailPlace } from './mail-place';
import { readRedisPlace, type RedisPlace } from './redis-place';
import { readShippingPlan, type ShippingPlan } from './standby-plan';

export { BootError } from './boot-error';

/** Everything the environment may say, checked once at boot. */
export interface Config {
  port: number;
  host: string;
  /** The one origin accepted, scheme://host[:port]. */
  origin: string;
  dataDir: string;
  /** Where papers lie; null: in the data folder. */
  blobs: BlobPlace | null;
  /** Where rows and marks lie; null: in the data folder. */
  rows: DatabasePlace | null;
  /** Where processes hear of each other; null: this one serves the installation alone. */
  redis: RedisPlace | null;
  /** Where letters are handed in; null: they wait. */
  mail: MailPlace | null;
  /** Who vouches for times and certificates. */
  authorities: AuthorityPlaces;
  /** How many of them on this machine, behind one port. */
  processes: number;
  /** Backups the installation makes by itself; null: none. */
  backups: BackupPlan | null;
  /** Where a second machine follows this one; null: none does. */
  standby: ShippingPlan | null;
  tls: { mode: 'none' } | { mode: 'local' } | { mode: 'files'; cert: string; key: string };
  /** `auto`: the sample province on an empty data folder, where nobody but the people at this machine can come in. */
  begin: 'auto' | 'sample' | 'empty';
  samplePassword: string;
  /** yyyy-MM-dd of the sample session, or null for "near today". */
  sampleDate: string | null;
  /** The clock starts at this moment and runs on (sample and tests), null for the machine's own. */
  clockStart: Date | null;
  logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  /** Where figures are shown to a program that collects them; null: nowhere of its own. */
  metrics: { host: string; port: number } | null;
  /** Who brings it is shown figures at the main address too, and alone at the other; null: nobody is asked for one. */
  metricsKey: string | null;
  /** From here on a command, question or picture leaves a line in the log, ms; null: never. */
  slowMs: number | null;
  /** Addresses of proxies whose X-Forwarded-* are believed. */
  trustedProxies: string[];
  production: boolean;
}

export const DEFAULT_SAMPLE_PASSWORD = 'phien-hop-mau-2026';
const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);
/** @param host name or address, without a port. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host) || /^127(\.\d{1,3}){3}$/.test(host);

/** Whether others than the people at this machine may come in: by the address, by the name they type, or through a proxy. */
export const isExposed = ({ host, origin, trustedProxies }: Pick<Config, 'host' | 'origin' | 'trustedProxies'>): boolean =>
  !isLoopback(host) || !isLoopback(new URL(origin).hostname) || trustedProxies.length > 0;

/** @throws BootError when the sample province would open to others with the password that everybody can read. */
export function requireOwnSamplePassword(config: Pick<Config, 'host' | 'origin' | 'trustedProxies' | 'samplePassword'>): void {
  if (!isExposed(config) || config.samplePassword !== DEFAULT_SAMPLE_PASSWORD) return;
  throw new BootError(
    'Dữ liệu mẫu mà máy khác truy cập được (HOST, PHIEN_ORIGIN hoặc PHIEN_TRUSTED_PROXIES) cần mật khẩu riêng: đặt PHIEN_SAMPLE_PASSWORD (ít nhất 12 ký tự, khác mật khẩu đã công bố).',
    'The sample province where others can reach it (HOST, PHIEN_ORIGIN or PHIEN_TRUSTED_PROXIES) needs a password of its own: set PHIEN_SAMPLE_PASSWORD (at least 12 characters, not the published one).',
  );
}

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PHIEN_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  PHIEN_DATA: z.string().min(1).default('data'),
  PHIEN_TLS: z.enum(['local', 'off']).optional(),
  PHIEN_TLS_CERT: z.string().min(1).optional(),
  PHIEN_TLS_KEY: z.string().min(1).optional(),
  PHIEN_SAMPLE: z.enum(['0', '1']).optional(),
  PHIEN_SAMPLE_PASSWORD: z.string().min(12).optional(),
  PHIEN_SAMPLE_DATE: z.iso.date().optional(),
  PHIEN_CLOCK: z.iso.datetime({ offset: true }).optional(),
  PHIEN_LOG: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  PHIEN_PROCESSES: z.coerce.number().int().min(1).max(64).default(1),
  PHIEN_METRICS: z.string().regex(/^(?:\[[0-9a-fA-F:.]+\]|[\w.-]+):\d{1,5}$/u, 'ADDRESS:PORT').optional(),
  PHIEN_METRICS_KEY: z.string().regex(/^[\x21-\x7e]{20,}$/u, 'at least 20 printable characters').optional(),
  PHIEN_SLOW_MS: z.coerce.number().int().min(0).max(600_000).default(200),
  PHIEN_TRUSTED_PROXIES: z.string().default(''),
  NODE_ENV: z.string().optional(),
});

/**
 * Reads and checks the configuration.
 * @param env usually `process.env`. @param flags command line after the script name, e.g. `--empty`.
 * @throws BootError naming each variable that is wrong.
 */
export function readConfig(env: Record<string, string | undefined>, flags: readonly string[] = []): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`).join('; ');
    throw new BootError(`Cấu hình chưa đúng: ${names}.`, `The configuration is not right: ${names}.`);
  }
  const e = parsed.data;
  const tls = tlsOf(e);
  const host = e.HOST;
  const proxied = e.PHIEN_TRUSTED_PROXIES !== '';
  if (!isLoopback(host) && tls.mode === 'none' && !proxied) {
    throw new BootError(
      `Từ chối khởi động: HOST=${host} cho phép máy khác kết nối nhưng chưa có TLS. Đặt PHIEN_TLS=local, hoặc PHIEN_TLS_CERT và PHIEN_TLS_KEY.`,
      `Refusing to start: HOST=${host} lets other machines connect but there is no TLS. Set PHIEN_TLS=local, or PHIEN_TLS_CERT and PHIEN_TLS_KEY.`,
    );
  }
  const scheme = tls.mode === 'none' ? 'http' : 'https';
  const origin = new URL(e.PHIEN_ORIGIN ?? `${scheme}://localhost:${e.PORT}`).origin;
  const wantsEmpty = flags.includes('--empty');
  const config: Config = {
    port: e.PORT,
    host,
    origin,
    dataDir: e.PHIEN_DATA,
    blobs: readBlobPlace(given),
    rows: readDatabasePlace(given),
    redis: readRedisPlace(given),
    mail: readMailPlace(given),
    authorities: readAuthorityPlaces(given),
    processes: e.PHIEN_PROCESSES,
    backups: readBackupPlan(given),
    standby: readShippingPlan(given),
    tls,
    begin: wantsEmpty || e.PHIEN_SAMPLE === '0' ? 'empty' : e.PHIEN_SAMPLE === '1' ? 'sample' : 'auto',
    samplePassword: e.PHIEN_SAMPLE_PASSWORD ?? DEFAULT_SAMPLE_PASSWORD,
    sampleDate: e.PHIEN_SAMPLE_DATE ?? null,
    clockStart: e.PHIEN_CLOCK ? new Date(e.PHIEN_CLOCK) : null,
    logLevel: e.PHIEN_LOG,
    ...metricsOf(e),
    slowMs: e.PHIEN_SLOW_MS === 0 ? null : e.PHIEN_SLOW_MS,
    trustedProxies: e.PHIEN_TRUSTED_PROXIES.split(',').map((part) => part.trim()).filter(Boolean),
    production: e.NODE_ENV !== 'development',
  };
  if (config.begin === 'sample') requireOwnSamplePassword(config);
  if (config.standby && config.rows) throw standbyOfServer();
  if (config.redis && !config.rows) throw aloneOnSqlite('REDIS_URL');
  if (config.processes > 1 && !config.rows) throw aloneOnSqlite('PHIEN_PROCESSES');
  if (config.processes > 1 && !config.redis) throw unheard();
  return config;
}

const standbyOfServer = (): BootError => new BootError(
  'PHIEN_STANDBY dành cho hệ thống lưu trong thư mục dữ liệu. Với PostgreSQL (DATABASE_URL), bản dự phòng là việc của PostgreSQL.',
  'PHIEN_STANDBY is for an installation in a data folder. With PostgreSQL (DATABASE_URL) a standby is that server’s own.',
);

const aloneOnSqlite = (name: string): BootError => new BootError(
  `${name} dành cho nhiều tiến trình cùng phục vụ một hệ thống, việc đó cần PostgreSQL: đặt DATABASE_URL, hoặc bỏ ${name}. SQLite chỉ phục vụ một tiến trình.`,
  `${name} is for several processes that serve one installation, which needs PostgreSQL: set DATABASE_URL, or take ${name} away. SQLite serves one process.`,
);

const unheard = (): BootError => new BootError(
  'PHIEN_PROCESSES cần Redis để các tiến trình báo tin cho nhau: đặt REDIS_URL.',
  'PHIEN_PROCESSES needs Redis, by which processes hear of each other: set REDIS_URL.',
);

/** Figures tell of names and habits of an installation: beyond this machine they are shown for a key alone. */
function metricsOf(e: z.output<typeof environment>): Pick<Config, 'metrics' | 'metricsKey'> {
  const metricsKey = e.PHIEN_METRICS_KEY ?? null;
  if (e.PHIEN_METRICS === undefined) return { metrics: null, metricsKey };
  const at = e.PHIEN_METRICS.lastIndexOf(':');
  const metrics = { host: e.PHIEN_METRICS.slice(0, at).replace(/^\[|\]$/gu, ''), port: Number(e.PHIEN_METRICS.slice(at + 1)) };
  if (metrics.port > 65_535) throw new BootError(`Cấu hình chưa đúng: PHIEN_METRICS (cổng ${metrics.port}).`, `The configuration is not right: PHIEN_METRICS (port ${metrics.port}).`);
  if (!isLoopback(metrics.host) && metricsKey === null) {
    throw new BootError(
      `Từ chối khởi động: PHIEN_METRICS=${e.PHIEN_METRICS} cho máy khác xem số liệu mà chưa có khóa. Đặt PHIEN_METRICS_KEY (ít nhất 20 ký tự), hoặc dùng 127.0.0.1.`,
      `Refusing to start: PHIEN_METRICS=${e.PHIEN_METRICS} shows figures to other machines without a key. Set PHIEN_METRICS_KEY (at least 20 characters), or use 127.0.0.1.`,
    );
  }
  return { metrics, metricsKey };
}

function tlsOf(e: z.output<typeof environment>): Config['tls'] {
  if (Boolean(e.PHIEN_TLS_CERT) !== Boolean(e.PHIEN_TLS_KEY)) {
    throw new BootError('PHIEN_TLS_CERT và PHIEN_TLS_KEY phải đi cùng nhau.', 'PHIEN_TLS_CERT and PHIEN_TLS_KEY must be given together.');
  }
  if (e.PHIEN_TLS_CERT && e.PHIEN_TLS_KEY) return { mode: 'files', cert: e.PHIEN_TLS_CERT, key: e.PHIEN_TLS_KEY };
  return e.PHIEN_TLS === 'local' ? { mode: 'local' } : { mode: 'none' };
}
