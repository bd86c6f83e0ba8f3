import { assertSeen, type Contested, type Seen } from '../../kernel/optimistic';
import type { Db } from '../../kernel/ports/database';

const COMMANDS = {
  unit: ['organization.create-unit', 'organization.update-unit'],
  person: ['organization.create-person', 'organization.update-person'],
  body: ['organization.create-body', 'organization.update-body'],
  membership: ['organization.add-membership', 'organization.end-membership'],
} as const;

const contested = (commands: readonly string[]): Contested => ({ reason: 'organization.changed_elsewhere', commands });

/** Holds what an administrator saw of a row against what stands (O9). @throws DomainError `conflict`/`organization.changed_elsewhere`. */
export const assertRowSeen = (db: Db, objectType: keyof typeof COMMANDS, objectId: string, seen: Seen, stands: Seen): Promise<void> =>
  assertSeen(db, contested(COMMANDS[objectType]), { objectType, objectId }, seen, stands);
