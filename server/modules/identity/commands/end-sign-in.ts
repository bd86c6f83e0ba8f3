import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { SIGN_INS_ENDED } from '../events';
import { ownOnly } from '../policy';
import { endSignIns, listSignIns } from '../repository';

/** Ends one of the caller's own sign-ins, e.g. on a tablet left behind (I14). */
export const endSignIn = defineCommand({
  name: 'identity.end-sign-in',
  input: z.strictObject({ signInId: z.uuid() }),
  load: async (_input, { db, caller }) => listSignIns(db, personIdOf(caller) ?? ''),
  policy: ownOnly,
  async run({ signInId }, rows, { db, emit }) {
    if (!rows.some(({ id }) => id === signInId)) throw new DomainError('not_found', 'not_found');
    const signInIds = await endSignIns(db, { ids: [signInId] });
    emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds } });
    return {};
  },
  audit: ({ signInId }) => ({ objectType: 'signIn', objectId: signInId }),
});
