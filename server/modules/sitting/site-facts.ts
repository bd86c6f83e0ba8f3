import type { CommittedEvent } from '../../kernel/events';
import type { Seat, Site } from '../meetings';
import { SITE_CONNECTED } from './events';
import { isTellable, type Stretch } from './presence';

/** A site in the session, for its minutes and its list (L75). */
export interface SiteFact {
  name: string;
  people: number;
  /** Who was there at some time of the session. */
  present: number;
  /** When it had no connection. */
  lost: Stretch[];
}

/** @param end of the session, or now. */
export function siteFacts(sites: readonly Pick<Site, 'id' | 'name'>[], seats: readonly Pick<Seat, 'site' | 'personId'>[], events: readonly Pick<CommittedEvent, 'type' | 'at' | 'payload'>[], session: Stretch, wasThere: (personId: string) => boolean): SiteFact[] {
  const lost = new Map<string, Stretch[]>();
  for (const { type, at, payload } of events) {
    if (type !== SITE_CONNECTED) continue;
    const own = lost.get(String(payload['siteId'])) ?? [];
    const running = own.at(-1);
    const isOpen = running !== undefined && running.to.getTime() === session.to.getTime();
    if (payload['connection'] === 'lost' && !isOpen) own.push({ from: at > session.from ? at : session.from, to: session.to });
    if (payload['connection'] !== 'lost' && running && isOpen) running.to = at;
    lost.set(String(payload['siteId']), own);
  }
  return sites.map(({ id, name }) => {
    const people = seats.filter(({ site }) => site === name);
    return { name, people: people.length, present: people.filter(({ personId }) => wasThere(personId)).length, lost: (lost.get(id) ?? []).filter(({ from, to }) => from < to && isTellable({ from, to })) };
  });
}
