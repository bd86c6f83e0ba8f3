import { createHmac } from 'node:crypto';
import { DomainError } from '../../../kernel/errors';
import type { Db } from '../../../kernel/ports/database';
import { deviceSecret } from '../../identity';

/** What is after the last hyphen of an id. */
const DIGITS = 12;

/**
 * What the ids of adopted marks follow from, for each stream of prepared ones: told to the leader, never to who prepares (K22).
 * @throws DomainError `unavailable` before the first start has kept a secret.
 */
export async function adoptionKeys(db: Db): Promise<(inkId: string) => string> {
  const secret = await deviceSecret(db);
  if (secret === null) throw new DomainError('unavailable', 'unavailable');
  return (inkId) => createHmac('sha256', secret).update(`adopted ${inkId}`).digest('hex').slice(0, DIGITS);
}
