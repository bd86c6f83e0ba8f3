/** The scroll area with its pages, the ink canvas over it, and the hand on both. */
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { HighlightOp } from '@shared/protocol/ink';
import type { InkTool } from '@shared/rules/pen-state';
import { InkSurface } from '~/tablet/ink/ink-surface';
import type { PenChoice } from '~/tablet/ink/ink-surface';
import type { Mark } from '~/tablet/ink/ink-model';
import { LiveCanvas } from '~/tablet/ink/live-canvas';
import type { Draft } from '~/tablet/ink/live-canvas';
import { measureWords } from '~/tablet/ink/text-words';
import type { MeasuredText, TextLayerParts } from '~/tablet/ink/text-words';
import type { PageHit } from '~/tablet/reader/document-search';
import type { PageCanvases } from '~/tablet/reader/page-canvases';
import type { PageCondition } from '~/tablet/reader/page-canvases';
import type { PdfSource } from '~/tablet/reader/pdf-source';
import type { ReaderInsets, ReaderView } from '~/tablet/reader/reader-view';
import type { Thumbnails } from '~/tablet/reader/thumbnails';
import type { Ink } from './use-ink';
import type { CarriedGesture, MarkSign } from './carried/carried-marks';
import { PageShell } from './page-shell';
import type { PreparedOnPage } from './prepared/prepared-layer';
import type { CitationDoors } from './reader-props';
import { SelectionBar } from './selection-bar';

const NO_HITS: readonly PageHit[] = [];
const NO_MARKS: ReadonlySet<string> = new Set();
/** Pages faster than this pass without being drawn (CSS pixels per millisecond); they are drawn when the hand slows down. */
const FAST = 4;
const SETTLE_MS = 90;
/** Neighbours are drawn ahead once a turn or a scroll has rested: the page turned to comes first. */
const AHEAD_MS = 150;

function scrollTo(element: HTMLElement, { left, top }: { left: number | null; top: number }): void {
  element.scrollTop = top;
  if (left !== null) element.scrollLeft = left;
}

export interface PageAreaProps {
  source: PdfSource;
  view: ReaderView;
  canvases: PageCanvases;
  conditions: ReadonlyMap<number, PageCondition>;
  thumbnails: Thumbnails;
  original: string | undefined;
  watermark: string | undefined;
  ink: Ink;
  redraw: { current: () => void };
  insets: ReaderInsets;
  tool: InkTool;
  choice: PenChoice;
  penMode: boolean;
  names: Readonly<Record<string, string>>;
  hits: readonly PageHit[];
  hit: PageHit | null;
  surfaceRef: { current: InkSurface | null };
  onPenMode: (on: boolean) => void;
  onNoteAt: (at: { page: number; x: number; y: number }) => void;
  onNote: (mark: Mark) => void;
  onWriting: (writing: boolean) => void;
  onMoved: () => void;
  onScroll: (top: number) => void;
  onHighlight: (ops: readonly HighlightOp[]) => void;
  writable: boolean;
  signs: ReadonlyMap<string, MarkSign>;
  onAsk: (gesture: CarriedGesture) => void;
  prepared: PreparedOnPage;
  citations: CitationDoors | undefined;
  label: string;
  children?: ReactNode;
}

