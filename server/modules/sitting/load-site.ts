import type { Caller } from '../../kernel/actor';
import { DomainError } from '../../kernel/errors';
import type { Contested } from '../../kernel/optimistic';
import { listSites, loadMeetingAccess, type MeetingAccess, type Site } from '../meetings';
import type { Db } from '../../kernel/ports/database';

/** @throws DomainError `not_found` for strangers and for a site of another session. */
export async function loadSite(db: Db, meetingId: string, siteId: string, caller: Caller): Promise<MeetingAccess & { site: Site }> {
  const access = await loadMeetingAccess(db, meetingId, caller);
  const site = (await listSites(db, meetingId)).find(({ id }) => id === siteId);
  if (!site) throw new DomainError('not_found', 'not_found');
  return { ...access, site };
}

export const SITE: Contested = { reason: 'sitting.site_changed_elsewhere', commands: ['sitting.note-connection', 'sitting.take-out-site', 'sitting.bring-back-site'] };
