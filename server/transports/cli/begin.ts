import type { Application } from '../../application';
import { system } from '../../kernel/actor';
import { isLoopback, type Config } from '../../kernel/config';

const installer = system('installer');

export interface Begun {
  /** The sample province is in this data folder. */
  sample: boolean;
  /** What to print once the server listens. */
  welcome(config: Config): string;
}

interface SampleAccount {
  userName: string;
  fullName: string;
  title: string;
}

/** Whether this start is to fill an empty data folder with the sample province. */
export const wantsSample = (config: Config): boolean => config.begin === 'sample' || (config.begin === 'auto' && isLoopback(config.host));

/**
 * After the house is open: says how to get in. An empty installation gets a one-time link for its first
 * administrator, the sample province a table of its accounts.
 */
export async function beginInstallation(application: Application, config: Config): Promise<Begun> {
  const facts = await application.query('identity.installation', {}, installer);
  if (facts.sample) {
    return { sample: true, welcome: ({ origin }) => sampleWelcome(origin, facts.accounts, config.samplePassword) };
  }
  if (facts.people > 0) return { sample: false, welcome: ({ origin }) => `\n  Phiên: ${origin}\n\n` };
  const { token } = await application.execute('identity.issue-link', { kind: 'first_admin' }, installer);
  const link = `${config.origin}/welcome/${token}`;
  return {
    sample: false,
    welcome: ({ origin }) =>
      `\n  Phiên: ${origin}\n\n  Quản trị viên đầu tiên / First administrator (một lần, 24 giờ / once, 24 hours):\n  ${link}\n\n`,
  };
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
    `  Mật khẩu của mọi tài khoản và mã PIN ký / Password of all accounts and signing PIN: ${password}`,
    '',
    ...rows,
    '',
    '',
  ].join('\n');
}
