import { useFetcher } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import type { PublicError } from '@shared/protocol/public-error';
import { useToast } from '~/ui';
import { useTexts } from '~/ui/i18n';
import type { SigningActions } from '../signing/signing-panel';
import { signingTexts } from '../signing/texts';
import type { Draft, EditorData } from './data';
import type { WritingActions } from './minutes-side';
import { minutesTexts } from './texts';

type Answer = { ok: true; value: { intent: string } } | { ok: false; error: PublicError };

export interface MinutesActions extends SigningActions, Omit<WritingActions, 'save'> {
  draft(): void;
  save(version: number, paragraphs: readonly Draft[]): void;
}

/** Everything the page can do, by one fetcher: one action at a time, the answer stays until the next. */
export function useMinutesActions(data: EditorData): MinutesActions {
  const fetcher = useFetcher<Answer>();
  const toast = useToast();
  const [isCleared, setCleared] = useState(false);
  const tm = useTexts(minutesTexts);
  const ts = useTexts(signingTexts);
  const told = useRef<unknown>(null);
  const { minutes } = data;
  const send = (intent: string, fields: Record<string, string> = {}): void => {
    if (fetcher.state !== 'idle') return;
    setCleared(false);
    void fetcher.submit({ intent, minutesId: minutes?.id ?? '', version: String(minutes?.version ?? 0), commandId: crypto.randomUUID(), ...fields }, { method: 'post' });
  };
  useEffect(() => {
    const answer = fetcher.data;
    if (!answer?.ok || told.current === answer) return;
    told.current = answer;
    const sentences: Readonly<Record<string, string>> = { save: tm('saved'), sign: ts('signed'), seal: ts('sealed') };
    const sentence = sentences[answer.value.intent];
    if (sentence) toast({ text: sentence, icon: 'check' });
  }, [fetcher.data, tm, ts, toast]);
  const answer = fetcher.data;
  return {
    busy: fetcher.state !== 'idle',
    error: answer && !answer.ok && !isCleared && fetcher.state === 'idle' ? answer.error : null,
    clear: () => setCleared(true),
    draft: () => send('draft'),
    save: (version, paragraphs) => send('save', { version: String(version), paragraphs: JSON.stringify(paragraphs.map(({ id, text }) => ({ id, text }))) }),
    submit: () => send('submit'),
    approve: (number) => send('approve', number === null ? {} : { number: String(number) }),
    returnIt: (remarks) => send('return', { remarks }),
    sign: (pin) => send('sign', { pin }),
    seal: (pin) => send('seal', { pin }),
    refuse: (reason) => send('refuse', { reason }),
  };
}
