import { useFetcher, useRevalidator } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import { useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { newCommandId } from '../../commands/command-id';
import type { SigningActions } from '../signing/data';
import { signingTexts } from '../signing/texts';
import type { EditorData } from './data';

type Answer = { ok: true; value: { intent: string } } | { ok: false; error: PublicError };

export interface MinutesActions extends SigningActions {
  draft(): void;
  submit(version: number): void;
  approve(number: number | null): void;
  returnIt(remarks: string): void;
}

/** Everything the page can do beside writing, by one fetcher: one act at a time, its answer stays until the next. */
export function useMinutesActions(data: EditorData): MinutesActions {
  const fetcher = useFetcher<Answer>();
  const { revalidate } = useRevalidator();
  const toast = useToast();
  const [isCleared, setCleared] = useState(false);
  const ts = useTexts(signingTexts);
  const told = useRef<unknown>(null);
  /** Two taps before the page has drawn itself anew are one act: the second submission would take the answer of the first away. */
  const isUnderWay = useRef(false);
  const { minutes } = data;
  const { state } = fetcher;
  useEffect(() => {
    if (state === 'idle') isUnderWay.current = false;
  }, [state]);
  const send = (intent: string, fields: Record<string, string> = {}): void => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setCleared(false);
    void fetcher.submit({ intent, minutesId: minutes?.id ?? '', officialId: minutes?.officialId ?? '', version: String(minutes?.version ?? 0), commandId: newCommandId(), ...fields }, { method: 'post' });
  };
  const answer = fetcher.data;
  useEffect(() => {
    if (!answer || told.current === answer) return;
    told.current = answer;
    // Somebody else was first, or the answer to an earlier try was lost: what is stored now is shown.
    if (!answer.ok) {
      if (answer.error.code === 'conflict') revalidate();
      return;
    }
    const sentences: Readonly<Record<string, string>> = { sign: ts('signed'), seal: ts('sealed'), reopen: ts('reopened') };
    const sentence = sentences[answer.value.intent];
    if (sentence) toast({ text: sentence, icon: 'check' });
  }, [answer, revalidate, ts, toast]);
  return {
    busy: state !== 'idle',
    error: answer && !answer.ok && !isCleared && state === 'idle' ? answer.error : null,
    clear: () => setCleared(true),
    draft: () => send('draft'),
    submit: (version) => send('submit', { version: String(version) }),
    approve: (number) => send('approve', number === null ? {} : { number: String(number) }),
    returnIt: (remarks) => send('return', { remarks }),
    sign: (pin) => send('sign', { pin }),
    seal: (pin) => send('seal', { pin }),
    refuse: (reason) => send('refuse', { reason }),
    reopen: () => send('reopen'),
  };
}
