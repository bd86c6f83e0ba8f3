import type { Caller } from '../../kernel/actor';
import type { RunContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { dateInVietNam } from '../../shared/rules/date-forms';
import { tokenHashOf } from './credentials';
import { nameOfCaller, tell } from './notices';
import { administratorSince, chairsOver, createLink, voidLinks, type Account, type LinkRequest } from './repository';

const HOUR_MS = 3_600_000;
/** A link works, and a request waits for its second person, so long. */
export const LINK_MS = 24 * HOUR_MS;
/** Whoever became an administrator releases links only after this time, in which all the others were told of it (I11). */
export const RELEASE_AFTER_MS = 24 * HOUR_MS;

/** An account somebody signs in with: a link to it opens what its owner may read. */
export const isInUse = (account: Pick<Account, 'passwordHash'>): boolean => account.passwordHash !== null;

/** @throws DomainError `not_found`, `rejected`/`identity.no_user_name`, `identity.blocked_account`. */
export function assertLinkable(account: Account | null): asserts account is Account {
  if (!account) throw new DomainError('not_found', 'not_found');
  if (!account.userName) throw new DomainError('rejected', 'identity.no_user_name');
  if (account.status === 'blocked') throw new DomainError('rejected', 'identity.blocked_account');
}

type Making = Pick<RunContext<unknown>, 'db' | 'id' | 'now' | 'caller' | 'token'>;

/** Makes the link to an account and tells its owner; of an account in use also the chairs of its bodies (I10, I15). */
export async function makeLink(context: Making, account: Account, madeBy: string): Promise<{ token: string; expiresAt: string }> {
  const made = await storeLink(context, { kind: 'set_password', personId: account.id, madeBy });
  await tellOfLink(context, account, 'made', madeBy);
  return made;
}

export async function storeLink({ db, now, token }: Making, link: { kind: 'first_admin' | 'set_password'; personId: string | null; madeBy: string }): Promise<{ token: string; expiresAt: string }> {
  const { kind, personId, madeBy } = link;
  await voidLinks(db, { kind, personId });
  const secret = token(24);
  const expiresAt = new Date(now.getTime() + LINK_MS);
  await createLink(db, { tokenHash: tokenHashOf(secret), kind, personId, madeBy, createdAt: now, expiresAt });
  return { token: secret, expiresAt: expiresAt.toISOString() };
}

export async function tellOfLink(context: Pick<Making, 'db' | 'id' | 'now' | 'caller'>, account: Account, what: 'requested' | 'made' | 'used', by: string): Promise<void> {
  await tell(context, [account.id], `link_${what}`, { by });
  const chairs = await chairsOver(context.db, account.id, dateInVietNam(context.now));
  if (isInUse(account)) await tell(context, chairs, `member_link_${what}`, { person: account.fullName, by });
}

/** Why this caller cannot release the request; null when they can. The console of the server counts as a second person. */
export async function whyNotRelease(db: Db, request: Pick<LinkRequest, 'requestedById' | 'personId'>, caller: Caller, now: Date): Promise<string | null> {
  if (caller.kind === 'system') return null;
  if (caller.kind !== 'person') return 'role.admin_only';
  const since = await administratorSince(db, caller.personId);
  if (!since) return 'role.admin_only';
  if (request.requestedById === caller.personId) return 'identity.release_own_request';
  if (request.personId === caller.personId) return 'identity.release_own_account';
  return now.getTime() - since.getTime() < RELEASE_AFTER_MS ? 'identity.release_new_administrator' : null;
}

export const byBoth = (request: Pick<LinkRequest, 'requestedBy'>, caller: Caller): string => `${request.requestedBy}, ${nameOfCaller(caller)}`;
