import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { allowIf } from '../../../kernel/policy';
import { CONNECTIONS, NOTED } from '../../../shared/rules/sites';
import { runsSitting, setSite } from '../../meetings';
import { whyNoCheckIn } from '../attendance';
import { SITE_CONNECTED } from '../events';
import { loadSite, SITE } from '../load-site';

/** Those who run the sitting, or who looks after a site, note how it is connected (L70). Nobody's presence changes by it. */
export const noteConnection = defineCommand({
  name: 'sitting.note-connection',
  input: z.strictObject({ meetingId: z.uuid(), siteId: z.uuid(), connection: z.enum(NOTED), /** As it was seen. */ seen: z.enum(CONNECTIONS) }),
  load: async ({ meetingId, siteId }, { db, caller }) => loadSite(db, meetingId, siteId, caller),
  policy: (_caller, access) => allowIf(runsSitting(access) || (access.seat !== null && access.seat.personId === access.site.contactId), 'sitting.not_site_contact'),
  requires: { meeting: ['published', 'in_session'] },
  async run({ meetingId, siteId, connection, seen }, { meeting, site }, { db, now, emit }) {
    const refusal = meeting.state === 'published' ? whyNoCheckIn(meeting, now) : null;
    if (refusal) throw new DomainError('conflict', refusal.reason, refusal.params);
    // The same said by two is said once.
    if (site.connection === connection) return { since: site.since?.toISOString() ?? null };
    await assertSeen(db, SITE, { objectType: 'site', objectId: siteId }, seen, site.connection);
    await setSite(db, siteId, { connection, since: now });
    emit({ type: SITE_CONNECTED, stream: meetingId, payload: { siteId, name: site.name, connection, contactId: site.contactId } });
    return { since: now.toISOString() };
  },
  audit: ({ meetingId, siteId, connection }) => ({ objectType: 'site', objectId: siteId, meetingId, details: { connection } }),
});
