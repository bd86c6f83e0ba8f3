import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Db } from '../../kernel/ports/database';
import { findRun, type SigningRun } from './repository.runs';

/** How the audit log names a run. */
export const runSubject = (runId: string) => ({ objectType: 'signing_run', objectId: runId });

/** A run that nothing was done of for so long was cut off: the program ended, or its key was lost, ms. */
const CUT_OFF_MS = 30_000;

export type RunState = 'under_way' | 'cut_off' | 'ended';

export const runState = ({ endedAt, movedAt }: Pick<SigningRun, 'endedAt' | 'movedAt'>, now: Date): RunState =>
  endedAt ? 'ended' : now.getTime() - movedAt.getTime() > CUT_OFF_MS ? 'cut_off' : 'under_way';

/** Everybody's runs are their own (G43). @throws DomainError `not_found` for others. */
export async function loadOwnRun(db: Db, runId: string, caller: Caller): Promise<SigningRun> {
  const run = await findRun(db, runId);
  if (!run || run.personId !== personIdOf(caller)) throw new DomainError('not_found', 'not_found');
  return run;
}

/** @throws DomainError `conflict` `signing.run_over`. */
export function requireOpen<Run extends Pick<SigningRun, 'endedAt'>>(run: Run): Run {
  if (run.endedAt) throw new DomainError('conflict', 'signing.run_over');
  return run;
}
