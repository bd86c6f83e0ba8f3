import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { privateStreamPages } from '../../../kernel/private-streams';
import { dropCarriedFrom } from '../../annotations';
import { addToRunning, keepOf, readPeriods } from '../periods';
import { inkOfEnded } from '../repository';
import { endOf } from '../rules';

const PAPERS = 200;
const STREAMS = 1_000;

/**
 * Removes private marks on some papers of sessions that ended so long ago, where nothing was added since (X4). The log of ink is apart from
 * the database: the marks go first, a count that was cut off is the only loss. @param after id of the last paper looked at.
 */
export const removeMarks = defineCommand({
  name: 'retention.remove-marks',
  input: z.strictObject({ after: z.string().max(40) }),
  async load({ after }, { db, now }) {
    const keep = keepOf('marks', await readPeriods(db));
    const before = keep && endOf(keep, now);
    return { before, ...(before ? await inkOfEnded(db, before, after, PAPERS) : { inkIds: [], next: null }) };
  },
  policy: systemOnly,
  async prepare(_input, { before, inkIds }, { ports: { ink } }) {
    if (!before || inkIds.length === 0) return { streams: 0, operations: 0, old: [] };
    const gone = { streams: 0, operations: 0, old: [] as { docId: string; owner: string }[] };
    for await (const page of privateStreamPages(ink, { docIds: inkIds }, STREAMS)) {
      const old = page.filter(({ lastAt }) => lastAt < before.getTime());
      const { streams, operations } = await ink.forgetPrivate(old);
      gone.old.push(...old.map(({ docId, owner }) => ({ docId, owner })));
      gone.streams += streams;
      gone.operations += operations;
    }
    return gone;
  },
  async run(_input, { next }, { db, prepared }) {
    const { old, ...counts } = prepared;
    await addToRunning(db, 'marks', counts.operations);
    await dropCarriedFrom(db, old);
    return { ...counts, next };
  },
  audit: () => null,
});
