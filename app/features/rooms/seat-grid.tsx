import type { Spot } from '@shared/rules/seat-plan';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { IconButton } from '~/ui';
import { useTexts } from '~/ui/i18n';
import { roomTexts } from './texts';
import './seats.css';

/** One spot as it is drawn and read. */
export interface SeatMark {
  spot: Spot;
  /** What a screen reader says of it. */
  label: string;
  /** Second line under the name of the spot. */
  short?: string;
  /** Colour and sign, by the sheet of styles: free, taken, or a light of the sitting. */
  tone: string;
}

interface SeatGridProps {
  label: string;
  marks: readonly SeatMark[];
  /** The spot in the hand. */
  picked?: string | null;
  onTap?: (spot: string) => void;
  /** Dropped on a cell by the pointer. */
  onDrop?: (spot: string, cell: { x: number; y: number }) => void;
  /** Keys that mean something here; true: it was one. */
  onKey?: (spot: string, key: string) => boolean;
}

/** Size of a cell in the units of the picture. */
const CELL = { width: 100, height: 68 };
/** Smallest letters that are read at arm's length, pixels of the window. */
const LEAST_PX = 14;
/** Letters at most, in the units of the picture: with a second line, and alone. Where more were needed only lights are drawn. */
const LARGEST = { twoLines: 25, alone: 36 } as const;
/** Width of a letter by its height, about. */
const LETTER = 0.56;
/** Plans of so many rows and no more spots than these are scrolled rather than drawn too small to read. */
const TALL = { rows: 9, spots: 160 } as const;
/** Pixels of the window that make a press a drag. */
const PULL = 8;
/** Sizes a plan can be looked at in, by the sheet of styles. */
const ZOOMS = 5;
const SIGNS: Readonly<Record<string, string>> = { present: '✓', absent: '–', online: '⇄', asks: '?', speaking: '●' };

const ARROWS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** A name as it can be read in the second line of a spot: as it is, smaller, or its initials. @param scale pixels of the window per unit. */
export function nameOn(short: string, scale: number): { text: string; size: number } {
  const size = Math.max(16, LEAST_PX / scale);
  const fits = (CELL.width - 12) / (short.length * LETTER);
  return fits * scale >= LEAST_PX ? { text: short, size: Math.min(size, fits) } : { text: initialsOf(short), size };
}

const initialsOf = (name: string): string => name.split(' ').map((word) => word.charAt(0)).join('');

/** Pixels of the window per unit of a picture, as it is laid out now. */
function useScale(svg: RefObject<SVGSVGElement>): number {
  const [scale, setScale] = useState(1);
  useEffect(() => {
    const picture = svg.current;
    if (!picture) return undefined;
    const look = (): void => setScale(picture.getScreenCTM()?.a ?? 1);
    const watch = new ResizeObserver(look);
    watch.observe(picture);
    return () => watch.disconnect();
  }, [svg]);
  return scale > 0 ? scale : 1;
}

/** The nearest spot in a direction; what lies aside counts double. */
export function spotBeside(spots: readonly Spot[], from: Spot, [dx, dy]: readonly [number, number]): Spot | null {
  const far = (spot: Spot): number => {
    const [x, y] = [spot.x - from.x, spot.y - from.y];
    const ahead = x * dx + y * dy;
    return ahead <= 0 ? Infinity : ahead + 2 * Math.abs(dx === 0 ? x : y);
  };
  const best = spots.reduce<Spot | null>((found, spot) => (far(spot) < (found ? far(found) : Infinity) ? spot : found), null);
  return best;
}

