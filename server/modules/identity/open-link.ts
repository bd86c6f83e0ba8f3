import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { tokenHashOf } from './credentials';
import { countPeople, findAccount, findLink, type AccessLink, type Account } from './repository';

/**
 * The link behind a token, as long as it works (I10): unused, not expired, its person not blocked; the link for the
 * first administrator only while nobody is here.
 * @throws DomainError gone.
 */
export async function openLink(db: Db, token: string, now: Date): Promise<{ link: AccessLink; account: Account | null }> {
  const link = await findLink(db, tokenHashOf(token));
  if (!link || link.usedAt || link.expiresAt <= now) throw new DomainError('gone', 'identity.link_used');
  if (link.kind === 'first_admin') {
    if ((await countPeople(db)) > 0) throw new DomainError('gone', 'identity.link_used');
    return { link, account: null };
  }
  const account = link.personId ? await findAccount(db, link.personId) : null;
  if (!account || account.status === 'blocked') throw new DomainError('gone', 'identity.link_used');
  return { link, account };
}
