import type { Db } from '../../kernel/ports/database';
import { perishable } from '../../kernel/repository';

export const endedSignIns = perishable('SignIn', ['id'], 'expiresAt');
export const unusedDevices = perishable('TrustedDevice', ['id'], 'lastUsedAt');
export const oldNotices = perishable('Notice', ['id'], 'at');
export const endedLinks = perishable('AccessLink', ['tokenHash'], 'expiresAt');

/** A person as whoever decides about the account needs to know them. */
export interface AccountHolder {
  id: string;
  fullName: string;
  title: string;
  userName: string | null;
  email: string | null;
  phone: string | null;
  hasPassword: boolean;
  preferences: string;
  unitId: string | null;
  roles: string[];
  removedAt: Date | null;
}

export async function findHolder(db: Db, id: string): Promise<AccountHolder | null> {
  const row = await db.person.findUnique({ where: { id }, include: { roles: { select: { role: true } } } });
  if (!row) return null;
  const { roles, passwordHash, ...person } = row;
  return { ...person, hasPassword: passwordHash !== null, roles: roles.map(({ role }) => role) };
}

export interface AccountParts {
  signIns: number;
  devices: number;
  notices: number;
  links: number;
  unlockCodes: number;
  roles: number;
}

/** What hangs on an account beside the row of the person. */
export async function countAccountParts(db: Db, personId: string): Promise<AccountParts> {
  const where = { personId };
  return {
    signIns: await db.signIn.count({ where }),
    devices: await db.trustedDevice.count({ where }),
    notices: await db.notice.count({ where }),
    links: await db.accessLink.count({ where }),
    unlockCodes: await db.unlockCode.count({ where }),
    roles: await db.globalRole.count({ where }),
  };
}

/** Takes an account away: what remains is the name, the title and the id that the record refers to. Sign-ins are ended apart, so that their sockets hear of it. */
export async function eraseAccount(db: Db, personId: string, by: { id: string | null; name: string }, at: Date): Promise<void> {
  const where = { personId };
  await db.trustedDevice.deleteMany({ where });
  await db.notice.deleteMany({ where });
  await db.accessLink.deleteMany({ where });
  await db.unlockCode.deleteMany({ where });
  await db.globalRole.deleteMany({ where });
  await db.linkRequest.updateMany({ where: { personId, state: 'waiting' }, data: { state: 'refused', decidedById: by.id, decidedBy: by.name, decidedAt: at } });
  await db.person.update({
    where: { id: personId },
    data: { userName: null, email: null, phone: null, passwordHash: null, unitId: null, locale: 'vi', preferences: '{}', status: 'blocked', removedAt: at, version: { increment: 1 } },
  });
}
