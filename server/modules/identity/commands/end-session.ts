import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { SESSIONS_ENDED } from '../events';
import { ownOnly } from '../policy';
import { endSessions, listSessions } from '../repository';

/** Ends one of the caller's own sign-ins, e.g. on a tablet left behind (I14). */
export const endSession = defineCommand({
  name: 'identity.end-session',
  input: z.strictObject({ sessionId: z.uuid() }),
  load: async (_input, { db, caller }) => listSessions(db, personIdOf(caller) ?? ''),
  policy: ownOnly,
  async run({ sessionId }, rows, { db, emit }) {
    if (!rows.some(({ id }) => id === sessionId)) throw new DomainError('not_found', 'not_found');
    const sessionIds = await endSessions(db, { ids: [sessionId] });
    emit({ type: SESSIONS_ENDED, stream: GLOBAL_STREAM, payload: { sessionIds } });
    return {};
  },
  audit: ({ sessionId }) => ({ objectType: 'session', objectId: sessionId }),
});
