/** Sites (điểm cầu) of a session: pure, for the pages and the server. */

/** How a site is connected: nobody has said, connected, badly connected, lost. */
export const CONNECTIONS = ['unknown', 'up', 'bad', 'lost'] as const;
export type Connection = (typeof CONNECTIONS)[number];
/** What can be noted of one. */
export const NOTED = ['up', 'bad', 'lost'] as const;
export type Noted = (typeof NOTED)[number];

const WORST_FIRST: readonly Connection[] = ['lost', 'bad', 'unknown', 'up'];

/** Those in trouble first, among themselves as they are listed. */
export const worstFirst = <Site extends { connection: Connection }>(sites: readonly Site[]): Site[] =>
  [...sites].sort((a, b) => WORST_FIRST.indexOf(a.connection) - WORST_FIRST.indexOf(b.connection));

/** Whether somebody takes part from a site now. */
export const isAtSite = (seat: { site: string | null; attendance: string; leftAt: Date | null }, name: string): boolean => seat.site === name && seat.attendance === 'online' && seat.leftAt === null;

/** How long none of the tablets of a site is heard before that is told, ms: a page that is changed and a network that blinks are back by then. */
const SILENT_MS = 10_000;

/**
 * Sites whose people have all lost their tablets (sitting L85), with since when, ms since 1970. Of a site that is noted as lost, or where nobody
 * had a tablet, nothing is known by it.
 */
export function silentSites(
  sites: readonly { id: string; name: string; connection: Connection }[],
  seats: readonly (Parameters<typeof isAtSite>[0] & { personId: string })[],
  { here, gone, now }: { here: readonly string[]; gone: readonly { personId: string; at: number }[]; now: number },
): Map<string, number> {
  const [heard, left] = [new Set(here), new Map(gone.map(({ personId, at }) => [personId, at]))];
  return new Map(sites.filter(({ connection }) => connection !== 'lost').flatMap(({ id, name }): [string, number][] => {
    const people = seats.filter((seat) => isAtSite(seat, name)).map(({ personId }) => personId);
    const times = people.flatMap((personId) => left.get(personId) ?? []);
    const since = Math.max(...times);
    return times.length === 0 || people.some((personId) => heard.has(personId)) || now - since < SILENT_MS ? [] : [[id, since]];
  }));
}

/** Of those marked as in the room, many at once, who is moved there and who stays on line at a site (sitting L83). One who is marked alone is moved. */
export function roomMarks<Seat extends Parameters<typeof isAtSite>[0]>(seats: readonly Seat[]): { moved: Seat[]; stay: Seat[] } {
  if (seats.length < 2) return { moved: [...seats], stay: [] };
  const stays = (seat: Seat): boolean => seat.site !== null && isAtSite(seat, seat.site);
  return { moved: seats.filter((seat) => !stays(seat)), stay: seats.filter(stays) };
}

/** How many there are of each kind. */
export function countConnections(sites: readonly { connection: Connection }[]): Record<Connection, number> & { total: number } {
  const counts = { unknown: 0, up: 0, bad: 0, lost: 0, total: sites.length };
  for (const { connection } of sites) counts[connection] += 1;
  return counts;
}
