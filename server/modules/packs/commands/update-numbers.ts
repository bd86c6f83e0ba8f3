import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { listItems } from '../../agenda';
import { listDocuments } from '../../documents';
import { EVERY_PAPER, findMeeting } from '../../meetings';
import { forgetEnded } from '../forget-ended';
import { inOrder, nextRuns } from '../numbers';
import { addRuns, endPacks, listRuns } from '../repository';

/** What follows when papers of a session changed: numbers for those that have none (PK1, PK2), and packs made before that are over (PK7). */
export const updateNumbers = defineCommand({
  name: 'packs.update-numbers',
  input: z.strictObject({ meetingId: z.uuid(), /** Of the change, in the history. */ position: z.int().min(1) }),
  load: ({ meetingId }, { db }) => findMeeting(db, meetingId),
  policy: systemOnly,
  async run({ meetingId, position }, meeting, { db, now, enqueue }) {
    const ended = await endPacks(db, meetingId, position, now);
    if (ended > 0) await enqueue(forgetEnded, {});
    if (!meeting?.publishedAt) return { given: [], ended };
    const given = nextRuns(inOrder(await listDocuments(db, meetingId, EVERY_PAPER), await listItems(db, meetingId)), await listRuns(db, meetingId));
    await addRuns(db, meetingId, given);
    return { given, ended };
  },
  audit: ({ meetingId }, _loaded, { given }) => (given.length === 0 ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { given } }),
});
