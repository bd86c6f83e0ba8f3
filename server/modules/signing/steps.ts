import type { MinutesState, SignatureStep, StepRole } from './repository';

/** Field names of the minutes: secretary, chair, organisation (NĐ 30/2020, Phụ lục I). */
export const SIGNATURE_FIELDS = { secretary: 'SIG_THUKY', chair: 'SIG_CHUTOA', organisation: 'SIG_COQUAN' } as const;

export type NewStep = Pick<SignatureStep, 'order' | 'role' | 'field' | 'personId' | 'required' | 'state'>;

/** The steps of freshly approved minutes (G1). */
export function planSteps(people: { secretaryId: string; chairId: string }): NewStep[] {
  return [
    { order: 1, role: 'secretary', field: SIGNATURE_FIELDS.secretary, personId: people.secretaryId, required: true, state: 'due' },
    { order: 2, role: 'chair', field: SIGNATURE_FIELDS.chair, personId: people.chairId, required: true, state: 'waiting' },
    { order: 3, role: 'seal', field: SIGNATURE_FIELDS.organisation, personId: null, required: false, state: 'waiting' },
  ];
}

/** What becomes of the other steps and of the minutes when one step is signed (G6). */
export function afterSigning(steps: readonly SignatureStep[], signed: SignatureStep): { next: SignatureStep | null; state: MinutesState } {
  const others = steps.filter((step) => step.id !== signed.id);
  const waiting = others.filter((step) => step.state === 'waiting').sort((a, b) => a.order - b.order);
  const open = others.some((step) => step.required && step.state !== 'signed');
  return { next: waiting[0] ?? null, state: open ? 'approved' : 'signed' };
}

/** The step of a role that is due, null when it is somebody else's turn or done. */
export const dueStep = (steps: readonly SignatureStep[]): SignatureStep | null => steps.find((step) => step.state === 'due') ?? null;

export const ofRole = (steps: readonly SignatureStep[], role: StepRole): SignatureStep | null => steps.find((step) => step.role === role) ?? null;
