import { personIdOf, type Caller } from '../../kernel/actor';
import type { Db } from '../../kernel/ports/database';
import type { MeetingAccess } from '../meetings';
import { isWorking } from '../../shared/rules/working-minutes';
import { dueStep, findOfficial, presentOfficial, type SignatureStep } from '../records';
import { isFrozen } from './policy';
import type { Minutes } from './repository';

/** What the caller may do with the minutes now; `because` has the reason key of what the role would allow but the state does not. */
export function abilitiesOf(access: MeetingAccess, minutes: Minutes | null, steps: readonly SignatureStep[], caller: Caller) {
  const { state } = access.meeting;
  const open = minutes?.state === 'draft' || minutes?.state === 'returned';
  const working = open && isWorking(minutes.content.paragraphs);
  const due = dueStep(steps);
  const personId = personIdOf(caller);
  const mine = due !== null && due.personId !== null && due.personId === personId;
  return {
    begin: access.isSecretary && state === 'in_session' && minutes === null,
    draft: access.isSecretary && state === 'closed' && (minutes === null || working),
    edit: access.isSecretary && open,
    submit: access.isSecretary && open && !working,
    decide: access.isChair && minutes?.state === 'submitted',
    sign: mine,
    refuse: mine,
    reopen: access.isSecretary && minutes?.state === 'approved' && steps.some((step) => step.state === 'refused'),
    seal: due?.role === 'seal' && access.isClerk,
    because: access.isSecretary && state !== 'closed' && minutes === null ? { draft: 'minutes.not_closed' } : {},
  };
}

type ShownOfficial = Awaited<ReturnType<typeof presentOfficial>>['shown'];
const NO_OFFICIAL = { kind: 'minutes' as const, officialId: null, number: null, approvedAt: null, frozenSha256: null, verifyCode: null, file: null, steps: [] as ShownOfficial['steps'] };

/** State, number, file and signatures: what everybody of the session may know. */
export async function presentMinutes(db: Db, minutes: Minutes) {
  const { id, state, version, remarks, submittedAt, officialId } = minutes;
  const found = officialId ? await findOfficial(db, officialId) : null;
  const official = found && (await presentOfficial(db, found));
  const { id: _id, state: signed, ...shown } = official?.shown ?? { id: null, state: null, ...NO_OFFICIAL };
  return {
    steps: official?.steps ?? [],
    shown: { id, version, remarks, submittedAt, ...shown, officialId, state: isFrozen(minutes) && signed === 'signed' ? ('signed' as const) : state },
  };
}

type ShownMinutes = Awaited<ReturnType<typeof presentMinutes>>['shown'];

/** Without what passed between those who work on the minutes: remarks to a returned draft, reasons of refused signatures (M15). */
export const forReaders = (shown: ShownMinutes): ShownMinutes => ({ ...shown, remarks: '', submittedAt: null, steps: shown.steps.map((step) => ({ ...step, reason: null })) });
