import { signaturesOf, type KindName, type Signers, type StepRole } from './kinds';
import type { OfficialState, SignatureStep } from './repository';

export type NewStep = Pick<SignatureStep, 'order' | 'role' | 'field' | 'personId' | 'required' | 'state'>;

/** The steps of a freshly approved document: the first is due, the others wait (G1). */
export const planSteps = (kind: KindName, signers: Signers): NewStep[] =>
  signaturesOf(kind, signers).map(({ role, field, required, personId }, index) => ({ order: index + 1, role, field, personId, required, state: index === 0 ? 'due' : 'waiting' }));

/** What becomes of the other steps and of the document when one step is signed (G6). */
export function afterSigning(steps: readonly SignatureStep[], signed: SignatureStep): { next: SignatureStep | null; state: OfficialState } {
  const others = steps.filter((step) => step.id !== signed.id);
  const waiting = others.filter((step) => step.state === 'waiting').sort((a, b) => a.order - b.order);
  const open = others.some((step) => step.required && step.state !== 'signed');
  return { next: waiting[0] ?? null, state: open ? 'approved' : 'signed' };
}

/** The step that is due, null when none is. */
export const dueStep = (steps: readonly SignatureStep[]): SignatureStep | null => steps.find((step) => step.state === 'due') ?? null;

export const ofRole = (steps: readonly SignatureStep[], role: StepRole): SignatureStep | null => steps.find((step) => step.role === role) ?? null;
