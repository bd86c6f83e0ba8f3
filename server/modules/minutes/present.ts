import { personIdOf, type Caller } from '../../kernel/actor';
import type { Db } from '../../kernel/ports/database';
import { twoDigits } from '../../shared/rules/numbering';
import type { MeetingAccess } from '../meetings';
import { dueStep, latestFile, listSteps, type SignatureStep } from '../signing';
import { isFrozen } from './policy';
import { namesOf, type Minutes } from './repository';

/** "11/BB-UBND"; null before approval. */
export const fullNumber = ({ number, notation }: Pick<Minutes, 'number' | 'notation'>): string | null => (number === null ? null : `${twoDigits(number)}/${notation}`);

/** What the caller may do with the minutes now; `because` has the reason key of what the role would allow but the state does not. */
export function abilitiesOf(access: MeetingAccess, minutes: Minutes | null, steps: readonly SignatureStep[], caller: Caller) {
  const { state } = access.meeting;
  const open = minutes?.state === 'draft' || minutes?.state === 'returned';
  const due = dueStep(steps);
  const personId = personIdOf(caller);
  const mine = due !== null && due.personId !== null && due.personId === personId;
  return {
    draft: access.isSecretary && state === 'closed' && minutes === null,
    edit: access.isSecretary && open,
    submit: access.isSecretary && open,
    decide: access.isChair && minutes?.state === 'submitted',
    sign: mine,
    refuse: mine,
    reopen: access.isSecretary && minutes?.state === 'approved' && steps.some((step) => step.state === 'refused'),
    seal: due?.role === 'seal' && access.isClerk,
    because: access.isSecretary && state !== 'closed' && minutes === null ? { draft: 'minutes.not_closed' } : {},
  };
}

/** Steps with names for the panel, in signing order. */
export async function presentSteps(db: Db, minutes: Minutes, steps: readonly SignatureStep[]) {
  const ids = steps.flatMap((step) => [step.personId, step.certificate?.signedBy].filter((id) => typeof id === 'string'));
  const names = await namesOf(db, ids);
  return steps.map((step) => {
    const signer = step.personId ?? step.certificate?.signedBy ?? null;
    return {
      id: step.id,
      role: step.role,
      required: step.required,
      state: step.state,
      person: signer ? (names.get(signer) ?? '') : null,
      signedAt: step.signedAt,
      reason: step.reason,
      certificate: step.certificate && { commonName: step.certificate.commonName, issuer: step.certificate.issuer, testOnly: step.certificate.testOnly },
    };
  });
}

/** State, number, file and signatures: what everybody of the session may know. */
export async function presentMinutes(db: Db, minutes: Minutes) {
  const [steps, file] = await Promise.all([listSteps(db, minutes.id), isFrozen(minutes) ? latestFile(db, minutes.id) : null]);
  return {
    steps,
    shown: {
      id: minutes.id,
      state: minutes.state,
      version: minutes.version,
      number: fullNumber(minutes),
      remarks: minutes.remarks,
      submittedAt: minutes.submittedAt,
      approvedAt: isFrozen(minutes) ? minutes.approvedAt : null,
      frozenSha256: minutes.frozenSha256,
      verifyCode: minutes.verifyCode,
      file: file && { revision: file.revision, pages: file.pages, size: file.size, sha256: file.sha256 },
      steps: await presentSteps(db, minutes, steps),
    },
  };
}

type ShownMinutes = Awaited<ReturnType<typeof presentMinutes>>['shown'];

/** Without what passed between those who work on the minutes: remarks to a returned draft, reasons of refused signatures (M15). */
export const forReaders = (shown: ShownMinutes): ShownMinutes => ({ ...shown, remarks: '', submittedAt: null, steps: shown.steps.map((step) => ({ ...step, reason: null })) });
