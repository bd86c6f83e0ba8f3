import { anonymous, system, type PersonCaller } from '../../../server/kernel/actor';
import type { OpenedApplication } from '../../../server/application';
import { openTestInstallation, type TestInstallation } from '../../support/installation';

export const PASSWORD = 'giấy tờ để ở nhà 2026';
export const installer = system('installer');
export const transport = system('transport');

export interface Desk {
  installation: TestInstallation;
  application: OpenedApplication;
  /** Makes a person with a password through the real command. */
  addAccount(userName: string, options?: { fullName?: string; roles?: ('admin' | 'clerk' | 'officer')[]; password?: string }): Promise<string>;
  signIn(userName: string, password?: string, ip?: string): Promise<{ token: string; caller: PersonCaller }>;
  resolve(token: string): ReturnType<OpenedApplication['query']>;
  audit(): Promise<string>;
}

/** An installation with accounts, as the sign-in page and the administrator meet it. */
export async function openDesk(): Promise<Desk> {
  const installation = await openTestInstallation();
  const { application } = installation;
  return {
    installation,
    application,
    async addAccount(userName, { fullName = 'Đỗ Khắc Trường Vân', roles = [], password = PASSWORD } = {}) {
      const { personId } = await application.execute('organization.create-person', { userName, fullName, roles, password }, installer);
      return personId;
    },
    async signIn(userName, password = PASSWORD, ip = '10.0.0.1') {
      const { token } = await application.execute('identity.sign-in', { userName, password }, anonymous(ip));
      const session = await application.query('identity.resolve-sign-in', { token }, transport);
      if (!session) throw new Error('the new session does not resolve');
      return { token, caller: { kind: 'person', personId: session.personId, signInId: session.signInId, fullName: session.fullName, roles: session.roles } };
    },
    resolve: (token) => application.query('identity.resolve-sign-in', { token }, transport),
    async audit() {
      const rows = await application.database.reader.auditEntry.findMany();
      return JSON.stringify(rows);
    },
  };
}
