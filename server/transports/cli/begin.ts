import { rmSync } from 'node:fs';
import path from 'node:path';
import { writeDurably } from '../../adapters/installation/durable-file';
import type { Application } from '../../application';
import { system } from '../../kernel/actor';
import { BootError, DEFAULT_SAMPLE_PASSWORD, isExposed, type Config } from '../../kernel/config';

const installer = system('installer');

/** Where the way in is left when nobody looks at a terminal: a log that is sent on must not hold it. */
const SIGN_IN_FILE = 'sign-in.txt';

export interface Begun {
  /** The sample province is in this data folder. */
  sample: boolean;
  /** Its published password opens it: nobody but the people at this machine may come in. */
  published: boolean;
  /** What to print once the server listens. */
  welcome: string;
}

interface SampleAccount {
  userName: string;
  fullName: string;
  title: string;
}

/** Whether this start is to fill an unused data folder with the sample province. */
export const wantsSample = (config: Config): boolean => config.begin === 'sample' || (config.begin === 'auto' && !isExposed(config));

/**
 * After the installation is open: says how to get in. An empty installation gets a one-time link for its first administrator, the
 * sample province a table of its accounts.
 * @param isFirst false: another process of this machine has said it, and issued the link. @param terminal somebody looks at what is printed; otherwise secrets go into a file of the data folder.
 * @throws BootError when a sample province with the published password would be open to others.
 */
export async function beginInstallation(application: Pick<Application, 'execute' | 'query'>, config: Config, terminal: boolean, isFirst = true): Promise<Begun> {
  const { sample, published, people, accounts } = await application.query('identity.installation', {}, installer);
  const note = path.join(path.resolve(config.dataDir), SIGN_IN_FILE);
  if (published && isExposed(config)) throw openToOthers(config);
  if (sample) return { sample, published, welcome: sampleWelcome(config.origin, accounts, passwordLine(config, published, terminal)) };
  if (people > 0 || !isFirst) {
    if (isFirst) rmSync(note, { force: true });
    return { sample, published, welcome: `\n  Phiên: ${config.origin}\n\n` };
  }
  const { token } = await application.execute('identity.issue-link', { kind: 'first_admin' }, installer);
  const link = `${config.origin}/welcome/${token}`;
  if (!terminal) writeDurably(note, `Quản trị viên đầu tiên / First administrator (một lần, 24 giờ / once, 24 hours):\n${link}\n`);
  return {
    sample,
    published,
    welcome: terminal
      ? `\n  Phiên: ${config.origin}\n\n  Quản trị viên đầu tiên / First administrator (một lần, 24 giờ / once, 24 hours):\n  ${link}\n\n`
      : `\n  Phiên: ${config.origin}\n\n  Liên kết cho quản trị viên đầu tiên nằm trong tệp / The link for the first administrator is in the file (0600):\n  ${note}\n\n`,
  };
}

function openToOthers({ dataDir }: Config): BootError {
  return new BootError(
    `Từ chối khởi động: ${path.resolve(dataDir)} là tỉnh mẫu với mật khẩu đã công bố, mà HOST, PHIEN_ORIGIN hoặc PHIEN_TRUSTED_PROXIES cho người khác truy cập. Đặt PHIEN_DATA sang thư mục trống (thêm PHIEN_SAMPLE=1 và PHIEN_SAMPLE_PASSWORD nếu muốn tỉnh mẫu), hoặc chỉ dùng trên máy này.`,
    `Refusing to start: ${path.resolve(dataDir)} is the sample province with its published password, and HOST, PHIEN_ORIGIN or PHIEN_TRUSTED_PROXIES lets others in. Point PHIEN_DATA at an empty folder (with PHIEN_SAMPLE=1 and PHIEN_SAMPLE_PASSWORD for a sample province), or use it on this machine only.`,
  );
}

/** What everybody can read is no secret; what an operator chose is shown to nobody but who sits at the terminal. */
function passwordLine({ samplePassword }: Config, published: boolean, terminal: boolean): string {
  const label = 'Mật khẩu của mọi tài khoản và mã PIN ký / Password of all accounts and signing PIN:';
  if (published) return `${label} ${DEFAULT_SAMPLE_PASSWORD}`;
  return terminal && samplePassword !== DEFAULT_SAMPLE_PASSWORD ? `${label} ${samplePassword}` : `${label} như đã đặt trong / as set in PHIEN_SAMPLE_PASSWORD`;
}

function sampleWelcome(origin: string, accounts: readonly SampleAccount[], password: string): string {
  const width = Math.max(...accounts.map((account) => account.userName.length));
  const names = Math.max(...accounts.map((account) => account.fullName.length));
  const rows = accounts.map((account) => `  ${account.userName.padEnd(width)}   ${account.fullName.padEnd(names)}   ${account.title}`);
  return [
    '',
    `  Phiên: ${origin}`,
    '',
    '  Tỉnh mẫu Thanh Giang – dữ liệu hư cấu, chữ ký thử nghiệm không có giá trị pháp lý.',
    '  Sample province Thanh Giang – fictional data, test signatures without legal value.',
    '',
    `  ${password}`,
    '',
    ...rows,
    '',
    '',
  ].join('\n');
}
