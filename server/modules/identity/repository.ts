import type { Db } from '../../kernel/ports/database';
import { keepSetting, readSetting, rowsOf } from '../../kernel/repository';
import type { GlobalRole } from '../../shared/rules/roles';

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

/** `beganRun` and `seenRun`: readings of `Clock.monotonic`. */
export interface StoredSignIn {
  id: string;
  expiresAt: Date;
  beganRun: number;
  seenRun: number;
  createdAt: Date;
  lockedAt: Date | null;
  userAgent: string;
  ip: string;
  /** Opened by a guest's pass, for this session alone (I50). */
  meetingId: string | null;
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

const namedRoles = (list: string | null): { role: string }[] => (list?.split(',') ?? []).map((role) => ({ role }));

const ACCOUNT_SQL = `SELECT "id", "userName", "fullName", "title", "passwordHash", "status", "locale",
  (SELECT string_agg("role", ',') FROM "GlobalRole" WHERE "personId" = p."id") AS roles FROM "Person" p WHERE "id" = ?`;

export async function findAccount(db: Db, id: string): Promise<Account | null> {
  const [row] = await rowsOf<Omit<PersonRow, 'roles'> & { roles: string | null }>(db, ACCOUNT_SQL, [id]);
  return row ? toAccount({ ...row, roles: namedRoles(row.roles) }) : null;
}

/** A new password; a person who had none is active from now on. Not a change of the row that administrators edit. */
export async function setPasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.person.update({ where: { id }, data: { passwordHash, status: 'active' } });
}

/** The same password under newer parameters (I8). */
export async function replacePasswordHash(db: Db, id: string, passwordHash: string): Promise<void> {
  await db.person.update({ where: { id }, data: { passwordHash } });
}

export interface NewSignIn {
  id: string;
  tokenHash: string;
  personId: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  beganRun: number;
  seenRun: number;
  userAgent: string;
  ip: string;
  meetingId?: string | null;
}

export async function createSignIn(db: Db, signIn: NewSignIn): Promise<void> {
  await db.signIn.create({ data: signIn });
}

interface StoredSignInRow extends Omit<StoredSignIn, 'account'>, Omit<PersonRow, 'id' | 'roles'> {
  personId: string;
  roles: string | null;
}

/** Asked with every request and every handshake. */
const SIGN_IN_SQL = `SELECT s."id", s."expiresAt", s."beganRun", s."seenRun", s."createdAt", s."lockedAt", s."userAgent", s."ip", s."meetingId", p."id" AS "personId", p."userName", p."fullName", p."title", p."passwordHash", p."status", p."locale",
  (SELECT string_agg("role", ',') FROM "GlobalRole" WHERE "personId" = p."id") AS roles
  FROM "SignIn" s JOIN "Person" p ON p."id" = s."personId" WHERE s."tokenHash" = ?`;

export async function findSignIn(db: Db, tokenHash: string): Promise<StoredSignIn | null> {
  const [row] = await rowsOf<StoredSignInRow>(db, SIGN_IN_SQL, [tokenHash], { instants: ['expiresAt', 'createdAt', 'lockedAt'] });
  if (!row) return null;
  const { id, expiresAt, beganRun, seenRun, createdAt, lockedAt, userAgent, ip, meetingId, personId, roles, ...person } = row;
  return { id, expiresAt, beganRun, seenRun, createdAt, lockedAt, userAgent, ip, meetingId, account: toAccount({ ...person, id: personId, roles: namedRoles(roles) }) };
}

export async function lockSignIn(db: Db, id: string, lockedAt: Date): Promise<void> {
  await db.signIn.update({ where: { id }, data: { lockedAt } });
}

export async function touchSignIns(db: Db, ids: readonly string[], at: Date, seenRun: number): Promise<void> {
  await db.signIn.updateMany({ where: { id: { in: [...ids] } }, data: { lastSeenAt: at, seenRun } });
}

/** The running time of the installation at which somebody was last seen; 0 where nobody is signed in. */
export async function lastSeenRun(db: Db): Promise<number> {
  return (await db.signIn.aggregate({ _max: { seenRun: true } }))._max.seenRun ?? 0;
}

