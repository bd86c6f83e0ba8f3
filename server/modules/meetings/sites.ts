import { DomainError } from '../../kernel/errors';
import { assertFits } from '../../kernel/limits';
import type { Db } from '../../kernel/ports/database';
import { findMeeting } from './repository';
import { listSites, storeSites, type Site } from './repository.sites';

/** What those who prepare say of a site. */
export type SiteText = Pick<Site, 'name' | 'place' | 'contactId' | 'contact'>;

export const newSite = (id: string, text: SiteText): Site => ({ id, ...text, connection: 'unknown', since: null, outAt: null });

/** What somebody saw of the list: all that can be changed of it. */
export const siteMarks = (sites: readonly (SiteText & { id: string })[]): string[] => sites.map(({ id, name, place, contactId, contact }) => [id, name, place, contactId ?? '', contact].join('\n'));

/** @throws DomainError `invalid`/`meetings.site_twice` {name}. */
export function assertNamesDiffer(sites: readonly Pick<Site, 'name'>[]): void {
  const names = new Set<string>();
  for (const { name } of sites) {
    const folded = name.toLocaleLowerCase('vi');
    if (names.has(folded)) throw new DomainError('invalid', 'meetings.site_twice', { field: 'sites', name });
    names.add(folded);
  }
}

/** The site a seat is put at stands in the list (M61): a name nobody listed is added at its end. @returns the name as it is listed. */
export async function listedSite(db: Db, meetingId: string, name: string, id: () => string): Promise<string> {
  const sites = await listSites(db, meetingId);
  const known = sites.find((site) => site.name.toLocaleLowerCase('vi') === name.toLocaleLowerCase('vi'));
  if (known) return known.name;
  assertFits(sites.length + 1, 'sites');
  const said = (await findMeeting(db, meetingId))?.remoteSites ?? 0;
  await storeSites(db, meetingId, [...sites, newSite(id(), { name, place: '', contactId: null, contact: '' })], Math.max(said, sites.length + 1));
  return name;
}
