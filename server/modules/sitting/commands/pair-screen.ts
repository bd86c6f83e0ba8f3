import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { nameOfCaller } from '../../identity';
import { loadSitting, secretaryOnly } from '../loading';
import { listScreens, offerScreen } from '../repository.screens';
import { CODE_FORM, normalCode, SCREENS_KEPT } from '../screens';

/** The secretary types the code that stands on a screen; that screen takes the session up (R21). */
export const pairScreen = defineCommand({
  name: 'sitting.pair-screen',
  input: z.strictObject({ meetingId: z.uuid(), code: z.string().max(40) }),
  load: async ({ meetingId }, { db, caller }) => loadSitting(db, meetingId, caller),
  policy: secretaryOnly,
  requires: { meeting: ['published', 'in_session'] },
  async run({ meetingId, code: typed }, _loaded, { db, now, id, caller }) {
    const code = normalCode(typed);
    if (!CODE_FORM.test(code)) throw new DomainError('rejected', 'sitting.screen_code');
    const paired = (await listScreens(db, meetingId)).filter(({ pairedAt }) => pairedAt !== null);
    if (paired.length >= SCREENS_KEPT) throw new DomainError('rejected', 'sitting.screens_full', { most: SCREENS_KEPT });
    const screenId = id();
    await offerScreen(db, { id: screenId, meetingId, code, offeredBy: nameOfCaller(caller), offeredAt: now });
    return { screenId };
  },
  audit: ({ meetingId }, _loaded, { screenId }) => ({ objectType: 'room_screen', objectId: screenId, meetingId }),
});