export type SignInRow = Omit<NewSignIn, 'tokenHash' | 'personId'> & { lockedAt: Date | null; meetingId: string | null };

/** Sign-ins of a person, the one seen last first. */
export async function listSignIns(db: Db, personId: string): Promise<SignInRow[]> {
  return db.signIn.findMany({
    where: { personId },
    orderBy: [{ seenRun: 'desc' }, { createdAt: 'desc' }],
    select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, beganRun: true, seenRun: true, lockedAt: true, userAgent: true, ip: true, meetingId: true },
  });
}

/** Sign-ins by passes to one session. @returns ids of those that ended. */
export async function endPassSignIns(db: Db, meetingId: string, personIds: readonly string[]): Promise<string[]> {
  const rows = await db.signIn.findMany({ where: { meetingId, personId: { in: [...personIds] } }, select: { id: true }, take: 10_000 });
  return endSignIns(db, { ids: rows.map(({ id }) => id) });
}

/** @returns ids of the sessions that ended. */
export async function endSignIns(db: Db, where: { ids: readonly string[] } | { personId: string; exceptId?: string }): Promise<string[]> {
  const filter = 'ids' in where ? { id: { in: [...where.ids] } } : { personId: where.personId, ...(where.exceptId ? { id: { not: where.exceptId } } : {}) };
  const rows = await db.signIn.findMany({ where: filter, select: { id: true } });
  await db.signIn.deleteMany({ where: filter });
  return rows.map((row) => row.id);
}

export interface AccessLink {
  tokenHash: string;
  kind: 'first_admin' | 'set_password';
  personId: string | null;
  expiresAt: Date;
  usedAt: Date | null;
  /** Names of who made it and released it. */
  madeBy: string;
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
  await db.person.create({ data: { ...fields, userName: normaliseUserName(fields.userName), roles: { create: roles.map((role) => ({ role, since: fields.createdAt })) } } });
}

export async function setLocale(db: Db, id: string, locale: Account['locale']): Promise<void> {
  await db.person.update({ where: { id }, data: { locale } });
}

export async function countPeople(db: Db): Promise<number> {
  return db.person.count();
}

const DEVICE_SECRET = 'devices.secret';

export async function deviceSecret(db: Db): Promise<string | null> {
  return readSetting(db, DEVICE_SECRET);
}

export async function storeDeviceSecret(db: Db, value: string): Promise<void> {
  await keepSetting(db, DEVICE_SECRET, value);
}

const SAMPLE_ACCOUNTS = 'sample.accounts';
const SAMPLE_PASSWORD = 'sample.password';
const OWN_PASSWORD = 'own';

/** User names to show at the start, null when this is no sample province. */
export async function sampleAccounts(db: Db): Promise<string[] | null> {
  const kept = await readSetting(db, SAMPLE_ACCOUNTS);
  return kept === null ? null : (JSON.parse(kept) as string[]);
}

/** Whether the sample province was filled with a password that its operator chose. */
export async function hasOwnSamplePassword(db: Db): Promise<boolean> {
  return (await readSetting(db, SAMPLE_PASSWORD)) === OWN_PASSWORD;
}

export async function storeSample(db: Db, accounts: readonly string[], published: boolean): Promise<void> {
  await keepSetting(db, SAMPLE_ACCOUNTS, JSON.stringify(accounts));
  await keepSetting(db, SAMPLE_PASSWORD, published ? 'published' : OWN_PASSWORD);
}

/** Stored hashes of everybody who can sign in. */
export async function activePasswordHashes(db: Db): Promise<string[]> {
  const rows = await db.person.findMany({ where: { status: 'active', passwordHash: { not: null } }, select: { passwordHash: true }, orderBy: { id: 'asc' } });
  return rows.flatMap(({ passwordHash }) => passwordHash ?? []);
}

/** A browser this person signed in with; its token is in its cookie only. */
export interface TrustedDevice {
  id: string;
  userAgent: string;
  createdAt: Date;
  lastUsedAt: Date;
  /** Wrong unlock codes since the last right one or password. */
  wrongCodes: number;
}

export async function findDevice(db: Db, tokenHash: string, personId: string): Promise<TrustedDevice | null> {
  return db.trustedDevice.findUnique({ where: { tokenHash_personId: { tokenHash, personId } } });
}

