import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import type { Db } from '../../../kernel/ports/database';
import { entriesAfter, findEntry } from '../../library';
import { indexEntry, LIBRARY_AT_ONCE } from '../index-library';
import { indexMeeting } from '../index-meeting';
import { keepProgress, meetingsAfter, progressOf } from '../repository';

/** Sessions in one transaction. */
const AT_ONCE = 10;

/** Goes through the next sessions of those that nobody has gone through (SR7). */
export const catchUpSome = defineCommand({
  name: 'search.catch-up-some',
  input: z.strictObject({}),
  load: () => Promise.resolve({}),
  policy: systemOnly,
  async run(_input, _loaded, context) {
    const { db } = context;
    const { after, whole } = await progressOf(db, 'meetings');
    if (whole) return { whole: await catchUpLibrary(db) };
    const meetings = await meetingsAfter(db, after, AT_ONCE);
    for (const meetingId of meetings) await indexMeeting(meetingId, context);
    await keepProgress(db, 'meetings', { after: meetings.at(-1) ?? after, whole: meetings.length < AT_ONCE });
    return { whole: false };
  },
  // Nothing of the record is written.
  audit: () => null,
});

/** The next pages of a document of the library, or of the next one ("id page": there are more from that page on). @returns whether there was none. */
async function catchUpLibrary(db: Db): Promise<boolean> {
  const { after, whole } = await progressOf(db, 'library');
  if (whole) return true;
  const [last = '', page] = after.split(' ');
  const [entryId] = page === undefined ? await entriesAfter(db, last, 1) : [last];
  const from = Number(page ?? 1);
  if (entryId !== undefined) await indexEntry(entryId, { from, to: from + LIBRARY_AT_ONCE - 1 }, db);
  const hasMore = entryId !== undefined && ((await findEntry(db, entryId))?.read ?? 0) >= from + LIBRARY_AT_ONCE;
  await keepProgress(db, 'library', { after: hasMore ? `${entryId} ${from + LIBRARY_AT_ONCE}` : (entryId ?? last), whole: entryId === undefined });
  return entryId === undefined;
}
