import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow, hide } from '../../../kernel/policy';
import { listItems } from '../../agenda';
import { loadMeetingAccess, sightOf } from '../../meetings';
import { ownReading } from '../reading';
import { listDocuments, placesOf } from '../repository';

/** The caller's own reading of a session, per numbered item that has papers; nobody else can ask for it (D10). */
export const progress = defineQuery({
  name: 'documents.progress',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadMeetingAccess(db, meetingId, caller),
  policy: (caller) => (caller.kind === 'person' ? allow : hide),
  async present(access, { meetingId }, { db, caller, now }) {
    const sight = await sightOf(db, access, caller, now);
    const [documents, items] = await Promise.all([listDocuments(db, meetingId, sight), listItems(db, meetingId)]);
    const places = await placesOf(db, personIdOf(caller) ?? '', documents.map(({ id }) => id));
    const readings = documents.map((document) => ({ document, mine: ownReading(document, places) }));
    const perItem = items.flatMap((item) => {
      const papers = readings.filter(({ document }) => document.itemId === item.id);
      if (papers.length === 0 || item.kind !== 'item') return [];
      const pages = papers.reduce((sum, { document }) => sum + document.pages, 0);
      const read = papers.reduce((sum, { mine }) => sum + (mine?.farthest ?? 0), 0);
      return [{ itemId: item.id, pages, read, finished: read >= pages }];
    });
    const opened = readings.filter(({ mine }) => mine && !mine.finished);
    const last = opened.sort((a, b) => (b.mine?.at.getTime() ?? 0) - (a.mine?.at.getTime() ?? 0))[0] ?? null;
    const first = documents.find(({ itemId }) => itemId === items.find(({ kind }) => kind === 'item')?.id) ?? documents[0] ?? null;
    return {
      items: perItem,
      finished: perItem.filter((item) => item.finished).length,
      /** Paper to go on with: the one left last, unfinished. */
      last: last?.mine ? { documentId: last.document.id, title: last.document.title, page: last.mine.page } : null,
      /** Paper to begin with when nothing was opened yet. */
      first: first && { documentId: first.id, title: first.title },
    };
  },
});
