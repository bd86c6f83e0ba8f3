import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { drawPicture, listPictured, PagePictures } from '~/tablet/reader/page-pictures';
import { PdfSource } from '~/tablet/reader/pdf-source';
import type { PageSize } from '@shared/rules/viewport';
import { cutRow } from './page-cut';
import { RoomInk, RoomInkProvider } from './room-ink';
import './room-page.css';

interface RoomPageProps {
  /** Names the marks of the version shown. */
  inkId: string;
  /** Where the file is. */
  url: string;
  /** 1 is the first page. */
  page: number;
  label: string;
  /** Said in place of a page that cannot be drawn. */
  failed: string;
  /** Who looks at the ink of the room, a person or the screen itself; absent: without ink, a small picture on the way to the page. */
  viewerId?: string;
}

/** Nobody stands at the screen on the wall to try again: it does so itself, ms. */
const AGAIN_MS = 4_000;
/** A window that is being moved to another screen changes its size many times, ms. */
const RESTS_MS = 200;

/** A page lies beside the other half of itself where that is larger, with this much between them, CSS pixels. */
const GAP = 16;

/** A part of the page as it is shown: where it begins and ends, CSS pixels of the whole page. */
interface Part {
  top: number;
  height: number;
}

interface Drawn {
  page: number;
  size: PageSize;
  /** Of the whole page as shown, CSS pixels. */
  width: number;
  height: number;
  /** From top to bottom: one, or the two halves. */
  parts: Part[];
  /** Pixels of the whole page. */
  picture: HTMLCanvasElement;
}

/** How wide the page is drawn in a box: whole, or cut in two halves side by side if that makes it larger (an upright page on a wide wall). */
function fitOf(page: { width: number; height: number }, box: { width: number; height: number }, mayCut: boolean): { width: number; isCut: boolean } {
  const whole = Math.min(box.width, (box.height * page.width) / page.height);
  // A cut may lie somewhat off the middle.
  const halves = Math.min((box.width - GAP) / 2, (box.height * page.width) / (page.height * 0.58));
  const isCut = mayCut && halves > whole * 1.1;
  // Whole device pixels: the canvas is shown as it was drawn.
  return { width: Math.floor((isCut ? halves : whole) * devicePixelRatio) / devicePixelRatio, isCut };
}

/** One part of the drawn page, with the ink that lies on it. */
function PagePart({ drawn, part, label, children }: { drawn: Drawn; part: Part; label?: string; children: ReactNode }) {
  const sheet = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const target = canvas.current;
    if (!target || !sheet.current || !over.current) return;
    sheet.current.style.width = `${drawn.width}px`;
    sheet.current.style.height = `${part.height}px`;
    over.current.style.top = `${-part.top}px`;
    over.current.style.height = `${drawn.height}px`;
    const scale = drawn.picture.width / drawn.width;
    const [top, height] = [Math.round(part.top * scale), Math.round(part.height * scale)];
    target.width = drawn.picture.width;
    target.height = height;
    target.getContext('2d')?.drawImage(drawn.picture, 0, top, target.width, height, 0, 0, target.width, height);
  }, [drawn, part]);
  return (
    <div className="rs-sheet" ref={sheet}>
      <canvas ref={canvas} role={label ? 'img' : undefined} aria-label={label} aria-hidden={label ? undefined : true} />
      <div className="rs-over" ref={over}>{children}</div>
    </div>
  );
}

/** The page presented, as large as its box allows; the last picture stays until the next is drawn. */
export function RoomPage({ inkId, url, page, label, failed, viewerId }: RoomPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const isPlain = viewerId === undefined;
  const [opening, setOpening] = useState<{ source: PdfSource; pictures: PagePictures } | null>(null);
  const [isBroken, setBroken] = useState(false);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
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
    const frame = box.current;
    if (!opening || !frame || page > opening.source.pages) return undefined;
    const { source, pictures } = opening;
    let isCurrent = true;
    const stop = new AbortController();
    let cancel = (): void => undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const drawInto = async (buffer: HTMLCanvasElement, fit: { width: number }): Promise<void> => {
      if (pictures.has(page)) {
        const picture = await pictures.whenReady(page, stop.signal);
        if (picture === null) throw new Error('the page has no picture');
        return drawPicture(picture, buffer, fit.width * devicePixelRatio, Number.MAX_SAFE_INTEGER);
      }
      const shown = await source.page(page);
      if (!isCurrent) return;
      const viewport = shown.getViewport({ scale: (fit.width / shown.getViewport({ scale: 1 }).width) * devicePixelRatio });
      buffer.width = Math.round(viewport.width);
      buffer.height = Math.round(viewport.height);
      const task = shown.render({ canvas: buffer, viewport });
      cancel = () => task.cancel();
      await task.promise;
    };
    const draw = async (): Promise<void> => {
      const size = await source.size(page);
      const fit = fitOf(size, { width: frame.clientWidth, height: frame.clientHeight }, !isPlain);
      // A box without room yet is told of when it has some.
      if (fit.width < 1) return;
      const picture = document.createElement('canvas');
      await drawInto(picture, fit);
      if (!isCurrent) return;
      const height = (fit.width * picture.height) / picture.width;
      const context = fit.isCut ? picture.getContext('2d') : null;
      const cut = context ? (cutRow(context.getImageData(0, 0, picture.width, picture.height).data, picture.width, picture.height) * height) / picture.height : height;
      setBroken(false);
      setDrawn({ page, size, width: fit.width, height, picture, parts: fit.isCut ? [{ top: 0, height: cut }, { top: cut, height: height - cut }] : [{ top: 0, height }] });
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
  }, [opening, page, attempt, isPlain]);

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
  const parts = drawn && !isMissing ? drawn.parts.map((part, index) => (
    <PagePart key={part.top} drawn={drawn} part={part} label={index === 0 ? label : undefined}>
      {isPlain ? null : <RoomInk page={drawn.page} size={drawn.size} />}
    </PagePart>
  )) : null;
  return (
    <div className="rs-page" ref={box}>
      {isMissing ? <p className="rs-line">{failed}</p> : null}
      {viewerId === undefined ? parts : <RoomInkProvider inkId={inkId} viewerId={viewerId}>{parts}</RoomInkProvider>}
    </div>
  );
}
