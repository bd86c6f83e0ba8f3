import { z } from 'zod';
import { defineConsumer } from '../../kernel/consumer';
import { LIBRARY_CHANGED, LIBRARY_READ } from '../library';
import { followLibraryEntry } from './commands/follow-library';

const told = z.object({ entryId: z.uuid(), from: z.int().positive().optional(), to: z.int().positive().optional() });

/** Whatever changes the words of the library is followed (SR13). */
export const followLibrary = defineConsumer({
  name: 'search.follow-library',
  types: [LIBRARY_CHANGED, LIBRARY_READ],
  from: 'beginning',
  command: followLibraryEntry,
  input: ({ payload }) => {
    const { entryId, from, to } = told.parse(payload);
    return { entryId, pages: from !== undefined && to !== undefined ? { from, to } : null };
  },
});
