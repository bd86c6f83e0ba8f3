import type { LoadContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { whyNotRelease } from './access-links';
import { findAccount, findLinkRequest, type Account, type LinkRequest } from './repository';
import { findSlipBatch, type SlipBatch } from './repository.slips';

/** @throws DomainError `not_found`. */
export async function loadRequest(db: Db, id: string): Promise<{ request: LinkRequest; account: Account | null }> {
  const request = await findLinkRequest(db, id);
  // One of a batch is decided with the batch.
  if (!request || request.batchId !== null) throw new DomainError('not_found', 'not_found');
  return { request, account: await findAccount(db, request.personId) };
}

/** A batch of slips, and why the caller cannot release it; null when they can. @throws DomainError `not_found`. */
export async function loadSlips(batchId: string, { db, caller, now }: Pick<LoadContext, 'db' | 'caller' | 'now'>): Promise<{ batch: SlipBatch; refusal: string | null }> {
  const batch = await findSlipBatch(db, batchId);
  if (!batch) throw new DomainError('not_found', 'not_found');
  // No account of it is in use: nobody who could release it is among them.
  return { batch, refusal: await whyNotRelease(db, { requestedById: batch.requestedById, personId: '' }, caller, now) };
}
