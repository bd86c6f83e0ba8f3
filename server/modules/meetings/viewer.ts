import { personIdOf, type Caller } from '../../kernel/actor';
import type { Db } from '../../kernel/ports/database';
import { hasRole } from '../../shared/rules/roles';
import { bodiesOfAgency } from '../organization';
import type { MeetingViewer } from './repository';

/** Whose list of sessions it is (M14, M16); null for those who have none: strangers, the system administrator, the program itself. */
export async function viewerOf(db: Db, caller: Caller): Promise<MeetingViewer | null> {
  const personId = personIdOf(caller);
  if (personId === null || hasRole(caller, 'admin')) return null;
  const [isClerk, isOfficer] = [hasRole(caller, 'clerk'), hasRole(caller, 'officer')];
  const own = isClerk || isOfficer ? await bodiesOfAgency(db, personId) : [];
  return { personId, clerkOf: isClerk ? own : [], preparesOf: isOfficer ? own : [] };
}
