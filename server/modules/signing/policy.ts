import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { allow, deny, type Decision } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { loadMeetingAccess, type MeetingAccess } from '../meetings';
import { findMinutesToSign, listSteps, peopleNames, type MinutesToSign, type SignatureStep } from './repository';
import { dueStep, ofRole } from './steps';

export interface SigningLoaded {
  access: MeetingAccess;
  minutes: MinutesToSign;
  steps: SignatureStep[];
  names: Map<string, string>;
}

/** @throws DomainError `not_found` for strangers and before approval. */
export async function loadSigning(db: Db, minutesId: string, caller: Caller): Promise<SigningLoaded> {
  const minutes = await findMinutesToSign(db, minutesId);
  if (!minutes) throw new DomainError('not_found', 'not_found');
  const access = await loadMeetingAccess(db, minutes.meetingId, caller);
  const steps = await listSteps(db, minutesId);
  if (steps.length === 0) throw new DomainError('not_found', 'not_found');
  const names = await peopleNames(db, steps.flatMap((step) => step.personId ?? []));
  return { access, minutes, steps, names };
}

/** The caller's own step, whatever its state. */
export const stepOf = (caller: Caller, { steps }: Pick<SigningLoaded, 'steps'>): SignatureStep | null => {
  const personId = personIdOf(caller);
  return personId ? (steps.find((step) => step.personId === personId) ?? null) : null;
};

function turnOf(step: SignatureStep | null, { steps, names }: SigningLoaded): Decision {
  if (!step) return deny('signing.not_a_signer');
  if (step.state === 'due' || step.state === 'signed' || step.state === 'refused') return allow;
  const due = dueStep(steps);
  return deny('signing.not_your_turn', { waitingFor: (due?.personId && names.get(due.personId)) || '' });
}

/** G2; whether the step is still due is a state, checked by {@link requireDue}. */
export const signersOnly = (caller: Caller, loaded: SigningLoaded): Decision => turnOf(stepOf(caller, loaded), loaded);

/** G7. */
export const sealersOnly = (_caller: Caller, loaded: SigningLoaded): Decision =>
  loaded.access.isClerk ? turnOf(ofRole(loaded.steps, 'seal'), loaded) : deny('signing.clerk_only');

/** @throws DomainError `conflict` `signing.already_signed` or `signing.was_refused`. */
export function requireDue(step: SignatureStep | null): SignatureStep {
  if (step?.state === 'due') return step;
  throw new DomainError('conflict', step?.state === 'refused' ? 'signing.was_refused' : 'signing.already_signed');
}
