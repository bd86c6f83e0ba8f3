import { countConnections, isAtSite, type Connection } from '../../shared/rules/sites';
import type { LiveState } from './live-state';

/** A site as those see it who run the sitting (L73). */
export interface OfficerSite {
  id: string;
  name: string;
  place: string;
  /** Who looks after the connection there, and how they are reached. */
  contact: string;
  connection: Connection;
  since: Date | null;
  present: number;
  people: number;
  /** Voting members among those present: how many the quorum would lose. */
  electors: number;
  /** How many of its people would be brought back. */
  takenOut: number;
}

export function officerSites({ sites, seats }: Pick<LiveState, 'sites' | 'seats'>, isElector: (seat: LiveState['seats'][number]) => boolean): OfficerSite[] {
  return sites.map(({ id, name, place, contactId, contact, connection, since, outAt }) => {
    const people = seats.filter(({ site }) => site === name);
    const present = people.filter((seat) => isAtSite(seat, name));
    const looksAfter = seats.find(({ personId }) => personId === contactId)?.fullName ?? '';
    return {
      id, name, place, connection, since,
      contact: [looksAfter, contact].filter(Boolean).join(', '),
      present: present.length,
      people: people.length,
      electors: present.filter(isElector).length,
      takenOut: people.filter((seat) => isTakenOut(seat, { name, outAt })).length,
    };
  });
}

/** Whether somebody went with the site and has not come back since (L72). */
export const isTakenOut = (seat: { site: string | null; leftAt: Date | null }, { name, outAt }: { name: string; outAt: Date | null }): boolean => outAt !== null && seat.site === name && seat.leftAt?.getTime() === outAt.getTime();

/** Names of lost sites that everybody is told; of more there is the number. */
const NAMED = 4;

/** What everybody of the session sees of its sites (L74): how many are connected, and which are lost. */
export interface SitesSeen {
  total: number;
  up: number;
  bad: number;
  lost: number;
  unknown: number;
  lostNames: string[];
}

/** Null: the session has none. */
export const sitesSeen = ({ sites }: Pick<LiveState, 'sites'>): SitesSeen | null =>
  sites.length === 0 ? null : { ...countConnections(sites), lostNames: sites.filter(({ connection }) => connection === 'lost').slice(0, NAMED).map(({ name }) => name) };