/** Whether anybody has signed in with this browser: a token made up outside is none of ours. */
export async function isKnownDevice(db: Db, tokenHash: string): Promise<boolean> {
  return (await db.trustedDevice.findFirst({ where: { tokenHash }, select: { id: true } })) !== null;
}

export async function listDevices(db: Db, personId: string): Promise<Omit<TrustedDevice, 'wrongCodes'>[]> {
  return db.trustedDevice.findMany({ where: { personId }, orderBy: { lastUsedAt: 'desc' }, select: { id: true, userAgent: true, createdAt: true, lastUsedAt: true } });
}

/** Keeps at most `kept` devices of the person, the ones used last. */
export async function trustDevice(db: Db, device: { id: string; tokenHash: string; personId: string; userAgent: string; at: Date }, kept: number): Promise<void> {
  const { at, id, ...facts } = device;
  const { tokenHash, personId, userAgent } = facts;
  await db.trustedDevice.upsert({
    where: { tokenHash_personId: { tokenHash, personId } },
    create: { id, ...facts, createdAt: at, lastUsedAt: at },
    update: { userAgent, lastUsedAt: at, wrongCodes: 0 },
  });
  const stale = await db.trustedDevice.findMany({ where: { personId }, orderBy: [{ lastUsedAt: 'desc' }, { id: 'desc' }], skip: kept, select: { id: true } });
  if (stale.length > 0) await db.trustedDevice.deleteMany({ where: { id: { in: stale.map((row) => row.id) } } });
}

export async function countWrongCode(db: Db, deviceId: string): Promise<void> {
  await db.trustedDevice.update({ where: { id: deviceId }, data: { wrongCodes: { increment: 1 } } });
}

export async function forgiveCodes(db: Db, deviceId: string): Promise<void> {
  await db.trustedDevice.update({ where: { id: deviceId }, data: { wrongCodes: 0 } });
}

/** Stored hash of a person's unlock code, null for none. */
export async function findUnlockCode(db: Db, personId: string): Promise<string | null> {
  return (await db.unlockCode.findUnique({ where: { personId }, select: { hash: true } }))?.hash ?? null;
}

/** @param hash null takes the code away. */
export async function storeUnlockCode(db: Db, personId: string, hash: string | null, setAt: Date): Promise<void> {
  if (hash === null) await db.unlockCode.deleteMany({ where: { personId } });
  else await db.unlockCode.upsert({ where: { personId }, create: { personId, hash, setAt }, update: { hash, setAt } });
}

/** Whether the person has a seat in a session that its people know of and that falls between these, or runs. */
export async function sitsBetween(db: Db, personId: string, from: Date, to: Date): Promise<boolean> {
  const seat = await db.attendee.findFirst({
    where: { personId, meeting: { OR: [{ state: 'in_session' }, { state: { in: ['published', 'closed'] }, startsAt: { lt: to }, endsAt: { gte: from } }] } },
    select: { id: true },
  });
  return seat !== null;
}

/** @returns how many are known no more. */
export async function forgetDevices(db: Db, where: { personId: string; id?: string }): Promise<number> {
  return (await db.trustedDevice.deleteMany({ where })).count;
}

export interface LinkRequest {
  id: string;
  personId: string;
  requestedById: string | null;
  requestedBy: string;
  requestedAt: Date;
  expiresAt: Date;
  state: 'waiting' | 'released' | 'refused';
  /** Of slips that are decided together; null: a link of its own. */
  batchId: string | null;
}

const toRequest = (row: NonNullable<Awaited<ReturnType<Db['linkRequest']['findUnique']>>>): LinkRequest => ({ ...row, state: row.state as LinkRequest['state'] });

export async function findLinkRequest(db: Db, id: string): Promise<LinkRequest | null> {
  const row = await db.linkRequest.findUnique({ where: { id } });
  return row && toRequest(row);
}

export async function waitingRequests(db: Db, now: Date, personId?: string): Promise<LinkRequest[]> {
  const rows = await db.linkRequest.findMany({ where: { state: 'waiting', expiresAt: { gt: now }, batchId: null, ...(personId ? { personId } : {}) }, orderBy: { requestedAt: 'asc' } });
  return rows.map(toRequest);
}

