import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findNewestInk, paperOfInkStream } from '../../documents';
import { carryMarks } from '../carrying/carry-marks';
import { findPreparedStream, knowPrepared, pairsOn } from '../prepared/repository';

/** What was drawn just before a version was replaced is in its stream by then, ms. */
const SETTLED_MS = 1_000;
/** Who writes on under the pen is not compared stroke by stroke, ms. */
const LATE_MS = 15_000;

/** Has the marks of a paper carried to its newest version: because it was replaced, or because something came late on an earlier one (K14, K15). */
export const startCarrying = defineCommand({
  name: 'annotations.start-carrying',
  input: z.union([z.strictObject({ documentId: z.uuid() }), z.strictObject({ inkId: z.uuid() })]),
  replayable: false,
  async load(input, { db }) {
    const documentId = 'inkId' in input ? ((await findPreparedStream(db, input.inkId))?.documentId ?? (await paperOfInkStream(db, input.inkId))) : input.documentId;
    return { documentId, newest: documentId && (await findNewestInk(db, documentId)) };
  },
  policy: systemOnly,
  async run(input, { documentId, newest }, { db, enqueue, now }) {
    // What is prepared is read on the newest version too, whether or not who prepared it opens that (K23).
    if (documentId && newest) for (const pair of await pairsOn(db, documentId)) await knowPrepared(db, { documentId, paperInk: newest }, pair, now);
    if (documentId) await enqueue(carryMarks, { documentId }, { key: documentId, afterMs: 'inkId' in input ? LATE_MS : SETTLED_MS });
    return {};
  },
  audit: () => null,
});
