import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { citationsIn, type Citation } from '@shared/rules/citations';
import type { QueryResult } from '../../../server/application';
import { askFor } from '~/tablet/ask-for';
import { useTexts } from '~/ui/i18n';
import type { CitationDoors, PageCitation } from '../reader';
import { useEntryName } from './entry-words';
import { libraryTexts } from './texts';

export type CitationTarget = NonNullable<QueryResult<'library.cited'>['targets'][number]>;

/** A citation that leads somewhere. */
export interface LitCitation extends PageCitation {
  target: CitationTarget;
  article: string | null;
}

/** Asked at once; an address has room for them. */
const AT_ONCE = 40;
/** What was added or taken out meanwhile shows, and goes, within this time, ms. */
const AGAIN_MS = 60_000;

const keyOf = ({ number, name, year }: Citation): string => `${number ?? name.join(' ')} ${year ?? ''}`;

async function ask(citations: readonly Citation[], signal: AbortSignal): Promise<(CitationTarget | null)[] | null> {
  const asked = citations.map(({ number, name, year }) => ({ number, name, year }));
  const answer = await askFor<QueryResult<'library.cited'>>(`/library/cited?of=${encodeURIComponent(JSON.stringify(asked))}`, signal);
  return answer?.targets ?? null;
}

/** Where the citations of a page lead, for this person now; those that lead nowhere are left out. */
async function lightUp(text: string, signal: AbortSignal): Promise<{ citation: Citation; target: CitationTarget }[] | null> {
  const citations = citationsIn(text);
  const kinds = [...new Map(citations.map((one) => [keyOf(one), one])).values()];
  const targets = new Map<string, CitationTarget>();
  for (let at = 0; at < kinds.length; at += AT_ONCE) {
    const some = kinds.slice(at, at + AT_ONCE);
    const answers = await ask(some, signal);
    if (answers === null) return null;
    some.forEach((one, index) => { if (answers[index]) targets.set(keyOf(one), answers[index]); });
  }
  return citations.flatMap((citation) => { const target = targets.get(keyOf(citation)); return target ? [{ citation, target }] : []; });
}

/** Of a law by its name only the words that are its name are lit, unless they are all of them. */
const endOf = ({ number, end, nameEnds }: Citation, target: CitationTarget): number =>
  target.kind === 'entry' && number === null && target.words < nameEnds.length ? (nameEnds[target.words - 1] ?? end) : end;

/** Citations in an open paper: lit where they lead somewhere, and the one that was tapped. */
export function useCitations(): { doors: CitationDoors; opened: LitCitation | null; close: () => void } {
  const t = useTexts(libraryTexts);
  const nameOf = useEntryName();
  const [opened, setOpened] = useState<LitCitation | null>(null);
  const [round, setRound] = useState(0);
  const words = useRef({ t, nameOf });
  words.current = { t, nameOf };
  useEffect(() => {
    const again = (): void => { if (document.visibilityState === 'visible') setRound((before) => before + 1); };
    const timer = setInterval(again, AGAIN_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, []);
  const find = useCallback(async (text: string, signal: AbortSignal): Promise<LitCitation[] | null> => {
    const lit = await lightUp(text, signal);
    const { t: say, nameOf: named } = words.current;
    return lit && lit.map(({ citation, target }) => {
      const name = target.kind === 'entry' ? named(target.entry) : `${target.official.type} ${target.official.number}`;
      const isOver = target.kind === 'entry' && target.entry.state !== 'in_force';
      return { start: citation.start, end: endOf(citation, target), label: isOver ? say('citedWith', { name, state: say(`state_${target.entry.state}`) }) : say('cited', { name }), isOver, target, article: citation.article };
    });
  }, []);
  const doors = useMemo<CitationDoors>(() => ({ find, round, onOpen: (citation) => setOpened(citation as LitCitation) }), [find, round]);
  return { doors, opened, close: useCallback(() => setOpened(null), []) };
}
