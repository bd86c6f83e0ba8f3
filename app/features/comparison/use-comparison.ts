import { useRevalidator } from '@remix-run/react';
import { useCallback, useEffect } from 'react';
import { useCommand } from '../../commands';

export interface PairState {
  documentId: string;
  from: number;
  to: number;
  /** Null: nobody asked for it yet. */
  state: string | null;
}

/** Two versions that were not laid beside each other yet are asked for by whoever comes to see them (D65). @param page that takes the command, where it is another. */
export function useComparison({ documentId, from, to, state }: PairState, page?: string): { ask: () => void; busy: boolean; isWaiting: boolean } {
  const { run, busy } = useCommand<'documents.request-comparison'>({ page });
  const { revalidate } = useRevalidator();
  const ask = useCallback(() => run('documents.request-comparison', { documentId, from, to }, revalidate), [run, revalidate, documentId, from, to]);
  const isMissing = state === null && to > from;
  useEffect(() => {
    if (isMissing) ask();
  }, [isMissing, ask]);
  return { ask, busy, isWaiting: isMissing || state === 'waiting' };
}
