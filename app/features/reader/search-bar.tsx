/** Search in the paper: one field, count, previous and next. Accents and capitals do not matter. */
import { useEffect, useRef, useState } from 'react';
import { searchTerms } from '@shared/language/search-text';
import { findInPage, findTermsInPage, searchDocument } from '~/tablet/reader/document-search';
import type { FoldedText } from '@shared/language/folded-text';
import type { PageHit } from '~/tablet/reader/document-search';
import type { PdfSource } from '~/tablet/reader/pdf-source';
import { IconButton, TextLink } from '~/ui/button';
import { useTexts } from '~/ui/i18n';
import { readerTexts } from './texts';

export interface SearchBarProps {
  source: PdfSource;
  total: number;
  from: number;
  folded: Map<number, FoldedText>;
  /** What was searched for in all sessions and led here: found here as it was there, until something else is typed. */
  asked?: string;
  onHits: (hits: readonly PageHit[], hit: PageHit | null) => void;
  onClose: () => void;
}

const TYPING_MS = 180;

export function SearchBar({ source, total, from, folded, asked = '', onHits, onClose }: SearchBarProps) {
  const t = useTexts(readerTexts);
  const field = useRef<HTMLInputElement>(null);
  const start = useRef(from);
  const [query, setQuery] = useState(asked);
  const [hits, setHits] = useState<readonly PageHit[]>([]);
  const [at, setAt] = useState(0);
  const [done, setDone] = useState(0);
  const [unread, setUnread] = useState(0);
  const report = useRef(onHits);
  report.current = onHits;

  // Who comes from a list of results wants to read, not to type.
  useEffect(() => (asked === '' ? field.current?.focus() : undefined), [asked]);
  useEffect(() => {
    const abort = new AbortController();
    setHits([]);
    setAt(0);
    setDone(0);
    setUnread(0);
    if (query.trim().length < 2) return undefined;
    const timer = setTimeout(() => {
      let found: PageHit[] = [];
      const terms = query === asked ? searchTerms(asked) : null;
      const find = (text: FoldedText, page: number): PageHit[] => (terms ? findTermsInPage(text, terms, page) : findInPage(text, query, page));
      void searchDocument((page) => source.text(page), total, find, start.current, (fresh, searched) => {
        if (fresh === null) setUnread((count) => count + 1);
        else if (fresh.length > 0) {
          found = [...found, ...fresh];
          setHits(found);
        }
        if (searched === total || searched % 10 === 0) setDone(searched);
      }, abort.signal, folded);
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, asked, source, total, folded]);

  const hit = hits[at] ?? null;
  useEffect(() => report.current(hits, hit), [hits, hit]);
  useEffect(() => () => report.current([], null), []);

  const step = (by: 1 | -1): void => {
    if (hits.length > 0) setAt((before) => (before + by + hits.length) % hits.length);
  };
  const found = hits.length > 0 ? t('searchCount', { at: at + 1, count: hits.length })
    : done < total ? t('searchBusy', { done, total })
      : unread === total ? ''
        : unread === 0 && [...folded.values()].every((text) => text.folded.trim() === '') ? t('searchNoText') : t('searchNone', { done: total - unread });
  const status = query.trim().length < 2 ? '' : [found, unread > 0 && done === total ? t('searchUnread', { count: unread }) : ''].filter(Boolean).join('. ');
  return (
    <form className="rd-search" role="search" onSubmit={(event) => { event.preventDefault(); step(1); }} onKeyDown={(event) => { if (event.key === 'Escape') onClose(); }}>
      <input
        ref={field} type="search" className="rd-search-field" value={query} aria-label={t('search')} placeholder={t('searchField')} autoComplete="off" spellCheck={false}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Enter' && event.shiftKey) { event.preventDefault(); step(-1); } }}
      />
      <span className="rd-search-status ph-num" role="status">{status}</span>
      <IconButton icon="up" label={t('searchPrevious')} isDisabled={hits.length === 0} onPress={() => step(-1)} />
      <IconButton icon="down" label={t('searchNext')} isDisabled={hits.length === 0} onPress={() => step(1)} />
      <IconButton icon="close" label={t('searchClose')} onPress={onClose} />
      <p className="rd-search-all"><TextLink href={`/search?${new URLSearchParams({ text: query.trim() }).toString()}`} look="plain" icon="search"><span className="rd-search-all-words">{t('searchAll')}</span></TextLink></p>
    </form>
  );
}