/** A plan drawn to scale, its head at the top: one stop of the keyboard, arrows inside; by mouse a spot is dragged at once, by finger once it is chosen. */
export function SeatGrid({ label, marks, picked = null, onTap, onDrop, onKey }: SeatGridProps) {
  const t = useTexts(roomTexts);
  const [zoom, setZoom] = useState(0);
  const [focused, setFocused] = useState<string | null>(null);
  const [drag, setDrag] = useState<{ spot: string; x: number; y: number } | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  const from = useRef<{ spot: string; x: number; y: number; pulled: boolean } | null>(null);
  /** The press that ends a drag is no tap. */
  const isDragged = useRef(false);
  const spots = marks.map(({ spot }) => spot);
  const [left, top] = [Math.min(...spots.map(({ x }) => x)) - 0.5, Math.min(...spots.map(({ y }) => y)) - 0.7];
  const [width, height] = [Math.max(...spots.map(({ x }) => x)) + 1.5 - left, Math.max(...spots.map(({ y }) => y)) + 1.5 - top];
  const stop = spots.find(({ name }) => name === focused)?.name ?? spots[0]?.name;
  const scale = useScale(svg);
  const letters = LEAST_PX / scale;
  const isDense = letters > LARGEST.alone;
  const isTall = height > TALL.rows && marks.length <= TALL.spots;

  useEffect(() => {
    const escape = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      from.current = null;
      setDrag(null);
    };
    window.addEventListener('keydown', escape);
    return () => window.removeEventListener('keydown', escape);
  }, []);

  /** A point of the window in cells. */
  const cellAt = (x: number, y: number): { x: number; y: number } | null => {
    const matrix = svg.current?.getScreenCTM();
    if (!matrix) return null;
    const point = new DOMPoint(x, y).matrixTransform(matrix.inverse());
    return { x: Math.floor(point.x / CELL.width), y: Math.floor(point.y / CELL.height) };
  };
  const down = (event: PointerEvent<SVGGElement>, spot: string): void => {
    isDragged.current = false;
    if (!onDrop || event.button !== 0 || (event.pointerType === 'touch' && picked !== spot)) return;
    from.current = { spot, x: event.clientX, y: event.clientY, pulled: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent<SVGGElement>): void => {
    const start = from.current;
    if (!start) return;
    if (!start.pulled && Math.hypot(event.clientX - start.x, event.clientY - start.y) < PULL) return;
    start.pulled = true;
    isDragged.current = true;
    const matrix = svg.current?.getScreenCTM();
    if (matrix) setDrag({ spot: start.spot, x: (event.clientX - start.x) / matrix.a, y: (event.clientY - start.y) / matrix.d });
  };
  const up = (event: PointerEvent<SVGGElement>): void => {
    const start = from.current;
    from.current = null;
    setDrag(null);
    if (!start?.pulled) return;
    const cell = cellAt(event.clientX, event.clientY);
    if (cell) onDrop?.(start.spot, cell);
  };
  const go = (event: KeyboardEvent<SVGGElement>, spot: Spot): void => {
    if (onKey?.(spot.name, event.key)) {
      event.preventDefault();
      return;
    }
    const arrow = ARROWS[event.key];
    if (event.key === 'Enter' || event.key === ' ') onTap?.(spot.name);
    else if (arrow) {
      const next = spotBeside(spots, spot, arrow);
      if (next) svg.current?.querySelector<SVGGElement>(`[data-spot="${CSS.escape(next.name)}"]`)?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <div className="sm-map">
      <div className="sm-zoom">
        <IconButton icon="zoomOut" label={t('zoomOut')} isDisabled={zoom === 0} onPress={() => setZoom(zoom - 1)} />
        <IconButton icon="zoomIn" label={t('zoomIn')} isDisabled={zoom === ZOOMS - 1} onPress={() => setZoom(zoom + 1)} />
      </div>
      <div className="sm-scroll" data-zoom={zoom}>
        <svg ref={svg} className="sm-svg" role="group" aria-label={label} data-dense={isDense || undefined} data-tall={isTall || undefined} viewBox={`${left * CELL.width} ${top * CELL.height} ${width * CELL.width} ${height * CELL.height}`}>
          <text className="sm-head" aria-hidden="true" fontSize={Math.max(18, letters)} x={(left + width / 2) * CELL.width} y={(top + 0.5) * CELL.height}>{t('headOfRoom')}</text>
          {marks.map(({ spot, label: words, short, tone }) => {
            const held = drag?.spot === spot.name ? drag : null;
            return (
              <g
                key={spot.name}
                role="button"
                className="sm-spot"
                data-spot={spot.name}
                data-tone={tone}
                data-picked={picked === spot.name || undefined}
                data-held={held ? true : undefined}
                aria-label={words}
                aria-pressed={onDrop ? picked === spot.name : undefined}
                tabIndex={spot.name === stop ? 0 : -1}
                transform={`translate(${spot.x * CELL.width + (held?.x ?? 0)} ${spot.y * CELL.height + (held?.y ?? 0)})`}
                onFocus={() => setFocused(spot.name)}
                onKeyDown={(event) => go(event, spot)}
                onPointerDown={(event) => down(event, spot.name)}
                onPointerMove={move}
                onPointerUp={up}
                onPointerCancel={() => { from.current = null; setDrag(null); }}
                onClick={() => { if (!isDragged.current) onTap?.(spot.name); isDragged.current = false; }}
              >
                <rect x="4" y="4" width={CELL.width - 8} height={CELL.height - 8} rx="10" />
                {isDense ? (
                  SIGNS[tone] ? <text className="sm-sign" x={CELL.width / 2} y={CELL.height / 2 + 14}>{SIGNS[tone]}</text> : null
                ) : (
                  <Words name={spot.name} sign={SIGNS[tone] ?? ''} short={short ?? ''} scale={scale} />
                )}
              </g>
            );
          })}
        </svg>
      </div>
    </div>
  );
}

/** What stands on a spot: its name with its light, and who sits there; where there is no room for both, the initials with the light. */
function Words({ name, sign, short, scale }: { name: string; sign: string; short: string; scale: number }) {
  const letters = LEAST_PX / scale;
  const first = `${name} ${sign}`.trimEnd();
  if (letters > LARGEST.twoLines) return <text className="sm-name" x={CELL.width / 2} y={CELL.height / 2 + letters * 0.36} fontSize={letters}>{short ? `${initialsOf(short)} ${sign}`.trimEnd() : first}</text>;
  const who = short === '' ? null : nameOn(short, scale);
  return (
    <>
      <text className="sm-name" x={CELL.width / 2} y="27" fontSize={Math.max(15, letters)}>{first}</text>
      {who ? <text className="sm-who" x={CELL.width / 2} y="54" fontSize={who.size}>{who.text}</text> : null}
    </>
  );
}

/** The part of a name that fits on a seat: given name with what stands before it. */
export const shortName = (fullName: string): string => fullName.split(' ').slice(-2).join(' ');
