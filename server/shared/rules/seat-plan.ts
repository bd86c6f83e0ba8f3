/** Plans of rooms and who sits where: pure, for the pages and the server. */

/** A place to sit. Cells of a grid: `x` grows to the right, `y` away from the head of the room. */
export interface Spot {
  /** Unique in the plan: "A3". */
  name: string;
  x: number;
  y: number;
}

/** How the best places follow each other: from the middle of each row outwards, or along each row. */
export const SPOT_ORDERS = ['centre', 'row'] as const;
export type SpotOrder = (typeof SPOT_ORDERS)[number];

/** Sơ đồ chỗ ngồi của một phòng. */
export interface SeatPlan {
  order: SpotOrder;
  spots: readonly Spot[];
}

/** Largest plan: spots, and cells of each side. */
export const MOST_SPOTS = 1_600;
export const GRID_CELLS = 100;

export const PLAN_SHAPES = ['table', 'u', 'theatre', 'rows'] as const;
export type PlanShape = (typeof PLAN_SHAPES)[number];

/** Letters of a row: A … Z, AA … */
export function rowName(row: number): string {
  return row < 26 ? String.fromCodePoint(65 + row) : `${rowName(Math.floor(row / 26) - 1)}${rowName(row % 26)}`;
}

const rowOf = (y: number, xs: readonly number[], letter: string): Spot[] => xs.map((x, index) => ({ name: `${letter}${index + 1}`, x, y }));
const across = (count: number, from: number): number[] => Array.from({ length: count }, (_one, index) => from + index);

/** A head of so many, and the others facing each other along two sides; `u` has its sides far apart and a wide head. */
function aroundTable(seats: number, head: number): Spot[] {
  const arms = seats - head;
  const left = Math.ceil(arms / 2);
  const width = head + 2;
  const side = (x: number, count: number, letter: string): Spot[] => across(count, 1).map((y) => ({ name: `${letter}${y}`, x, y }));
  return [...rowOf(0, across(head, 1), 'A'), ...side(0, left, 'B'), ...side(width - 1, arms - left, 'C')];
}

/** Rows that look at the head; wide ones have an aisle in the middle. */
function inRows(seats: number, head: number): Spot[] {
  const rest = seats - head;
  const columns = Math.max(head, Math.min(40, Math.ceil(Math.sqrt(rest * 1.6))));
  const aisle = columns >= 8 ? 1 : 0;
  const width = columns + aisle;
  const xs = across(columns, 0).map((x) => (aisle && x >= Math.ceil(columns / 2) ? x + 1 : x));
  const spots = rowOf(0, across(head, Math.floor((width - head) / 2)), 'A');
  for (let placed = 0, row = 1; placed < rest; row += 1) {
    const count = Math.min(columns, rest - placed);
    spots.push(...rowOf(head > 0 ? row + 1 : row - 1, xs.slice(0, count), rowName(head > 0 ? row : row - 1)));
    placed += count;
  }
  return spots;
}

/** How many sit at the head where nobody says so: an odd number, so that the chair has the middle. */
const usualHead = (shape: PlanShape, seats: number): number => {
  const wanted = { table: 1, u: Math.min(19, Math.max(3, Math.round(seats / 3))), theatre: Math.min(7, Math.max(1, Math.round(seats / 20))), rows: 0 }[shape];
  return Math.min(seats, wanted === 0 ? 0 : wanted % 2 === 1 ? wanted : wanted + 1);
};

/** A plan of a known shape. @param head places at the head; left out: as usual for the shape. */
export function planOf(shape: PlanShape, seats: number, head: number = usualHead(shape, seats)): SeatPlan & { spots: Spot[] } {
  const atHead = Math.min(seats, head);
  return { order: 'centre', spots: shape === 'table' || shape === 'u' ? aroundTable(seats, atHead) : inRows(seats, atHead) };
}

/**
 * Spots from the best to the last: nearer to the head first; in a row outwards from the middle of the head, at the chair's right hand (left in
 * the picture) before the left, or along the row.
 */
export function spotsInOrder({ order, spots }: SeatPlan): Spot[] {
  const head = Math.min(...spots.map(({ y }) => y));
  const xs = spots.filter(({ y }) => y === head).map(({ x }) => x);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const away = ({ x }: Spot): number => (order === 'centre' ? Math.abs(x - middle) : 0);
  return [...spots].sort((a, b) => a.y - b.y || away(a) - away(b) || a.x - b.x);
}

