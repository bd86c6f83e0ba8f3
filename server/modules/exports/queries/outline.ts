import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { loadExport } from '../load-export';
import { bodyName, personName, sessionOf } from '../repository';
import { sessionsOfBody } from '../repository.people';
import { PAGE } from '../section';

/** What an archive is to hold: the session, or some sessions of a body (E5). @param after id of the last session. */
export const outline = defineQuery({
  name: 'exports.outline',
  input: z.strictObject({ exportId: z.uuid(), after: z.string().max(40).nullable() }),
  load: loadExport,
  policy: systemOnly,
  async present(made, { after }, { db }) {
    const { kind, subjectId, viewer, requestedById } = made;
    const session = kind === 'session' ? await sessionOf(db, subjectId) : null;
    // Who keeps accounts has no seat, and gets none by exporting.
    const sessions = kind === 'body' && viewer !== 'administrator' ? await sessionsOfBody(db, subjectId, viewer === 'console' ? null : requestedById, after) : [];
    const title = session?.title ?? (kind === 'body' ? await bodyName(db, subjectId) : await personName(db, subjectId)) ?? '';
    return { made, title, sessions, next: sessions.length < PAGE ? null : (sessions.at(-1)?.id ?? null) };
  },
});
