import { useRef, useState } from 'react';
import { readPublicError, type PublicError } from '@shared/protocol/public-error';
import type { Report } from './data';

export type Work = { state: 'waiting' | 'checking' } | { state: 'done'; report: Report } | { state: 'failed'; error: PublicError | null };

export interface Check {
  id: number;
  file: File;
  work: Work;
}

/** Files checked in one go; more belong to the command line. */
export const MOST = 20;

/** Sends a file to be verified. @throws nothing: a refusal is the answer. */
async function verify(file: File): Promise<Work> {
  const form = new FormData();
  form.set('file', file);
  try {
    const response = await fetch('/upload/verify', { method: 'POST', body: form, headers: { Accept: 'application/json' } });
    const answer: unknown = await response.json();
    return response.ok ? { state: 'done', report: answer as Report } : { state: 'failed', error: readPublicError((answer as { error?: unknown }).error) };
  } catch {
    return { state: 'failed', error: null };
  }
}

/** Checks files one after the other, each with its own answer; new files take the place of the old ones. */
export function useChecks() {
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const [chosen, setChosen] = useState(0);
  const [isCut, setCut] = useState(false);
  const turn = useRef(0);
  const begin = (files: readonly File[]): void => {
    const mine = (turn.current += 1);
    const taken = files.slice(0, MOST).map((file, id): Check => ({ id, file, work: { state: 'waiting' } }));
    setChecks(taken);
    setChosen(0);
    setCut(files.length > MOST);
    const put = (id: number, work: Work): void => {
      if (turn.current === mine) setChecks((all) => all.map((check) => (check.id === id ? { ...check, work } : check)));
    };
    const run = async (): Promise<void> => {
      for (const { id, file } of taken) {
        if (turn.current !== mine) return;
        put(id, { state: 'checking' });
        put(id, await verify(file));
      }
    };
    void run();
  };
  return { checks, chosen: checks[chosen] ?? null, choose: setChosen, begin, clear: () => begin([]), isCut };
}
