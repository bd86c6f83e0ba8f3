/** Citations of a page that lead somewhere: lines under their words, to be tapped. */
import { useEffect, useState } from 'react';
import { rectsOfRange } from '~/tablet/ink/text-words';
import type { TextLayerParts } from '~/tablet/ink/text-words';
import type { CitationDoors, PageCitation } from './reader-props';

export interface PageCitationsProps {
  parts: TextLayerParts;
  layer: { current: HTMLElement | null };
  doors: CitationDoors;
  /** Width of the page as it is shown, and its scale: with another one the words lie elsewhere. */
  width: number;
  scale: number;
}

interface Lit {
  citation: PageCitation;
  /** One for each line. */
  rects: readonly DOMRect[];
}

export function PageCitations({ parts, layer, doors, width, scale }: PageCitationsProps) {
  const [found, setFound] = useState<readonly PageCitation[]>([]);
  const [lit, setLit] = useState<readonly Lit[]>([]);
  const { find, round } = doors;
  useEffect(() => {
    const stop = new AbortController();
    const text = parts.runs.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');
    void find(text, stop.signal).then((citations) => {
      if (citations !== null && !stop.signal.aborted) setFound(citations);
    });
    return () => stop.abort();
  }, [parts, find, round]);
  useEffect(() => {
    const element = layer.current?.closest<HTMLElement>('.rd-page');
    if (element === null || element === undefined) return;
    setLit(found.map((citation) => ({ citation, rects: rectsOfRange(parts, element, citation.start, citation.end).filter((rect) => rect.width > 0) })).filter(({ rects }) => rects.length > 0));
  }, [parts, layer, found, width, scale]);
  return (
    <div className="rd-cites">
      {lit.map(({ citation, rects }) => rects.map((rect, at) => (
        <button
          key={`${citation.start} ${at}`} type="button" className="rd-cite" data-over={citation.isOver || undefined} data-last={at === rects.length - 1 || undefined}
          style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }}
          // One citation over several lines is one to who listens and to the keyboard.
          tabIndex={at === 0 ? undefined : -1} aria-hidden={at === 0 ? undefined : true} aria-label={citation.label}
          onClick={() => doors.onOpen(citation)}
        />
      )))}
    </div>
  );
}
