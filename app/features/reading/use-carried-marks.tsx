import { useFetcher } from '@remix-run/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueryResult } from '../../../server/application';
import { InlineError } from '~/ui';
import { useCommand } from '../../commands';
import type { ReaderProps } from '../reader';

type CarriedState = QueryResult<'annotations.carried'>;

/** While marks are on their way it is asked so often, ms. */
const AGAIN_MS = 2_000;

/** Marks of earlier versions on the open one: asked for again while some are still on their way, and after every word about them. */
export function useCarriedMarks(paper: QueryResult<'documents.open'>, loaded: CarriedState): NonNullable<ReaderProps['carried']> | undefined {
  const { document, meeting } = paper;
  const page = `/meetings/${meeting.id}/read/${document.id}`;
  const { data, load, state: way } = useFetcher<CarriedState>();
  const { run, error } = useCommand<'annotations.settle-marks' | 'annotations.request-carrying'>({ page });
  const [isOpen, setOpen] = useState(false);
  const state = data ?? loaded;
  const ask = useCallback(() => load(`${page}/carried`), [load, page]);
  const isHere = document.number === state.number && state.number > 1;

  const hasAsked = useRef(false);
  useEffect(() => {
    if (!isHere || !state.isBehind || hasAsked.current) return;
    hasAsked.current = true;
    run('annotations.request-carrying', { documentId: document.id });
  }, [isHere, state.isBehind, run, document.id]);
  useEffect(() => {
    if (!isHere || !state.isBehind || way !== 'idle') return undefined;
    const timer = setTimeout(ask, AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isHere, state, way, ask]);

  if (!isHere) return undefined;
  return {
    state,
    baseUrl: `/files/documents/${document.id}`,
    trouble: error ? <InlineError error={error} /> : null,
    isOpen,
    onOpen: setOpen,
    onSettle: (marks, then) => run('annotations.settle-marks', { documentId: document.id, marks: marks.map((mark) => ({ ...mark })) }, () => {
      then?.();
      ask();
    }),
  };
}
