import type { Difference } from '@shared/rules/written-minutes';
import { type SigningActions, useSigningActions } from '../signing';
import type { EditorData } from './data';

type MinutesCommand = 'minutes.begin' | 'minutes.draft' | 'minutes.submit' | 'minutes.approve' | 'minutes.return' | 'minutes.reopen' | 'minutes.settle-differences';

export interface MinutesActions extends SigningActions {
  begin(): void;
  draft(): void;
  submit(version: number): void;
  approve(number: number | null): void;
  returnIt(remarks: string): void;
  settle(verdict: 'take' | 'reject', difference?: Difference): void;
}

/** Everything the page can do beside writing. */
export function useMinutesActions({ minutes }: EditorData): MinutesActions {
  const target = { minutesId: minutes?.id ?? '', version: minutes?.version ?? 0 };
  const { run, told: _told, ...actions } = useSigningActions<MinutesCommand>(minutes?.officialId, (send, done) => send('minutes.reopen', target, done));
  return {
    ...actions,
    begin: () => run('minutes.begin', {}),
    draft: () => run('minutes.draft', {}),
    submit: (version) => run('minutes.submit', { ...target, version }),
    approve: (number) => run('minutes.approve', { ...target, number: number ?? undefined }),
    settle: (verdict, one) => run('minutes.settle-differences', { ...target, verdict, one: one && { id: one.id, stretches: one.stretches } }),
    returnIt: (remarks) => run('minutes.return', { ...target, remarks }),
  };
}
