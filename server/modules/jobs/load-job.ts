import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { findJob, type Job } from '../../kernel/jobs/repository';
import { allow, hide, type Policy } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { hasRole } from '../../shared/rules/roles';

/** @throws DomainError `not_found`. */
export async function loadJob(db: Db, jobId: string): Promise<{ job: Job }> {
  const job = await findJob(db, jobId);
  if (!job) throw new DomainError('not_found', 'not_found');
  return { job };
}

const isOwn = (caller: Caller, job: Job): boolean => job.queuedById !== null && job.queuedById === personIdOf(caller);

/** Whoever asked for it, and administrators; nobody else knows of it (J7). */
export const ownOrAdministrator: Policy<{ job: Job }> = (caller, { job }) => (isOwn(caller, job) || hasRole(caller, 'admin') ? allow : hide);