/** Why a plan cannot be; null: it can. */
export function faultOf({ spots }: SeatPlan): { reason: 'rooms.no_spots' | 'rooms.too_many_spots' | 'rooms.off_grid' | 'rooms.spot_twice' | 'rooms.spots_overlap'; spot: string } | null {
  if (spots.length === 0) return { reason: 'rooms.no_spots', spot: '' };
  if (spots.length > MOST_SPOTS) return { reason: 'rooms.too_many_spots', spot: '' };
  const [names, cells] = [new Set<string>(), new Set<number>()];
  for (const { name, x, y } of spots) {
    if (x < 0 || y < 0 || x >= GRID_CELLS || y >= GRID_CELLS) return { reason: 'rooms.off_grid', spot: name };
    if (names.has(name)) return { reason: 'rooms.spot_twice', spot: name };
    if (cells.has(y * GRID_CELLS + x)) return { reason: 'rooms.spots_overlap', spot: name };
    names.add(name);
    cells.add(y * GRID_CELLS + x);
  }
  return null;
}

/** What the order of places asks of somebody. */
export interface Placed {
  personId: string;
  role: string;
  protocolOrder: number;
  substituteForId: string | null;
  site: string | null;
  attendance: string;
  onlyItemId: string | null;
}

/** Who comes before whom in the room: each line before the next, inside a line by protocol order. */
export const PROTOCOL_GROUPS: readonly (readonly string[])[] = [['chair'], ['member', 'substitute'], ['secretary', 'assistant'], ['guest']];

/**
 * Those who are given a place by themselves, in their order: a substitute in the place of the member. Left out are people of
 * other sites or on line, guests of one item, who is known not to come, and members somebody sits for.
 */
export function inProtocolOrder<Person extends Placed>(people: readonly Person[]): Person[] {
  const byId = new Map(people.map((person) => [person.personId, person]));
  const substituted = new Set(people.flatMap(({ substituteForId }) => (substituteForId ? [substituteForId] : [])));
  const group = ({ role }: Person): number => PROTOCOL_GROUPS.findIndex((roles) => roles.includes(role));
  const order = (person: Person): number => (person.substituteForId ? (byId.get(person.substituteForId) ?? person) : person).protocolOrder;
  const comes = (person: Person): boolean =>
    person.site === null && person.onlyItemId === null && !['online', 'excused', 'unexcused'].includes(person.attendance) && !substituted.has(person.personId) && group(person) >= 0;
  return people.filter(comes).sort((a, b) => group(a) - group(b) || order(a) - order(b));
}

/** Person by spot. */
export type Seating = Readonly<Record<string, string>>;

/** Gives places by protocol: to all anew, or to those who have none, on what is free. People beyond the last spot get none. */
export function seatByProtocol<Person extends Placed>(plan: SeatPlan, people: readonly Person[], kept: Seating = {}): Seating {
  const seated = new Set(Object.values(kept));
  const waiting = inProtocolOrder(people).filter(({ personId }) => !seated.has(personId));
  const free = spotsInOrder(plan).filter(({ name }) => kept[name] === undefined);
  return { ...kept, ...Object.fromEntries(free.slice(0, waiting.length).map(({ name }, index) => [name, waiting[index]?.personId ?? ''])) };
}

/** Where somebody sits; null: nowhere. */
export const spotOf = (seating: Seating, personId: string): string | null => Object.keys(seating).find((spot) => seating[spot] === personId) ?? null;

/** Puts somebody on a spot, or on none. Who sits there goes to where they came from; without such a place they have none. */
export function moved(seating: Seating, personId: string, to: string | null): Seating {
  const from = spotOf(seating, personId);
  const other = to === null ? undefined : seating[to];
  const next: Record<string, string> = {};
  for (const [spot, person] of Object.entries(seating)) if (spot !== from && spot !== to) next[spot] = person;
  if (to !== null) next[to] = personId;
  if (from !== null && other !== undefined && other !== personId) next[from] = other;
  return next;
}

/** What remains of a seating: spots that are there, people who are; a substitute without a place of their own sits on the member's. */
export function seatingNow(plan: SeatPlan, seating: Seating, people: readonly Pick<Placed, 'personId' | 'substituteForId'>[]): Seating {
  const spots = new Set(plan.spots.map(({ name }) => name));
  const known = new Set(people.map(({ personId }) => personId));
  const placed = new Set(Object.values(seating));
  const substitutes = new Map(people.flatMap(({ personId, substituteForId }) => (substituteForId && !placed.has(personId) ? [[substituteForId, personId] as const] : [])));
  return Object.fromEntries(Object.entries(seating).flatMap(([spot, person]) => (spots.has(spot) && known.has(person) ? [[spot, substitutes.get(person) ?? person]] : [])));
}

export const LIGHTS = ['absent', 'expected', 'online', 'present', 'asks', 'speaking'] as const;
/** What a seat shows in the sitting. */
export type Light = (typeof LIGHTS)[number];

/** Speaking before asking before being there; who left is absent. */
export function lightOf({ attendance, leftAt }: { attendance: string; leftAt: Date | null }, { speaks, asks }: { speaks: boolean; asks: boolean }): Light {
  if (leftAt !== null || attendance === 'excused' || attendance === 'unexcused') return 'absent';
  if (speaks) return 'speaking';
  if (attendance === 'unknown') return 'expected';
  if (asks) return 'asks';
  return attendance === 'online' ? 'online' : 'present';
}
