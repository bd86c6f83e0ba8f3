import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { InlineError } from '~/ui';
import { commandFields, newCommandId, useCommand } from '../../commands';
import type { ReaderProps } from '../reader';

type CarriedState = QueryResult<'annotations.carried'>;

/** While marks are on their way it is asked so often, ms. */
const AGAIN_MS = 2_000;

/** Marks of earlier versions on the open one: asked for again while some are still on their way, and after every word about them. */
export function useCarriedMarks(paper: QueryResult<'documents.open'>, loaded: CarriedState, preparedFor?: string): NonNullable<ReaderProps['carried']> | undefined {
  const { document, meeting } = paper;
  // What is prepared for somebody has pages of its own, beside those of the own papers.
  const page = preparedFor === undefined ? `/meetings/${meeting.id}/read/${document.id}` : `/meetings/${meeting.id}/for/${preparedFor}/read/${document.id}`;
  const { run, error } = useCommand<'annotations.settle-marks'>({ page });
  const [isOpen, setOpen] = useState(false);
  const [state, setState] = useState(loaded);
  const isHere = document.number === state.number && state.number > 1;

  // Past the router: a failure of its own requests may take the page away, and without a network the reader goes on.
  const ask = useCallback(async (): Promise<void> => {
    const answer = await fetch(`${page}/carried`, { headers: { Accept: 'application/json' } }).catch(() => null);
    if (answer?.ok) setState((await answer.json()) as CarriedState);
    else setState((before) => ({ ...before }));
  }, [page]);
  const hasAsked = useRef(false);
  useEffect(() => {
    if (!isHere || !state.isBehind) return undefined;
    if (!hasAsked.current) {
      hasAsked.current = true;
      const body = new URLSearchParams(commandFields('annotations.request-carrying', { documentId: document.id, for: preparedFor }, newCommandId()));
      void fetch(`${page}.data`, { method: 'POST', body }).catch(() => undefined);
    }
    const timer = setTimeout(() => void ask(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isHere, state, ask, document.id, page, preparedFor]);

  if (!isHere) return undefined;
  return {
    state,
    baseUrl: preparedFor === undefined ? `/files/documents/${document.id}` : `/files/for/${preparedFor}/documents/${document.id}`,
    trouble: error ? <InlineError error={error} /> : null,
    isOpen,
    onOpen: setOpen,
    onSettle: (marks, then) => run('annotations.settle-marks', { documentId: document.id, for: preparedFor, marks: marks.map((mark) => ({ ...mark })) }, () => {
      then?.();
      void ask();
    }),
  };
}
