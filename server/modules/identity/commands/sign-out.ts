import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { allow, hide } from '../../../kernel/policy';
import { SIGN_INS_ENDED } from '../events';
import { endSignIns } from '../repository';

/** Ends this sign-in, or all sign-ins of the person (I6); who came in by a pass ends this one alone (I51). */
export const signOut = defineCommand({
  name: 'identity.sign-out',
  input: z.strictObject({ everywhere: z.boolean().default(false) }),
  load: async () => null,
  policy: (caller) => (caller.kind === 'person' ? allow : hide),
  async run({ everywhere }, _loaded, { db, caller, emit }) {
    if (caller.kind !== 'person') return { ended: 0 };
    const ended = await endSignIns(db, everywhere && !caller.only ? { personId: caller.personId } : { ids: [caller.signInId] });
    emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: ended } });
    return { ended: ended.length, personId: caller.personId };
  },
  audit: ({ everywhere }, _loaded, result) => ({ objectType: 'person', objectId: result.personId ?? '', details: { everywhere, ended: result.ended } }),
});
