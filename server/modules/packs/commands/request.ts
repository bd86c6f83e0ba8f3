import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { findJob } from '../../../kernel/jobs/repository';
import { historyHead } from '../../../kernel/repository.history';
import { allowIf } from '../../../kernel/policy';
import { findSeat, prepares } from '../../meetings';
import { KEPT_MS } from '../kept';
import { makePack } from '../make-pack';
import { ASKED, loadOutline } from '../outline';
import { countWaiting, findPackOf, insertPack } from '../repository';

/** Of one person at a time (PK12). */
const MOST_WAITING = 2;

/** Asks for the pack of a session, or of some pages; in large print for a named person (PK6, PK8, PK10). */
export const request = defineCommand({
  name: 'packs.request',
  input: z.strictObject({ ...ASKED, /** Whom large print is for; null: the caller. */ forId: z.uuid().nullable() }),
  load: loadOutline,
  policy: (caller, { access }, { forId }) => allowIf(forId === null || forId === personIdOf(caller) || prepares(access), 'packs.for_others'),
  async run({ meetingId, large, part, forId: named }, { access, title, digest }, { db, caller, id, now, enqueue }) {
    const requestedById = personIdOf(caller);
    const forId = large ? (named ?? requestedById) : null;
    if (forId !== null && !(await findSeat(db, meetingId, forId))) throw new DomainError('rejected', 'packs.no_seat');
    const known = await findPackOf(db, meetingId, digest, forId, now);
    const job = known?.state === 'waiting' && known.jobId ? await findJob(db, known.jobId) : null;
    // One whose job ended without it is asked for anew.
    if (known && (known.state === 'ready' || (job && job.state !== 'failed' && job.state !== 'cancelled'))) return { packId: known.id };
    if ((await countWaiting(db, requestedById, now)) >= MOST_WAITING) throw new DomainError('rejected', 'packs.too_many', { most: MOST_WAITING });
    const packId = id();
    const jobId = await enqueue(makePack, { packId }, { key: packId });
    await insertPack(db, { id: packId, meetingId, digest, isLarge: large, forId, part: part && JSON.stringify(part), fileName: `${access.meeting.title || title}.pdf`, requestedById, requestedAt: now, asOf: await historyHead(db), jobId, expiresAt: new Date(now.getTime() + KEPT_MS) });
    return { packId };
  },
  audit: ({ meetingId, large, part, forId }, _loaded, { packId }) => ({ objectType: 'pack', objectId: packId, meetingId, details: { large, part, forId } }),
});
