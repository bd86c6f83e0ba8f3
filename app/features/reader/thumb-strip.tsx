/** The strip of pages at the foot: pictures, numbers, dots for marks (blue mine, vermilion shared), and going to a page. */
import { memo, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { pageNumber } from '@shared/rules/pack-numbers';
import type { PageRun } from '@shared/rules/pack-numbers';
import type { InkClient } from '~/tablet/ink/ink-client';
import type { Thumbnails } from '~/tablet/reader/thumbnails';
import { IconButton } from '~/ui/button';
import { classes } from '~/ui/class-names';
import { useTexts } from '~/ui/i18n';
import { readerTexts } from './texts';

const STEP = 66;
/** Room left of the first picture, for its frame. */
const LEAD = 6;

export interface ThumbStripProps {
  total: number;
  current: number;
  presented: number | null;
  thumbnails: Thumbnails;
  client: InkClient;
  onPage: (page: number) => void;
  onTurn: (direction: 1 | -1) => void;
  /** Pages on which something changed since the version read before. */
  changed?: ReadonlySet<number>;
  /** What its pages are called through all papers of the session. */
  numbers: PageRun | undefined;
}

interface Dots {
  own: boolean;
  shared: boolean;
}

function dotsOf(client: InkClient, page: number): Dots {
  const marks = client.model.marksOf(page - 1);
  return { own: marks.some((mark) => mark.layer === 'private'), shared: marks.some((mark) => mark.layer === 'shared') };
}

const Thumb = memo(function Thumb({ page, number, url, own, shared, isCurrent, isPresented, isChanged, onPage }: Dots & { isChanged: boolean; page: number; number: string | undefined; url: string | undefined; isCurrent: boolean; isPresented: boolean; onPage: (page: number) => void }) {
  const t = useTexts(readerTexts);
  const label = [t('pageLabel', { page }), number === undefined ? '' : t('numberNow', { number }), own ? t('thumbOwn') : '', shared ? t('thumbShared') : '', isChanged ? t('thumbChanged') : ''].filter(Boolean).join(', ');
  return (
    <button
      type="button" className="rd-thumb" style={{ left: LEAD + (page - 1) * STEP }} aria-label={label} aria-current={isCurrent ? 'page' : undefined}
      data-presented={isPresented || undefined} data-changed={isChanged || undefined} onClick={() => onPage(page)}
    >
      {url === undefined ? null : <img src={url} alt="" draggable={false} />}
      {number === undefined ? null : <span className="rd-thumb-number ph-num">{number}</span>}
      <span className="rd-thumb-foot">
        {own ? <i className="rd-dot" data-layer="private" /> : null}
        {shared ? <i className="rd-dot" data-layer="shared" /> : null}
        <b>{page}</b>
      </span>
    </button>
  );
});

export function ThumbStrip({ total, current, presented, thumbnails, client, onPage, onTurn, changed, numbers }: ThumbStripProps) {
  const t = useTexts(readerTexts);
  useSyncExternalStore(thumbnails.subscribe, thumbnails.version);
  useSyncExternalStore(client.subscribe, client.version);
  const list = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 1, last: Math.min(total, 12) });

  useEffect(() => {
    const element = list.current;
    if (element === null) return undefined;
    const look = (): void => {
      const first = Math.max(1, Math.floor(element.scrollLeft / STEP) - 1);
      const last = Math.min(total, Math.ceil((element.scrollLeft + element.clientWidth) / STEP) + 2);
      setRange((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [total]);

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const left = LEAD + (current - 1) * STEP;
    if (left >= element.scrollLeft + STEP / 2 && left + STEP * 1.5 <= element.scrollLeft + element.clientWidth) return;
    element.scrollTo({ left: left - element.clientWidth / 2 + STEP / 2, behavior: 'auto' });
  }, [current]);

  const pages = Array.from({ length: Math.max(0, range.last - range.first + 1) }, (_, index) => range.first + index);
  useEffect(() => {
    const middle = Math.min(range.last, Math.max(range.first, current));
    const shown = Array.from({ length: range.last - range.first + 1 }, (_, index) => range.first + index);
    thumbnails.want(shown.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle)));
  }, [thumbnails, range, current]);

  return (
    <div className="rd-strip">
      <IconButton icon="previous" look="sec" label={t('previousPage')} isDisabled={current <= 1} onPress={() => onTurn(-1)} />
      <nav className={classes('rd-thumbs')} ref={list} aria-label={t('thumbnails')}>
        <div className="rd-thumbs-inner" style={{ width: total * STEP + LEAD }}>
          {pages.map((page) => (
            <Thumb key={page} page={page} number={numbers && pageNumber(numbers, page - 1)} url={thumbnails.url(page)} {...dotsOf(client, page)} isCurrent={page === current} isPresented={page === presented} isChanged={changed?.has(page) ?? false} onPage={onPage} />
          ))}
        </div>
      </nav>
      <IconButton icon="next" look="sec" label={t('nextPage')} isDisabled={current >= total} onPress={() => onTurn(1)} />
    </div>
  );
}
