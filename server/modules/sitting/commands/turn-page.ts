import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { systemOnly } from '../../../kernel/policy';
import { listSeats, sightOfPerson } from '../../meetings';
import { PAPER_PRESENTED } from '../events';
import { loadSitting } from '../loading';
import { leadsAnyPaper } from '../presentation';
import { findPaper, findPresentation, storePresentation } from '../repository';

/** Keeps the page that the one presenting shows now, so that whoever joins later sees it (L16). The sockets carry the page itself. */
export const turnPage = defineCommand({
  name: 'sitting.turn-page',
  input: z.strictObject({
    meetingId: z.uuid(),
    /** Who turned it; must be the one presenting. */
    personId: z.uuid(),
    documentId: z.uuid(),
    page: z.int().min(1),
  }),
  load: async ({ meetingId, documentId }, { db, caller }) => ({
    ...(await loadSitting(db, meetingId, caller)),
    shown: await findPresentation(db, meetingId),
    paper: await findPaper(db, meetingId, documentId),
  }),
  policy: systemOnly,
  requires: { meeting: ['in_session'] },
  async run({ meetingId, personId, documentId, page }, { shown, paper, course, meeting }, { db, now, emit }) {
    if (shown?.personId !== personId) throw new DomainError('conflict', 'sitting.not_presenting');
    if (!paper) throw new DomainError('not_found', 'not_found');
    if (page > paper.pages) throw new DomainError('invalid', 'sitting.no_such_page', { pages: paper.pages });
    const other = shown.documentId !== documentId;
    if (other) {
      if (!(await sightOfPerson(db, meeting, personId, now)).sees(paper)) throw new DomainError('not_found', 'not_found');
      const seat = (await listSeats(db, meetingId)).find((one) => one.personId === personId);
      const before = await findPaper(db, meetingId, shown.documentId);
      if (!seat || !(leadsAnyPaper(seat) || before?.itemId === paper.itemId)) throw new DomainError('forbidden', 'sitting.not_presenter');
    }
    await storePresentation(db, meetingId, { personId, documentId, page, updatedAt: now });
    if (other) {
      emit({ type: PAPER_PRESENTED, stream: meetingId, payload: { personId, documentId, page, itemId: course.currentItemId } });
    }
    return { documentId, page };
  },
  // Leaves of the paper already shown are no part of the record; another paper is.
  audit: ({ meetingId, personId, documentId }, { shown }) =>
    shown?.documentId === documentId ? null : { objectType: 'meeting', objectId: meetingId, meetingId, details: { documentId, presentedBy: personId } },
});
