import { useRef } from 'react';
import type { PointerEventHandler } from 'react';

/** A pull shorter than this is a tap on what lies there, CSS pixels. */
const PULL = 28;

/** Handlers of a bar at the foot that opens what lies behind it when it is pulled up; a button does the same. */
export function usePullUp(open: () => void): { onPointerDown: PointerEventHandler; onPointerUp: PointerEventHandler; onPointerCancel: PointerEventHandler } {
  const from = useRef<number | null>(null);
  return {
    onPointerDown: (event) => { from.current = event.clientY; },
    onPointerUp: (event) => {
      if (from.current !== null && from.current - event.clientY > PULL) open();
      from.current = null;
    },
    onPointerCancel: () => { from.current = null; },
  };
}
