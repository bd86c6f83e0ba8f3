import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { LoadContext } from '../../kernel/command';
import { dateInVietNam } from '../../shared/rules/date-forms';
import { findHolder, type AccountHolder } from '../identity';
import { countOtherAdministrators, dutiesOf, type Duty } from './repository';

export interface LeavingPerson {
  person: AccountHolder;
  duties: Duty[];
  isSelf: boolean;
  isLastAdministrator: boolean;
}

/** A person whose account may be deleted, with what stands in the way. @throws DomainError `not_found`. */
export async function loadLeaving({ personId }: { personId: string }, { db, caller, now }: Pick<LoadContext, 'db' | 'now'> & { caller: Caller }): Promise<LeavingPerson> {
  const person = await findHolder(db, personId);
  if (!person) throw new DomainError('not_found', 'not_found');
  return {
    person,
    duties: person.removedAt ? [] : await dutiesOf(db, personId, dateInVietNam(now)),
    isSelf: personIdOf(caller) === personId,
    isLastAdministrator: person.roles.includes('admin') && (await countOtherAdministrators(db, personId)) === 0,
  };
}

/** Why this account cannot be deleted now, null where it can (X8). */
export function whyStays({ person, duties: [duty], isSelf, isLastAdministrator }: LeavingPerson): DomainError | null {
  if (person.removedAt) return new DomainError('conflict', 'retention.removed_already');
  if (isSelf) return new DomainError('rejected', 'retention.not_yourself');
  if (isLastAdministrator) return new DomainError('rejected', 'organization.last_administrator');
  return duty ? new DomainError('rejected', `retention.duty_${duty.kind}`, { what: duty.what }) : null;
}
