import type { PageSize } from '@shared/rules/viewport';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { MemoryInkStorage } from '~/tablet/ink/ink-storage';
import { LiveCanvas } from '~/tablet/ink/live-canvas';
import { SocketInkTransport } from '~/tablet/ink/socket-transport';
import { connection } from '~/tablet/live/socket';
import { useMe } from '../account/account-menu';
import { PageMarks } from '../reader/ink-marks';
import { useClosing } from '../reader/use-closing';
import { useInk } from '../reader/use-ink';

interface RoomInkProps {
  documentId: string;
  /** 1 is the first page. */
  page: number;
  size: PageSize;
}

/** Ink everybody sees on the page presented, finished and while it is drawn; private marks of the account never. */
export function RoomInk({ documentId, page, size }: RoomInkProps) {
  const me = useMe();
  const host = useRef<HTMLDivElement>(null);
  const [transport] = useState(() => new SocketInkTransport(connection()));
  useClosing(transport, () => transport.close());
  // Nothing is written here: a storage of its own for each paper, forgotten with the page.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  const storage = useMemo(() => new MemoryInkStorage(), [documentId]);
  const paint = useRef<() => void>(() => undefined);
  const redraw = useCallback(() => paint.current(), []);
  const { session, strokes } = useInk(documentId, me.personId, transport, storage, redraw);

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const live = new LiveCanvas(element);
    let frame = 0;
    const step = (): void => {
      frame = 0;
      const now = performance.now();
      const growing = strokes.current(now);
      const box = { page, left: 0, top: 0, width: element.clientWidth, height: element.clientHeight };
      live.draw({ page: (index) => (index === page - 1 ? { box, size } : null), rotation: 0, scroll: { left: 0, top: 0 }, draft: null, strokes: growing, nameOf: () => '' }, now);
      // A laser fades and a lost stroke is forgotten without any event.
      if (growing.length > 0) paint.current();
    };
    paint.current = () => {
      if (frame === 0) frame = requestAnimationFrame(step);
    };
    const observer = new ResizeObserver(() => {
      live.resize(element.clientWidth, element.clientHeight);
      paint.current();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      paint.current = () => undefined;
      live.release();
    };
  }, [page, size, strokes]);

  return (
    <>
      <PageMarks session={session} page={page} size={size} rotation={0} layer="shared" />
      <div className="rs-live" ref={host} aria-hidden="true" />
    </>
  );
}
