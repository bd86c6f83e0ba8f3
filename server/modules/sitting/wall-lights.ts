import { lightOf, LIGHTS, type Light } from '../../shared/rules/seat-plan';
import { seatedNow } from '../meetings';
import type { LiveState } from './live-state';

/** The seats of the hall as a screen on the wall shows them (L76): where a light is and which, nobody's name. */
export interface WallLights {
  /** Cells of the plan, and the light there; null: a free seat. */
  spots: { x: number; y: number; light: Light | null }[];
  counts: Record<Light, number>;
}

/** Null: the screens show the course of the sitting, or the session has no plan of seats. */
export function wallLights({ seatMap, seats, floor }: Pick<LiveState, 'seatMap' | 'seats' | 'floor'>): WallLights | null {
  if (!seatMap) return null;
  const seating = seatedNow(seatMap, seats);
  const waiting = new Set(floor.requests.flatMap(({ personId, state }) => (state === 'waiting' ? [personId] : [])));
  const counts = Object.fromEntries(LIGHTS.map((light) => [light, 0])) as Record<Light, number>;
  const spots = seatMap.plan.spots.map(({ name, x, y }) => {
    const seat = seats.find(({ personId }) => personId === seating[name]);
    if (!seat) return { x, y, light: null };
    const light = lightOf(seat, { speaks: floor.turn?.personId === seat.personId, asks: waiting.has(seat.personId) });
    counts[light] += 1;
    return { x, y, light };
  });
  return { spots, counts };
}
