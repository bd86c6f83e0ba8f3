/** What somebody asks the floor for: to speak (phát biểu), a point of order (ý kiến về trình tự), to question somebody (chất vấn). */
export const FLOOR_KINDS = ['speech', 'order', 'question'] as const;
export type FloorKind = (typeof FLOOR_KINDS)[number];

/** What one turn is for: as asked, or the answer to a question. */
export type FloorPart = FloorKind | 'answer';

/** Minutes that may be asked for, given or added at once. */
export const FLOOR_MINUTES = { least: 1, most: 30, usual: 3 } as const;
/** The speaker is warned so long before the end, ms. */
export const FLOOR_WARNING_MS = 30_000;
/** What one person may have asked for on one item, what was withdrawn included. */
export const FLOOR_REQUESTS_MOST = 20;

export interface Queued {
  id: string;
  kind: FloorKind;
  place: number;
}

/** Those who wait, in the order in which they are given the floor: points of order first, each by place. */
export const inQueue = <R extends Queued>(requests: readonly R[]): R[] =>
  [...requests].sort((a, b) => Number(b.kind === 'order') - Number(a.kind === 'order') || a.place - b.place || (a.id < b.id ? -1 : 1));

/**
 * A new order of those who wait. Who is not named, having come since, follows behind in the order they stand in; ids that wait no more are left out.
 * Points of order come first all the same.
 */
export function reordered<R extends Queued>(waiting: readonly R[], order: readonly string[]): R[] {
  const rank = new Map(order.map((id, index) => [id, index]));
  const sorted = inQueue(waiting)
    .map((request, index) => ({ request, rank: rank.get(request.id) ?? order.length + index }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ request }, place) => ({ ...request, place: place + 1 }));
  return inQueue(sorted);
}

/** How a turn stands by its clock. */
export type TurnClock = 'running' | 'warning' | 'over';

export function turnClock(endsAt: Date, now: Date): TurnClock {
  const left = endsAt.getTime() - now.getTime();
  return left < 0 ? 'over' : left <= FLOOR_WARNING_MS ? 'warning' : 'running';
}
