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

/** How many there are of each kind. */
export function countConnections(sites: readonly { connection: Connection }[]): Record<Connection, number> & { total: number } {
  const counts = { unknown: 0, up: 0, bad: 0, lost: 0, total: sites.length };
  for (const { connection } of sites) counts[connection] += 1;
  return counts;
}
