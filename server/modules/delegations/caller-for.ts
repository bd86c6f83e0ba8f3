import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { findAccount } from '../identity';
import { preparesFor } from './holding';

/**
 * Whom a paper is looked at as: the caller, or the person they prepare for, with nothing but that person's seats (DG3). For looking only:
 * no command is ever carried out as that person (DG4).
 * @throws DomainError `not_found` where the caller does not prepare for them now.
 */
export async function callerFor(db: Db, caller: Caller, leaderId: string | undefined, now: Date): Promise<Caller> {
  if (leaderId === undefined) return caller;
  const asks = caller.kind === 'person' && caller.only === undefined ? caller.personId : null;
  const leader = asks !== null && (await preparesFor(db, leaderId, asks, now)) ? await findAccount(db, leaderId) : null;
  if (asks === null || !leader) throw new DomainError('not_found', 'not_found');
  return { kind: 'person', personId: leaderId, signInId: leaderId, fullName: leader.fullName, roles: [], lookedBy: asks };
}
