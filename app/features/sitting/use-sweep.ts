import { useRef } from 'react';
import type { MouseEvent, PointerEvent } from 'react';

interface Sweep {
  y: number;
  on: boolean;
  /** What the stroke lies over now; empty while it has not left its first row. */
  over: ReadonlySet<string>;
}

/**
 * Picks a run of rows in one stroke: pressed on the box of one row and drawn over others, all of them take what the first
 * becomes, also those that a bar covers; drawn back, they are as before. Rows carry `data-person`; a press that stays on its
 * row is the box's own.
 */
export function useSweep(isPicked: (personId: string) => boolean, pick: (personId: string, on: boolean) => void) {
  const sweep = useRef<Sweep | null>(null);
  const isSwept = useRef(false);
  const end = (): void => {
    isSwept.current = (sweep.current?.over.size ?? 0) > 0;
    sweep.current = null;
    // Only the click of this very stroke is taken back.
    setTimeout(() => void (isSwept.current = false));
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const first = event.target instanceof HTMLInputElement && event.button === 0 ? event.target.closest<HTMLElement>('[data-person]')?.dataset.person : undefined;
      sweep.current = first === undefined ? null : { y: event.clientY, on: !isPicked(first), over: new Set() };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const now = sweep.current;
      if (!now) return;
      const [top, bottom] = [Math.min(now.y, event.clientY), Math.max(now.y, event.clientY)];
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-person]')].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > top && box.top < bottom;
      });
      if (rows.length < 2 && now.over.size === 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const over = new Set(rows.flatMap(({ dataset }) => dataset.person ?? []));
      for (const personId of over) if (!now.over.has(personId)) pick(personId, now.on);
      for (const personId of now.over) if (!over.has(personId)) pick(personId, !now.on);
      now.over = over;
    },
    onPointerUp: end,
    onPointerCancel: end,
    // The click that ends a stroke would turn the first box back.
    onClickCapture: (event: MouseEvent) => {
      if (isSwept.current) event.preventDefault();
    },
  };
}
