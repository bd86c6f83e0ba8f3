import { personIdOf, type Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import { allow, deny, type Decision } from '../../kernel/policy';
import type { Db } from '../../kernel/ports/database';
import { peopleNames } from '../identity';
import { loadMeetingAccess, type MeetingAccess } from '../meetings';
import { findOfficial, isInForce, listSteps, type OfficialDocument, type SignatureStep } from './repository';
import { dueStep, ofRole } from './steps';

/** How the audit log names an official document. */
export const auditSubject = ({ id, meetingId }: Pick<OfficialDocument, 'id' | 'meetingId'>) => ({ objectType: 'official', objectId: id, meetingId });

export interface OfficialLoaded {
  access: MeetingAccess;
  official: OfficialDocument;
}

/** Everybody of the session sees what was approved; what was taken back only those who wrote and decided it (N9, G21). @throws DomainError `not_found` for others. */
export async function loadOfficial(db: Db, officialId: string, caller: Caller): Promise<OfficialLoaded> {
  const official = await findOfficial(db, officialId);
  if (!official) throw new DomainError('not_found', 'not_found');
  const access = await loadMeetingAccess(db, official.meetingId, caller);
  if (!isInForce(official) && !seesVoid(access)) throw new DomainError('not_found', 'not_found');
  return { access, official };
}

/** A void file stays for those who wrote and decided it; everybody else keeps to what holds. */
export const seesVoid = (access: MeetingAccess): boolean => access.isSecretary || access.isChair || access.isSystem;

export interface SigningLoaded extends OfficialLoaded {
  steps: SignatureStep[];
  names: Map<string, string>;
}

/** @throws DomainError `not_found` for strangers, and for what was taken back. */
export async function loadSigning(db: Db, officialId: string, caller: Caller): Promise<SigningLoaded> {
  const loaded = await loadOfficial(db, officialId, caller);
  const steps = await listSteps(db, officialId);
  if (steps.length === 0) throw new DomainError('not_found', 'not_found');
  return { ...loaded, steps, names: await peopleNames(db, steps.flatMap((step) => step.personId ?? [])) };
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
