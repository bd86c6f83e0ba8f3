import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { allow, deny, hide, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { hasRole } from '../../shared/rules/roles';
import { localDateOf } from '../meetings';
import { agenciesOfMember, ownAgency } from '../organization';
import { findEntry, type LibraryEntry } from './repository';

/** How somebody stands to the library. */
export interface Reader {
  /** Agencies whose library they read, besides the shared one (LB2). */
  agencies: readonly string[];
  /** The library they keep (LB3): of their agency, and the shared one where it stands under no other; null: none. */
  keeps: { agencyId: string; shared: boolean } | null;
}

const NOBODY: Reader = { agencies: [], keeps: null };

/** The system administrator reads what everybody reads, and keeps nothing. */
export async function readerOf(db: Db, caller: Caller, now: Date): Promise<Reader> {
  const personId = personIdOf(caller);
  if (personId === null || hasRole(caller, 'admin')) return NOBODY;
  const [own, member] = [await ownAgency(db, personId), await agenciesOfMember(db, personId, localDateOf(now))];
  const keeps = own && (hasRole(caller, 'officer') || hasRole(caller, 'clerk'));
  return { agencies: [...new Set([...(own ? [own.id] : []), ...member])], keeps: keeps ? { agencyId: own.id, shared: own.isTop } : null };
}

export const keepsEntry = ({ keeps }: Reader, { agencyId }: Pick<LibraryEntry, 'agencyId'>): boolean => keeps !== null && (agencyId === null ? keeps.shared : agencyId === keeps.agencyId);

export interface EntryLoaded {
  entry: LibraryEntry;
  reader: Reader;
}

/** @throws DomainError `not_found` for whoever does not read it, and once it was taken out (LB2, LB5). */
export async function loadEntry(db: Db, entryId: string, caller: Caller, now: Date): Promise<EntryLoaded> {
  const [entry, reader] = [await findEntry(db, entryId), await readerOf(db, caller, now)];
  const isSeen = entry !== null && entry.removedAt === null && (entry.agencyId === null || reader.agencies.includes(entry.agencyId));
  if (!isSeen || personIdOf(caller) === null) throw new DomainError('not_found', 'not_found');
  return { entry, reader };
}

/** LB3. */
export const keepersOnly: Policy<{ reader: Reader }> = (caller, { reader }) => (caller.kind === 'anonymous' ? hide : reader.keeps ? allow : deny('library.keepers_only'));
export const keepersOfEntry: Policy<EntryLoaded> = (_caller, { entry, reader }) => (keepsEntry(reader, entry) ? allow : deny('library.keepers_only'));
