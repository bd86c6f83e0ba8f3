import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { deviceSecret } from '../identity';

/** What codes of screens and rooms follow from, so that none is stored. @throws DomainError `unavailable` before the first start has kept one. */
export async function installationSecret(db: Db): Promise<string> {
  const secret = await deviceSecret(db);
  if (secret === null) throw new DomainError('unavailable', 'unavailable');
  return secret;
}
