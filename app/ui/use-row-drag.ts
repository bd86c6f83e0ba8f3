import { useEffect, useRef, useState } from 'react';
import type { PointerEvent, RefObject } from 'react';

/** Distance from the edge of the scroll area at which the list begins to run, and its fastest step a frame; CSS pixels. */
const EDGE = 72;
const FASTEST = 14;

interface Gesture {
  readonly key: string;
  readonly row: HTMLElement;
  readonly scroller: Element;
  readonly fromY: number;
  readonly fromScroll: number;
  y: number;
  frame: number;
}

export interface RowDrag {
  /** The row in the hand and the place it would take; null while nothing is dragged. */
  readonly held: { readonly key: string; readonly to: number } | null;
  /** Handlers of a row's grip. */
  grip: (key: string) => {
    onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    onPointerUp: () => void;
    onPointerCancel: () => void;
  };
}

function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}

/** Pixels to scroll this frame for a pointer at `y`: faster the nearer to the edge, 0 away from it. */
export function edgeScroll(y: number, top: number, bottom: number): number {
  if (y < top + EDGE) return -Math.ceil(FASTEST * Math.min(1, (top + EDGE - y) / EDGE));
  if (y > bottom - EDGE) return Math.ceil(FASTEST * Math.min(1, (y - bottom + EDGE) / EDGE));
  return 0;
}

/**
 * Dragging one row of a list by mouse, pen or finger. The gesture keeps its own state: the hand is faster than React
 * draws, and rows may come and go under it. Escape lets go; near the edge the list runs.
 */
export function useRowDrag(list: RefObject<HTMLElement | null>, keys: readonly string[], onDrop: (key: string, to: number) => void): RowDrag {
  const [held, setHeld] = useState<RowDrag['held']>(null);
  const gesture = useRef<Gesture | null>(null);
  const latest = useRef({ keys, onDrop });
  latest.current = { keys, onDrop };

  /** How many of the other rows lie above the pointer. */
  const target = ({ row, y }: Gesture): number => {
    const rows = [...(list.current?.children ?? [])].filter((child): child is HTMLElement => child instanceof HTMLElement);
    const shift = (list.current?.getBoundingClientRect().top ?? 0) - (rows[0]?.offsetTop ?? 0);
    return rows.filter((other) => other !== row && other.offsetTop + other.offsetHeight / 2 + shift < y).length;
  };
  const show = (now: Gesture): void => {
    now.row.style.setProperty('transform', `translateY(${now.y - now.fromY + now.scroller.scrollTop - now.fromScroll}px)`);
    const to = target(now);
    setHeld((before) => (before?.key === now.key && before.to === to ? before : { key: now.key, to }));
  };
  const run = (): void => {
    const now = gesture.current;
    if (!now) return;
    const box = now.scroller === document.scrollingElement ? { top: 0, bottom: window.innerHeight } : now.scroller.getBoundingClientRect();
    const step = edgeScroll(now.y, box.top, box.bottom);
    if (step !== 0) {
      now.scroller.scrollTop += step;
      show(now);
    }
    now.frame = requestAnimationFrame(run);
  };
  const release = (isDropped: boolean): void => {
    const now = gesture.current;
    if (!now) return;
    gesture.current = null;
    cancelAnimationFrame(now.frame);
    const to = target(now);
    now.row.style.removeProperty('transform');
    setHeld(null);
    if (isDropped && latest.current.keys.includes(now.key)) latest.current.onDrop(now.key, to);
  };
  const end = useRef(release);
  end.current = release;
  const isHeld = held !== null;
  useEffect(() => {
    if (!isHeld) return undefined;
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') end.current(false);
    };
    window.addEventListener('keydown', escape);
    return () => window.removeEventListener('keydown', escape);
  }, [isHeld]);
  useEffect(() => () => end.current(false), []);

  const grip = (key: string): ReturnType<RowDrag['grip']> => ({
    onPointerDown: (event) => {
      const row = event.currentTarget.closest('li');
      if (gesture.current || event.button !== 0 || !row) return;
      event.preventDefault();
      event.currentTarget.setPointerCapture(event.pointerId);
      const scroller = scrollerOf(row);
      gesture.current = { key, row, scroller, fromY: event.clientY, fromScroll: scroller.scrollTop, y: event.clientY, frame: requestAnimationFrame(run) };
      list.current?.style.setProperty('--gap', `${row.offsetHeight + (parseFloat(getComputedStyle(row.parentElement ?? row).rowGap) || 0)}px`);
      setHeld({ key, to: keys.indexOf(key) });
    },
    onPointerMove: (event) => {
      if (gesture.current?.key !== key) return;
      gesture.current.y = event.clientY;
      show(gesture.current);
    },
    onPointerUp: () => release(true),
    onPointerCancel: () => release(false),
  });
  return { held, grip };
}
