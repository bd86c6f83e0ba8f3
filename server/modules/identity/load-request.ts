import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { findAccount, findLinkRequest, type Account, type LinkRequest } from './repository';

/** @throws DomainError `not_found`. */
export async function loadRequest(db: Db, id: string): Promise<{ request: LinkRequest; account: Account | null }> {
  const request = await findLinkRequest(db, id);
  if (!request) throw new DomainError('not_found', 'not_found');
  return { request, account: await findAccount(db, request.personId) };
}
