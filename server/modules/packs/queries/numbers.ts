import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { numberIn } from '../../../shared/rules/agenda-times';
import { listItems } from '../../agenda';
import { listDocuments } from '../../documents';
import { loadMeetingAccess, sightOf } from '../../meetings';
import { inOrder } from '../numbers';
import { listRuns } from '../repository';

/** Numbers of pages of the papers the caller may read, in their order; none before publication (PK1, PK4). */
export const numbers = defineQuery({
  name: 'packs.numbers',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: () => allow,
  async present(access, { meetingId }, { db, caller, now }) {
    const sight = await sightOf(db, access, caller, now);
    const [papers, items, runs] = await Promise.all([listDocuments(db, meetingId, sight), listItems(db, meetingId), listRuns(db, meetingId)]);
    const runOf = new Map(runs.map((run) => [run.documentId, run]));
    return inOrder(papers, items).flatMap(({ id, title, pages, itemId }) => {
      const [run, item] = [runOf.get(id), items.find((one) => one.id === itemId)];
      // Many papers of a session have the same title: which is meant tells the item.
      return run ? [{ documentId: id, title, pages, first: run.first, count: run.count, item: item ? { number: numberIn(items, item.id), title: item.title } : null }] : [];
    });
  },
});