export function PageArea(props: PageAreaProps) {
  const { source, view, canvases, conditions, thumbnails, ink, insets, tool, redraw, surfaceRef } = props;
  const snapshot = useSyncExternalStore(view.subscribe, view.snapshot);
  useSyncExternalStore(thumbnails.subscribe, thumbnails.version);
  const scroller = useRef<HTMLDivElement>(null);
  const inkHost = useRef<HTMLDivElement>(null);
  const shield = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const texts = useRef(new Map<number, { parts: TextLayerParts; element: HTMLElement; measured: MeasuredText | null; rotation: number }>());
  const draft = useRef<Draft | null>(null);
  const [erasing, setErasing] = useState(NO_MARKS);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const measure = (): void => view.resize(element.clientWidth, element.clientHeight, window.devicePixelRatio, insets);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view, insets]);

  useLayoutEffect(() => {
    const element = scroller.current;
    const target = element === null ? null : view.takeScroll();
    if (element === null || target === null) return;
    scrollTo(element, target);
  }, [view, snapshot.scrollRequest]);

  useLayoutEffect(() => {
    view.onScroll = (target) => {
      if (scroller.current === null) return;
      thumbnails.rest();
      scrollTo(scroller.current, target);
    };
    return () => { view.onScroll = null; };
  }, [view, thumbnails]);

  useEffect(() => {
    const want = (): void => {
      canvases.want(snapshot.drawn.flatMap((page) => {
        const box = snapshot.layout.boxes[page - 1];
        return box === undefined ? [] : [{ page, width: box.width, height: box.height, rotation: snapshot.rotation }];
      }));
    };
    // A zoom by pinching or a fast scroll asks many times a second: only where it rests is drawn.
    const moving = speed.current > FAST || snapshot.scale !== drawnScale.current;
    const [first] = snapshot.drawn;
    const timer = setTimeout(want, moving ? SETTLE_MS : first !== undefined && canvases.isSharp(first) ? AHEAD_MS : 0);
    thumbnails.rest();
    drawnScale.current = snapshot.scale;
    return () => clearTimeout(timer);
  }, [canvases, thumbnails, snapshot]);
  const drawnScale = useRef(snapshot.scale);
  const speed = useRef(0);

  const live = useRef<LiveCanvas | null>(null);
  const frame = useRef(0);
  const paint = useCallback(() => {
    const step = (): void => {
      frame.current = 0;
      const now = performance.now();
      const { names } = latest.current;
      const strokes = ink.strokes.current(now);
      const { layout, rotation } = view.snapshot();
      live.current?.draw({
        page: (index) => {
          const box = layout.boxes[index];
          return box === undefined ? null : { box, size: view.size(index + 1) };
        },
        rotation,
        scroll: { left: scroller.current?.scrollLeft ?? 0, top: scroller.current?.scrollTop ?? 0 },
        draft: draft.current,
        strokes,
        nameOf: (personId) => names[personId] ?? '',
      }, now);
      // A laser fades and a lost stroke is forgotten without any event.
      if (strokes.length > 0) paint();
    };
    if (frame.current === 0) frame.current = requestAnimationFrame(step);
  }, [ink.strokes, view]);
  redraw.current = paint;

  useEffect(() => {
    const element = inkHost.current;
    const area = scroller.current;
    if (element === null || area === null) return undefined;
    const own = new LiveCanvas(element);
    live.current = own;
    const observer = new ResizeObserver(() => {
      own.resize(area.clientWidth, area.clientHeight);
      paint();
    });
    observer.observe(area);
    return () => {
      observer.disconnect();
      own.release();
      live.current = null;
    };
  }, [paint]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    let last = { top: element.scrollTop, time: performance.now() };
    const scrolled = (): void => {
      const time = performance.now();
      speed.current = Math.abs(element.scrollTop - last.top) / Math.max(1, time - last.time);
      last = { top: element.scrollTop, time };
      view.scrolled(element.scrollLeft, element.scrollTop);
      latest.current.onScroll(element.scrollTop);
      paint();
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => element.removeEventListener('scroll', scrolled);
  }, [view, paint]);

  const measured = useCallback((page: number): MeasuredText | null => {
    const known = texts.current.get(page);
    if (known === undefined) return null;
    const rotation = (view.size(page).rotate + view.snapshot().rotation) % 360;
    if (known.measured === null || known.rotation !== rotation) {
      known.measured = measureWords(known.parts, known.element, rotation);
      known.rotation = rotation;
    }
    return known.measured;
  }, [view]);

  useEffect(() => {
    const element = scroller.current;
    const over = shield.current;
    if (element === null || over === null) return undefined;
    const surface = new InkSurface({
      scroller: element,
      shield: over,
      view,
      client: ink.client,
      live: ink.sender,
      writable: () => latest.current.writable,
      choice: () => latest.current.choice,
      measure: measured,
      onDraft: (next) => {
        // The finished mark is drawn by React in this very frame; the preview goes in the next.
        draft.current = next;
        paint();
      },
      onErasing: (opIds) => setErasing(opIds.size === 0 ? NO_MARKS : opIds),
      onPenMode: (on) => latest.current.onPenMode(on),
      onNote: (at) => latest.current.onNoteAt(at),
      onWriting: (writing) => {
        latest.current.thumbnails.hold(writing);
        latest.current.onWriting(writing);
      },
      onMoved: () => latest.current.onMoved(),
    }, latest.current.tool, latest.current.penMode);
    surfaceRef.current = surface;
    return () => {
      surface.close();
      surfaceRef.current = null;
    };
  }, [view, ink.client, ink.sender, measured, paint, surfaceRef]);

  useEffect(() => surfaceRef.current?.setTool(tool), [tool, surfaceRef]);

  const onText = useCallback((page: number, parts: TextLayerParts | null, element: HTMLElement) => {
    if (parts === null) texts.current.delete(page);
    else texts.current.set(page, { parts, element, measured: null, rotation: -1 });
  }, []);
  const onSize = useMemo(() => view.learnSize.bind(view), [view]);

  return (
    <div className="rd-area">
      <div className="rd-scroller" ref={scroller} data-tool={tool} tabIndex={0} role="region" aria-label={props.label}>
        <div className="rd-content" style={{ width: snapshot.layout.width, height: snapshot.layout.height }}>
          {snapshot.mounted.map((page) => {
            const box = snapshot.layout.boxes[page - 1];
            if (box === undefined) return null;
            const hits = props.hits.length === 0 ? NO_HITS : props.hits.filter((one) => one.page === page);
            return (
              <PageShell
                key={page} box={box} size={view.size(page)} scale={snapshot.scale} rotation={snapshot.rotation} total={view.total}
                condition={conditions.get(page) ?? 'waiting'} preview={thumbnails.url(page)} source={source} canvases={canvases}
                client={ink.client} erasing={erasing} hits={hits.length === 0 ? NO_HITS : hits} hit={props.hit?.page === page ? props.hit : null}
                original={props.original} watermark={props.watermark} onText={onText} onSize={onSize} onNote={props.onNote} signs={props.signs} onAsk={props.onAsk} prepared={props.prepared} citations={props.citations}
              />
            );
          })}
          {props.writable ? <SelectionBar layout={snapshot.layout} texts={texts.current} measure={measured} onHighlight={props.onHighlight} onNoteAt={props.onNoteAt} /> : null}
          <div className="rd-shield" ref={shield} hidden aria-hidden="true" />
        </div>
      </div>
      <div className="rd-live" ref={inkHost} aria-hidden="true" />
      {props.children}
    </div>
  );
}
