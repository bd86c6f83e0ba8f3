import type { PageSize } from '@shared/rules/viewport';
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { MemoryInkStorage } from '~/tablet/ink/ink-storage';
import { LiveCanvas } from '~/tablet/ink/live-canvas';
import { SocketInkTransport } from '~/tablet/ink/socket-transport';
import { connection } from '~/tablet/live/socket';
import { PageMarks, useClosing, useInk } from '../reader';

interface RoomInkProps {
  /** 1 is the first page. */
  page: number;
  size: PageSize;
}

interface Shared extends Pick<ReturnType<typeof useInk>, 'client' | 'strokes'> {
  /** Painters of the parts of the page, told whenever something grows. */
  painters: Set<() => void>;
}

const Ink = createContext<Shared | null>(null);

/** Ink everybody sees on the paper presented, finished and while it is drawn; private marks of the account never. One for all parts of the page. */
export function RoomInkProvider({ inkId, viewerId, children }: { inkId: string; /** Who looks: a person, or the screen itself. */ viewerId: string; children: ReactNode }) {
  const [transport] = useState(() => new SocketInkTransport(connection()));
  useClosing(transport, () => transport.close());
  // Nothing is written here: a storage of its own for each paper, forgotten with the page.
  // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  const storage = useMemo(() => new MemoryInkStorage(), [inkId]);
  const [painters] = useState(() => new Set<() => void>());
  const redraw = useCallback(() => painters.forEach((paint) => paint()), [painters]);
  const { client, strokes } = useInk(inkId, viewerId, transport, storage, redraw);
  const shared = useMemo(() => ({ client, strokes, painters }), [client, strokes, painters]);
  return <Ink.Provider value={shared}>{children}</Ink.Provider>;
}

/** The ink over one part of the page, or over all of it: its box is that of the whole page. */
export function RoomInk({ page, size }: RoomInkProps) {
  const shared = useContext(Ink);
  return shared ? <InkOver {...shared} page={page} size={size} /> : null;
}

function InkOver({ client, strokes, painters, page, size }: Shared & RoomInkProps) {
  const host = useRef<HTMLDivElement>(null);
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
      if (growing.length > 0) paint();
    };
    const paint = (): void => {
      if (frame === 0) frame = requestAnimationFrame(step);
    };
    painters.add(paint);
    const observer = new ResizeObserver(() => {
      live.resize(element.clientWidth, element.clientHeight);
      paint();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      painters.delete(paint);
      live.release();
    };
  }, [page, size, strokes, painters]);

  return (
    <>
      <PageMarks client={client} page={page} size={size} rotation={0} layer="shared" />
      <div className="rs-live" ref={host} aria-hidden="true" />
    </>
  );
}
