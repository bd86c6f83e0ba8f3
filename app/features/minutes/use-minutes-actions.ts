import { useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { useCommand } from '../../commands';
import { type SigningActions, signingTexts } from '../signing';
import type { EditorData } from './data';

type MinutesCommand = 'minutes.draft' | 'minutes.submit' | 'minutes.approve' | 'minutes.return' | 'minutes.reopen' | 'records.sign' | 'records.seal' | 'records.refuse';

export interface MinutesActions extends SigningActions {
  draft(): void;
  submit(version: number): void;
  approve(number: number | null): void;
  returnIt(remarks: string): void;
}

/** Everything the page can do beside writing. */
export function useMinutesActions(data: EditorData): MinutesActions {
  const { run, busy, error, clear } = useCommand<MinutesCommand, unknown>();
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const ts = useTexts(signingTexts);
  const { minutes } = data;
  // Somebody else was first, or the answer to an earlier try was lost: what is stored now is shown.
  const isOvertaken = error?.code === 'conflict';
  useEffect(() => {
    if (isOvertaken) revalidate();
  }, [isOvertaken, revalidate]);
  const target = { minutesId: minutes?.id ?? '', version: minutes?.version ?? 0 };
  const officialId = minutes?.officialId ?? '';
  const told = (key: 'signed' | 'sealed' | 'reopened') => () => void toast({ text: ts(key), icon: 'check' });
  return {
    busy,
    error,
    clear,
    draft: () => run('minutes.draft', {}),
    submit: (version) => run('minutes.submit', { ...target, version }),
    approve: (number) => run('minutes.approve', { ...target, number: number ?? undefined }),
    returnIt: (remarks) => run('minutes.return', { ...target, remarks }),
    sign: (pin) => run('records.sign', { officialId, pin }, told('signed')),
    seal: (pin) => run('records.seal', { officialId, pin }, told('sealed')),
    refuse: (reason) => run('records.refuse', { officialId, reason }),
    reopen: () => run('minutes.reopen', target, told('reopened')),
  };
}