export async function createLinkRequest(db: Db, request: Omit<LinkRequest, 'state' | 'batchId'>): Promise<void> {
  await db.linkRequest.create({ data: request });
}

/** @returns false when somebody decided it meanwhile. */
export async function decideLinkRequest(db: Db, id: string, decision: { state: 'released' | 'refused'; decidedById: string | null; decidedBy: string; decidedAt: Date }): Promise<boolean> {
  return (await db.linkRequest.updateMany({ where: { id, state: 'waiting' }, data: decision })).count === 1;
}

/** Since when this person has been an administrator; the epoch where that was before it was kept, null for nobody of that office. */
export async function administratorSince(db: Db, personId: string): Promise<Date | null> {
  const row = await db.globalRole.findUnique({ where: { personId_role: { personId, role: 'admin' } }, select: { since: true } });
  return row && (row.since ?? new Date(0));
}

/** Active administrators apart from these. */
export async function administratorIds(db: Db, except: readonly string[] = []): Promise<string[]> {
  const rows = await db.person.findMany({ where: { status: 'active', roles: { some: { role: 'admin' } }, id: { notIn: [...except] } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

const validOn = (day: string) => ({ validFrom: { lte: day }, OR: [{ validTo: null }, { validTo: { gte: day } }] });

/** Chairs of the bodies this person sits in on a day, the person apart. */
export async function chairsOver(db: Db, personId: string, day: string): Promise<string[]> {
  const seats = await db.membership.findMany({ where: { personId, ...validOn(day) }, select: { bodyId: true } });
  return chairsOf(db, seats.map(({ bodyId }) => bodyId), day, personId);
}

export async function chairsOf(db: Db, bodyIds: readonly string[], day: string, exceptId: string): Promise<string[]> {
  const chairs = await db.membership.findMany({ where: { bodyId: { in: [...bodyIds] }, role: 'chair', personId: { not: exceptId }, ...validOn(day) }, select: { personId: true } });
  return [...new Set(chairs.map((chair) => chair.personId))];
}

export interface Notice {
  id: string;
  kind: string;
  params: Record<string, string>;
  at: Date;
}

export async function unreadNotices(db: Db, personId: string): Promise<Notice[]> {
  const rows = await db.notice.findMany({ where: { personId, readAt: null }, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: 50 });
  return rows.map(({ id, kind, params, at }) => ({ id, kind, at, params: JSON.parse(params) as Record<string, string> }));
}

export async function addNotices(db: Db, notices: readonly { id: string; personId: string; kind: string; params: Record<string, string>; at: Date }[]): Promise<void> {
  if (notices.length > 0) await db.notice.createMany({ data: notices.map(({ params, ...notice }) => ({ ...notice, params: JSON.stringify(params) })) });
}

export async function readNotice(db: Db, id: string, personId: string, readAt: Date): Promise<boolean> {
  return (await db.notice.updateMany({ where: { id, personId, readAt: null }, data: { readAt } })).count === 1;
}

/** Whether the person was told such a thing once, read since or not. */
export async function wasNotified(db: Db, personId: string, kind: string): Promise<boolean> {
  return (await db.notice.findFirst({ where: { personId, kind }, select: { id: true } })) !== null;
}

/** What is settled need not be read any more. */
export async function readNotices(db: Db, personId: string, kind: string, readAt: Date): Promise<void> {
  await db.notice.updateMany({ where: { personId, kind, readAt: null }, data: { readAt } });
}

/** Most names of units and bodies that a new password is held against. */
const NAMES_HELD = 400;

/** Names of bodies and units, the ones all people here know first. */
export async function installationNames(db: Db): Promise<string[]> {
  const named = { select: { name: true, shortName: true }, take: NAMES_HELD };
  const [bodies, units] = [await db.body.findMany(named), await db.orgUnit.findMany({ ...named, orderBy: [{ sortOrder: 'asc' }, { name: 'asc' }] })];
  return [...new Set([...bodies, ...units].flatMap(({ name, shortName }) => [name, shortName]))].slice(0, NAMES_HELD);
}

/** Names of people by id. */
export async function peopleNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, fullName: true } });
  return new Map(rows.map((row) => [row.id, row.fullName]));
}
