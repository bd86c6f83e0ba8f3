import { useEffect, useRef, useState } from 'react';
import { PdfSource } from '~/tablet/reader/pdf-source';
import type { PageSize } from '@shared/rules/viewport';
import { RoomInk } from './room-ink';

interface RoomPageProps {
  documentId: string;
  /** Where the file is. */
  url: string;
  /** 1 is the first page. */
  page: number;
  label: string;
  /** Said in place of a page that cannot be drawn. */
  failed: string;
}

/** The page presented, as large as its box allows; the last picture stays until the next is drawn. */
export function RoomPage({ documentId, url, page, label, failed }: RoomPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [source, setSource] = useState<PdfSource | null>(null);
  const [isBroken, setBroken] = useState(false);
  const [drawn, setDrawn] = useState<{ page: number; size: PageSize } | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    let opened: PdfSource | null = null;
    setBroken(false);
    setDrawn(null);
    PdfSource.open({ url }, stop.signal)
      .then((next) => {
        opened = next;
        if (stop.signal.aborted) void next.close();
        else setSource(next);
      })
      .catch(() => {
        if (!stop.signal.aborted) setBroken(true);
      });
    return () => {
      stop.abort();
      setSource(null);
      void opened?.close();
    };
  }, [url]);

  useEffect(() => {
    const target = canvas.current;
    const frame = box.current;
    if (!source || !target || !frame || page > source.pages) return undefined;
    let isCurrent = true;
    const draw = async (): Promise<void> => {
      const shown = await source.page(page);
      const natural = shown.getViewport({ scale: 1 });
      const fit = Math.min(frame.clientWidth / natural.width, frame.clientHeight / natural.height);
      const viewport = shown.getViewport({ scale: fit * devicePixelRatio });
      const buffer = document.createElement('canvas');
      buffer.width = Math.round(viewport.width);
      buffer.height = Math.round(viewport.height);
      await shown.render({ canvas: buffer, viewport }).promise;
      const size = await source.size(page);
      if (!isCurrent) return;
      target.width = buffer.width;
      target.height = buffer.height;
      target.style.width = `${buffer.width / devicePixelRatio}px`;
      target.getContext('2d')?.drawImage(buffer, 0, 0);
      setBroken(false);
      setDrawn({ page, size });
    };
    draw().catch(() => {
      if (isCurrent) setBroken(true);
    });
    return () => {
      isCurrent = false;
    };
  }, [source, page]);

  return (
    <div className="rs-page" ref={box}>
      {isBroken ? <p className="rs-line">{failed}</p> : null}
      <div className="rs-sheet" hidden={isBroken}>
        <canvas ref={canvas} role="img" aria-label={label} />
        {drawn ? <RoomInk documentId={documentId} page={drawn.page} size={drawn.size} /> : null}
      </div>
    </div>
  );
}
