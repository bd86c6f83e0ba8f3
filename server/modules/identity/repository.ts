import type { GlobalRole } from '../../kernel/actor';
import type { Db } from '../../kernel/ports/database';

export interface Account {
  id: string;
  userName: string | null;
  fullName: string;
  title: string;
  passwordHash: string | null;
  status: 'active' | 'blocked' | 'invited';
  locale: 'vi' | 'en';
  roles: GlobalRole[];
}

export interface StoredSession {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  userAgent: string;
  account: Account;
}

const withRoles = { roles: { select: { role: true } } } as const;

type PersonRow = Omit<Account, 'roles' | 'status' | 'locale'> & { status: string; locale: string; roles: { role: string }[] };

const toAccount = (row: PersonRow): Account => ({
  id: row.id,
  userName: row.userName,
  fullName: row.fullName,
  title: row.title,
  passwordHash: row.passwordHash,
  status: row.status as Account['status'],
  locale: row.locale as Account['locale'],
  roles: row.roles.map(({ role }) => role as GlobalRole),
});

/** The stored form of a user name: NFC, lower case, no surrounding blanks. */
export const normaliseUserName = (userName: string): string => userName.normalize('NFC').trim().toLowerCase();

export async function findAccountByUserName(db: Db, userName: string): Promise<Account | null> {
  const row = await db.person.findUnique({ where: { userName: normaliseUserName(userName) }, include: withRoles });
  return row && toAccount(row);
}

export async function findAccount(db: Db, id: string): Promise<Account | null> {
  const row = await db.person.findUnique({ where: { id }, include: withRoles });
  return row && toAccount(row);
}

/** A new password; a person who had none is active from now on. Not a change of the row that administrators edit. */
export async function setPasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.person.update({ where: { id }, data: { passwordHash, status: 'active' } });
}

/** The same password under newer parameters (I8). */
export async function replacePasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.person.update({ where: { id }, data: { passwordHash } });
}

export async function createSession(
  db: Db,
  session: { id: string; tokenHash: string; personId: string; createdAt: Date; lastSeenAt: Date; expiresAt: Date; userAgent: string; ip: string },
): Promise<void> {
  await db.session.create({ data: session });
}

export async function findSession(db: Db, tokenHash: string): Promise<StoredSession | null> {
  const row = await db.session.findUnique({ where: { tokenHash }, include: { person: { include: withRoles } } });
  return (
    row && {
      id: row.id,
      createdAt: row.createdAt,
      lastSeenAt: row.lastSeenAt,
      expiresAt: row.expiresAt,
      userAgent: row.userAgent,
      account: toAccount(row.person),
    }
  );
}

export async function touchSessions(db: Db, ids: readonly string[], at: Date): Promise<void> {
  await db.session.updateMany({ where: { id: { in: [...ids] } }, data: { lastSeenAt: at } });
}

/** @returns ids of the sessions that ended. */
export async function endSessions(db: Db, where: { id: string } | { personId: string; exceptId?: string }): Promise<string[]> {
  const filter = 'id' in where ? { id: where.id } : { personId: where.personId, ...(where.exceptId ? { id: { not: where.exceptId } } : {}) };
  const rows = await db.session.findMany({ where: filter, select: { id: true } });
  await db.session.deleteMany({ where: filter });
  return rows.map((row) => row.id);
}

export interface AccessLink {
  tokenHash: string;
  kind: 'first_admin' | 'set_password';
  personId: string | null;
  expiresAt: Date;
  usedAt: Date | null;
}

export async function findLink(db: Db, tokenHash: string): Promise<AccessLink | null> {
  const row = await db.accessLink.findUnique({ where: { tokenHash } });
  return row && { ...row, kind: row.kind as AccessLink['kind'] };
}

export async function createLink(db: Db, link: Omit<AccessLink, 'usedAt'> & { createdAt: Date }): Promise<void> {
  await db.accessLink.create({ data: link });
}

/** Links to the same end that were not used yet: only the newest works (I10). */
export async function voidLinks(db: Db, where: { kind: AccessLink['kind']; personId: string | null }): Promise<void> {
  await db.accessLink.deleteMany({ where: { ...where, usedAt: null } });
}

export async function useLink(db: Db, tokenHash: string, usedAt: Date): Promise<void> {
  await db.accessLink.update({ where: { tokenHash }, data: { usedAt } });
}

export async function createPerson(
  db: Db,
  person: { id: string; userName: string; fullName: string; sortName: string; title: string; passwordHash: string; createdAt: Date; roles: GlobalRole[] },
): Promise<void> {
  const { roles, ...fields } = person;
  await db.person.create({ data: { ...fields, userName: normaliseUserName(fields.userName), roles: { create: roles.map((role) => ({ role })) } } });
}

export async function setLocale(db: Db, id: string, locale: Account['locale']): Promise<void> {
  await db.person.update({ where: { id }, data: { locale } });
}

export async function countPeople(db: Db): Promise<number> {
  return db.person.count();
}

const DEVICE_SECRET = 'devices.secret';

export async function deviceSecret(db: Db): Promise<string | null> {
  return (await db.setting.findUnique({ where: { key: DEVICE_SECRET } }))?.value ?? null;
}

export async function storeDeviceSecret(db: Db, value: string): Promise<void> {
  await db.setting.create({ data: { key: DEVICE_SECRET, value } });
}

const SAMPLE_ACCOUNTS = 'sample.accounts';
const SAMPLE_PASSWORD = 'sample.password';
const OWN_PASSWORD = 'own';

/** User names to show at the start, null when this is no sample province. */
export async function sampleAccounts(db: Db): Promise<string[] | null> {
  const row = await db.setting.findUnique({ where: { key: SAMPLE_ACCOUNTS } });
  return row && (JSON.parse(row.value) as string[]);
}

/** Whether the sample province was filled with a password that its operator chose. */
export async function hasOwnSamplePassword(db: Db): Promise<boolean> {
  return (await db.setting.findUnique({ where: { key: SAMPLE_PASSWORD } }))?.value === OWN_PASSWORD;
}

export async function storeSample(db: Db, accounts: readonly string[], published: boolean): Promise<void> {
  const rows = { [SAMPLE_ACCOUNTS]: JSON.stringify(accounts), [SAMPLE_PASSWORD]: published ? 'published' : OWN_PASSWORD };
  for (const [key, value] of Object.entries(rows)) await db.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}

/** Stored hashes of everybody who can sign in. */
export async function activePasswordHashes(db: Db): Promise<string[]> {
  const rows = await db.person.findMany({ where: { status: 'active', passwordHash: { not: null } }, select: { passwordHash: true }, orderBy: { id: 'asc' } });
  return rows.flatMap(({ passwordHash }) => passwordHash ?? []);
}
