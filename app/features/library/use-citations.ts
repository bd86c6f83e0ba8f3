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

/** What is open: a paper of a session, or a document of the library. */
export type OpenPaper = { meetingId: string } | { entryId: string };

/** Asked at once; an address has room for them. */
const AT_ONCE = 20;
/** What was added or taken out meanwhile shows, and goes, within this time, ms. */
const AGAIN_MS = 60_000;

/** Texts whose citations are kept: those of the pages that are shown, which ask again and again. */
const TEXTS = 20;
const foundIn = new Map<string, readonly Citation[]>();

function citationsOf(text: string): readonly Citation[] {
  const known = foundIn.get(text);
  if (known) return known;
  if (foundIn.size >= TEXTS) foundIn.clear();
  const found = citationsIn(text);
  foundIn.set(text, found);
  return found;
}

const keyOf = ({ kind, number, name, year }: Citation): string => `${kind} ${number ?? name.join('|')} ${year ?? ''}`;

async function ask(citations: readonly Citation[], open: OpenPaper, signal: AbortSignal): Promise<(CitationTarget | null)[] | null> {
  const asked = citations.map(({ kind, number, name, year }) => ({ kind, number, name, year }));
  const answer = await askFor<QueryResult<'library.cited'>>(`/library/cited?${new URLSearchParams({ ...open, of: JSON.stringify(asked) }).toString()}`, signal);
  return answer?.targets ?? null;
}

/** Where the citations of a page lead, for this person now; those that lead nowhere are left out. */
async function lightUp(text: string, open: OpenPaper, signal: AbortSignal): Promise<{ citation: Citation; target: CitationTarget }[] | null> {
  const citations = citationsOf(text);
  const kinds = [...new Map(citations.map((one) => [keyOf(one), one])).values()];
  const targets = new Map<string, CitationTarget>();
  for (let at = 0; at < kinds.length; at += AT_ONCE) {
    const some = kinds.slice(at, at + AT_ONCE);
    const answers = await ask(some, open, signal);
    if (answers === null) return null;
    some.forEach((one, index) => { if (answers[index]) targets.set(keyOf(one), answers[index]); });
  }
  return citations.flatMap((citation) => { const target = targets.get(keyOf(citation)); return target ? [{ citation, target }] : []; });
}

/** Of a law by its name only the words that are its name are lit, unless they are all of them. */
const endOf = ({ number, end, nameEnds }: Citation, target: CitationTarget): number =>
  target.kind === 'entry' && number === null && target.words < nameEnds.length ? (nameEnds[target.words - 1] ?? end) : end;

/** Citations in an open paper: lit where they lead somewhere, and the one that was tapped. */
export function useCitations(open: OpenPaper): { doors: CitationDoors; opened: LitCitation | null; close: () => void } {
  const t = useTexts(libraryTexts);
  const nameOf = useEntryName();
  const [opened, setOpened] = useState<LitCitation | null>(null);
  const [round, setRound] = useState(0);
  const words = useRef({ t, nameOf, open });
  words.current = { t, nameOf, open };
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
    const lit = await lightUp(text, words.current.open, signal);
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
