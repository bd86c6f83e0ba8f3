import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { InlineError } from '~/ui';
import { commandFields, newCommandId, useCommand } from '../../commands';
import type { ReaderProps } from '../reader';

type CarriedState = QueryResult<'annotations.carried'>;

/** While marks are on their way it is asked so often, ms. */
const AGAIN_MS = 2_000;

/** Marks of earlier versions on the open one: asked for again while some are still on their way, and after every word about them. */
export function useCarriedMarks(paper: QueryResult<'documents.open'>, loaded: CarriedState): NonNullable<ReaderProps['carried']> | undefined {
  const { document, meeting } = paper;
  const page = `/meetings/${meeting.id}/read/${document.id}`;
  const { run, error } = useCommand<'annotations.settle-marks'>({ page });
  const [isOpen, setOpen] = useState(false);
  const [state, setState] = useState(loaded);
  const isHere = document.number === state.number && state.number > 1;

  // Past the router: a failure of its own requests may take the page away, and without a network the reader goes on.
  const ask = useCallback(async (): Promise<void> => {
    const answer = await fetch(`/meetings/${meeting.id}/read/${document.id}/carried`, { headers: { Accept: 'application/json' } }).catch(() => null);
    if (answer?.ok) setState((await answer.json()) as CarriedState);
    else setState((before) => ({ ...before }));
  }, [meeting.id, document.id]);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (!isHere || !state.isBehind) return undefined;
    if (!hasAsked.current) {
      hasAsked.current = true;
      const body = new URLSearchParams(commandFields('annotations.request-carrying', { documentId: document.id }, newCommandId()));
      void fetch(`/meetings/-/read/${document.id}.data`, { method: 'POST', body }).catch(() => undefined);
    }
    const timer = setTimeout(() => void ask(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isHere, state, ask, document.id]);

  if (!isHere) return undefined;
  return {
    state,
    baseUrl: `/files/documents/${document.id}`,
    trouble: error ? <InlineError error={error} /> : null,
    isOpen,
    onOpen: setOpen,
    onSettle: (marks, then) => run('annotations.settle-marks', { documentId: document.id, marks: marks.map((mark) => ({ ...mark })) }, () => {
      then?.();
      void ask();
    }),
  };
}
