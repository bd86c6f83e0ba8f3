import { cookieOf, serveHouse, type ServedHouse } from '../../support/served-house';
import { openDesk, PASSWORD, type Desk } from './desk';

export interface ServedDesk {
  desk: Desk;
  served: ServedHouse;
  /** Of an administrator who is an officer too. */
  cookie: string;
  close(): Promise<void>;
}

/** A house with accounts behind the real doors, its administrator signed in. */
export async function serveDesk(): Promise<ServedDesk> {
  const desk = await openDesk();
  await desk.addAccount('quan.tri', { roles: ['admin', 'officer'] });
  const served = await serveHouse(desk.application, desk.house.dataDir);
  const cookie = await cookieOf(served, 'quan.tri', PASSWORD);
  return {
    desk,
    served,
    cookie,
    async close() {
      await served.stop();
      await desk.house.close();
    },
  };
}
