import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { findMeeting, sightOfPerson, unseenPapers } from '../../meetings';
import { papersOfInk, preparedAmong } from '../repository.people';

/** What the papers are called that streams of ink lie on (E5); one that is kept from their owner by now has no name for them. */
export const inkPapers = defineQuery({
  name: 'exports.ink-papers',
  input: z.strictObject({ inkIds: z.array(z.uuid()).max(500), ownerId: z.uuid() }),
  async load({ inkIds, ownerId }, { db, now }) {
    // What was prepared for them lies beside their own marks on the same version, under the name of who prepared it (E18).
    const prepared = await preparedAmong(db, inkIds);
    const found = await papersOfInk(db, [...inkIds, ...prepared.map(({ paperInk }) => paperInk)]);
    const papers = inkIds.flatMap((inkId) => {
      const stream = prepared.find((one) => one.inkId === inkId);
      const paper = found.find((one) => one.inkId === (stream?.paperInk ?? inkId));
      return paper ? [{ ...paper, inkId, preparedBy: stream?.preparedBy }] : [];
    });
    const unseen = new Set<string>();
    for (const meetingId of new Set(papers.map((paper) => paper.meetingId))) {
      const meeting = await findMeeting(db, meetingId);
      if (meeting) for (const id of await unseenPapers(db, meetingId, await sightOfPerson(db, meeting, ownerId, now))) unseen.add(id);
    }
    return papers.map((paper) => (unseen.has(paper.documentId) ? { ...paper, title: '' } : paper));
  },
  policy: systemOnly,
  present: (papers) => papers,
});
