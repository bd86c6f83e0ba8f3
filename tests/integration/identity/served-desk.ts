import { cookieOf, serveInstallation, type ServedInstallation } from '../../support/served-installation';
import { openDesk, PASSWORD, type Desk } from './desk';

export interface ServedDesk {
  desk: Desk;
  served: ServedInstallation;
  /** Of an administrator who is an officer too. */
  cookie: string;
  close(): Promise<void>;
}

/** An installation with accounts behind the real doors, its administrator signed in. */
export async function serveDesk(): Promise<ServedDesk> {
  const desk = await openDesk();
  await desk.addAccount('quan.tri', { roles: ['admin', 'officer'] });
  const served = await serveInstallation(desk.application, desk.installation.dataDir);
  const cookie = await cookieOf(served, 'quan.tri', PASSWORD);
  return {
    desk,
    served,
    cookie,
    async close() {
      await served.stop();
      await desk.installation.close();
    },
  };
}
