import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineQuery } from '../../../kernel/command';
import { allow } from '../../../kernel/policy';
import { hasMarks, markRestorer } from '../../../shared/language/restore-marks';
import { audiencesOf, knownPapersOf, loadView, prepares, shownAudiences, sightOf, viewInput } from '../../meetings';
import { ownReading } from '../reading';
import { listDocuments, listWithdrawn, placesOf, writtenTitles } from '../repository';
import { originalsOf } from '../repository.files';

/** Papers of a session in order, each with the caller's own reading (D10); withdrawn ones for those who prepare. */
export const list = defineQuery({
  name: 'documents.list',
  input: z.strictObject({ meetingId: z.uuid(), ...viewInput }),
  load: loadView,
  policy: () => allow,
  async present({ access, viewer, isLookedAs }, { meetingId }, { db, now, ports }) {
    const documents = await listDocuments(db, meetingId, await sightOf(db, access, viewer, now));
    const personId = isLookedAs ? null : personIdOf(viewer);
    const places = personId ? await placesOf(db, personId, documents.map(({ id }) => id)) : [];
    const known = personId && !prepares(access) ? await knownPapersOf(db, personId, meetingId) : null;
    const limits = await audiencesOf(db, meetingId);
    const edit = !isLookedAs && prepares(access) && ['draft', 'published', 'in_session'].includes(access.meeting.state);
    // Every title of the body is read for it: only where one was typed without marks.
    const bare = edit ? documents.filter(({ title }) => !hasMarks(title)) : [];
    const restore = bare.length > 0 ? markRestorer(await writtenTitles(db, access.meeting.bodyId)) : () => null;
    const proposals = bare.flatMap(({ id, title: typed }) => {
      const title = restore(typed);
      return title === null ? [] : [{ id, title }];
    });
    return {
      documents: documents.map((document) => {
        const mine = ownReading(document, places);
        return {
          id: document.id,
          itemId: document.itemId,
          title: document.title,
          kind: document.kind,
          pages: document.pages,
          version: document.version,
          /** Number of the newest version of the file, and when it came. */
          number: document.newest.number,
          changedAt: document.newest.createdAt,
          fileName: document.newest.fileName,
          size: document.newest.size,
          /** Not everyone of the session may see it, or not at any time (D53). */
          isLimited: limits.has(document.id),
          /** It came since the caller went through the changes of the session, and was not opened yet (D70). */
          isNew: known !== null && !known.has(document.id) && mine === null,
          mine: mine && { ...mine, newVersion: document.newest.number > 1 && mine.at < document.newest.createdAt },
        };
      }),
      withdrawn: edit ? (await listWithdrawn(db, meetingId)).map(({ id, itemId, title, removedAt }) => ({ id, itemId, title, removedAt })) : [],
      /** Files that papers were made of, as they came, for those who prepare (D52). */
      originals: edit ? await originalsOf(db, documents.map(({ newest }) => newest.id)) : [],
      /** Who may see which paper, for those who prepare (D53). */
      audiences: edit ? (await shownAudiences(db, meetingId)).filter(({ objectId }) => documents.some(({ id }) => id === objectId)) : [],
      /** Titles typed without marks as they would be with them, for those who prepare (D31). */
      proposals,
      /** How much of what office programs write becomes papers here (D42). */
      converts: edit ? await ports.converter.reach() : ('pictures' as const),
      can: { edit },
    };
  },
});
