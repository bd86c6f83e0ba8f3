import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { authorNames } from '../author-names';
import { loadMinutes, mayWrite, writersOnly } from '../policy';
import { findEdit, findWriting } from '../repository.writing';

/** The text with its authors for somebody who writes it, as it is now (N37). */
export const writing = defineQuery({
  name: 'minutes.writing',
  /** `opId`: of what was sent and not answered. */
  input: z.strictObject({ minutesId: z.uuid(), opId: z.uuid().optional() }),
  load: ({ minutesId }, { db, caller }) => loadMinutes(db, minutesId, caller),
  policy: (caller, loaded) => writersOnly(caller, loaded),
  async present(loaded, { minutesId, opId }, { db }) {
    const { text, seq } = loaded.minutes.writing ?? (await findWriting(db, minutesId));
    const sent = opId ? await findEdit(db, opId) : null;
    return { meetingId: loaded.meeting.id, isOpen: mayWrite(loaded), text, seq, names: await authorNames(db, text), isSentIn: sent?.minutesId === minutesId && sent.seq <= seq };
  },
});
