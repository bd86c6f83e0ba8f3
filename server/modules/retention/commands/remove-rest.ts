import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { endRemoval, findRemoval } from '../repository';

const AT_ONCE = 500;

/** What of a deleted account lies outside the database: private marks and the key with its PIN (X9). Done twice it ends the same. */
export const removeRest = defineCommand({
  name: 'retention.remove-rest',
  input: z.strictObject({ removalId: z.uuid() }),
  async load({ removalId }, { db }) {
    const removal = await findRemoval(db, removalId);
    if (!removal) throw new DomainError('not_found', 'not_found');
    return removal;
  },
  policy: systemOnly,
  async prepare(_input, { personId: owner }, { ports: { ink, signers } }) {
    const gone = { streams: 0, operations: 0 };
    // A mark that was on its way when the account went is in the next look.
    for (let page = await ink.privateStreams({ owner }, { limit: AT_ONCE }); page.length > 0; page = await ink.privateStreams({ owner }, { limit: AT_ONCE })) {
      const { streams, operations } = await ink.forgetPrivate(page);
      gone.streams += streams;
      gone.operations += operations;
    }
    return { ...gone, key: await signers.destroy(owner) };
  },
  async run({ removalId }, { report }, { db, now, prepared }) {
    // Counted before: more may have come since, never less.
    const marks = Math.max(prepared.operations, report.removed.find(({ what }) => what === 'marks')?.count ?? 0);
    const removed = [...report.removed.filter(({ what }) => what !== 'marks'), ...(marks > 0 ? [{ what: 'marks', count: marks }] : [])];
    await endRemoval(db, removalId, now, { ...report, removed });
    return prepared;
  },
  audit: (_input, { personId }, { streams, operations, key }) => ({ objectType: 'person', objectId: personId, details: { streams, operations, key } }),
});
