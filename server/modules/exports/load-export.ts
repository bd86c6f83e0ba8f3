import { personIdOf, type Caller } from '../../kernel/actor';
import type { LoadContext } from '../../kernel/command';
import { DomainError } from '../../kernel/errors';
import { allow, hide, type Policy } from '../../kernel/policy';
import { findExport, type DataExport } from './repository';

/** @throws DomainError `not_found`. */
export async function loadExport({ exportId }: { exportId: string }, { db }: Pick<LoadContext, 'db'>): Promise<DataExport> {
  const found = await findExport(db, exportId);
  if (!found || found.state === 'gone') throw new DomainError('not_found', 'not_found');
  return found;
}

const isOwn = (caller: Caller, { requestedById }: DataExport): boolean => (requestedById === null ? caller.kind === 'system' : requestedById === personIdOf(caller));

/** Whoever asked for it; nobody else knows of it. */
export const ownExportOnly: Policy<DataExport> = (caller, loaded) => (isOwn(caller, loaded) ? allow : hide);
