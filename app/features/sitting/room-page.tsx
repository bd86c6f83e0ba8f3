import { useEffect, useRef, useState } from 'react';
import { drawPicture, listPictured, PagePictures } from '~/tablet/reader/page-pictures';
import { PdfSource } from '~/tablet/reader/pdf-source';
import type { PageSize } from '@shared/rules/viewport';
import { RoomInk } from './room-ink';
import './room-page.css';

interface RoomPageProps {
  documentId: string;
  /** Where the file is. */
  url: string;
  /** 1 is the first page. */
  page: number;
  label: string;
  /** Said in place of a page that cannot be drawn. */
  failed: string;
  /** Without the ink of the room: a small picture on the way to the page. */
  isPlain?: boolean;
}

/** Nobody stands at the screen on the wall to try again: it does so itself, ms. */
const AGAIN_MS = 4_000;
/** A window that is being moved to another screen changes its size many times, ms. */
const RESTS_MS = 200;

/** The page presented, as large as its box allows; the last picture stays until the next is drawn. */
export function RoomPage({ documentId, url, page, label, failed, isPlain }: RoomPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [opening, setOpening] = useState<{ source: PdfSource; pictures: PagePictures } | null>(null);
  const [isBroken, setBroken] = useState(false);
  const [drawn, setDrawn] = useState<{ page: number; size: PageSize } | null>(null);
  /** Counts attempts after a failure and changes of the box. */
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    let opened: PdfSource | null = null;
    let pictures: PagePictures | null = null;
    let again: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const open = async (): Promise<void> => {
      try {
        const pictured = await listPictured(url, stop.signal);
        const source = await PdfSource.open({ url }, stop.signal);
        opened = source;
        if (isOver) return void opened.close();
        pictures = new PagePictures(url, pictured);
        setBroken(false);
        setOpening({ source, pictures });
      } catch {
        if (isOver) return;
        setBroken(true);
        again = setTimeout(() => void open(), AGAIN_MS);
      }
    };
    setDrawn(null);
    void open();
    return () => {
      isOver = true;
      clearTimeout(again);
      stop.abort();
      setOpening(null);
      pictures?.close();
      void opened?.close();
    };
  }, [url]);

  useEffect(() => {
    const target = canvas.current;
    const frame = box.current;
    if (!opening || !target || !frame || page > opening.source.pages) return undefined;
    const { source, pictures } = opening;
    let isCurrent = true;
    const stop = new AbortController();
    let cancel = (): void => undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const drawInto = async (buffer: HTMLCanvasElement): Promise<void> => {
      if (pictures.has(page)) {
        const picture = await pictures.whenReady(page, stop.signal);
        if (picture === null) throw new Error('the page has no picture');
        return drawPicture(picture, buffer, frame.clientWidth * devicePixelRatio, frame.clientHeight * devicePixelRatio);
      }
      const shown = await source.page(page);
      if (!isCurrent) return;
      const natural = shown.getViewport({ scale: 1 });
      const fit = Math.min(frame.clientWidth / natural.width, frame.clientHeight / natural.height);
      const viewport = shown.getViewport({ scale: fit * devicePixelRatio });
      buffer.width = Math.round(viewport.width);
      buffer.height = Math.round(viewport.height);
      const task = shown.render({ canvas: buffer, viewport });
      cancel = () => task.cancel();
      await task.promise;
    };
    const draw = async (): Promise<void> => {
      const buffer = document.createElement('canvas');
      await drawInto(buffer);
      const size = await source.size(page);
      if (isCurrent) {
        target.width = buffer.width;
        target.height = buffer.height;
        target.style.width = `${buffer.width / devicePixelRatio}px`;
        target.getContext('2d')?.drawImage(buffer, 0, 0);
        setBroken(false);
        setDrawn({ page, size });
      }
      buffer.width = 0;
      buffer.height = 0;
    };
    draw().catch(() => {
      if (!isCurrent) return;
      setBroken(true);
      again = setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS);
    });
    return () => {
      isCurrent = false;
      clearTimeout(again);
      stop.abort();
      cancel();
      // A sitting takes hours: pages passed must not pile up in memory.
      void source.forget(page);
    };
  }, [opening, page, attempt]);

  useEffect(() => {
    const frame = box.current;
    if (!frame) return undefined;
    let rests: ReturnType<typeof setTimeout> | undefined;
    let before = `${frame.clientWidth}x${frame.clientHeight}`;
    const observer = new ResizeObserver(() => {
      const size = `${frame.clientWidth}x${frame.clientHeight}`;
      if (size === before) return;
      before = size;
      clearTimeout(rests);
      rests = setTimeout(() => setAttempt((count) => count + 1), RESTS_MS);
    });
    observer.observe(frame);
    return () => {
      observer.disconnect();
      clearTimeout(rests);
    };
  }, []);

  // Another page under the words "page 4" would be wrong; before the first is drawn the box is empty, but it has its place.
  const isMissing = isBroken && drawn?.page !== page;
  return (
    <div className="rs-page" ref={box}>
      {isMissing ? <p className="rs-line">{failed}</p> : null}
      <div className="rs-sheet" hidden={isMissing}>
        <canvas ref={canvas} role="img" aria-label={label} />
        {drawn && !isPlain ? <RoomInk documentId={documentId} page={drawn.page} size={drawn.size} /> : null}
      </div>
    </div>
  );
}
