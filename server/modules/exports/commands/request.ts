import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { nameOfCaller } from '../../identity';
import { KEPT_MS } from '../kept';
import { makeExport } from '../make-export';
import { countWaiting, insertExport } from '../repository';
import { loadSubject, mayExport, subjectInput } from '../subject';

/** Of one person at a time. */
const MOST_WAITING = 3;

/** Asks for an archive of everything of a session, a body or a person, as far as the caller may see it (E1–E4). */
export const request = defineCommand({
  name: 'exports.request',
  input: z.strictObject(subjectInput),
  load: loadSubject,
  policy: mayExport,
  async run({ kind, subjectId }, { viewer, fileName }, { db, caller, id, now, enqueue }) {
    const requestedById = personIdOf(caller);
    if (!viewer || (await countWaiting(db, requestedById)) >= MOST_WAITING) throw new DomainError('rejected', 'exports.too_many', { most: MOST_WAITING });
    const exportId = id();
    const jobId = await enqueue(makeExport, { exportId }, { key: exportId });
    await insertExport(db, { id: exportId, kind, subjectId, viewer, fileName, requestedById, requestedBy: nameOfCaller(caller), requestedAt: now, jobId, expiresAt: new Date(now.getTime() + KEPT_MS) });
    return { exportId };
  },
  audit: ({ kind, subjectId }, { viewer }, { exportId }) => ({ objectType: kind, objectId: subjectId, ...(kind === 'session' ? { meetingId: subjectId } : {}), details: { exportId, viewer } }),
});
