import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { isInForce, listSteps, withdraw } from '../../records';
import { NOTICE_TAKEN_BACK } from '../events';
import { loadNotice, writersOnly } from '../policy';

/** After its signature was refused: the file made is void, and the text can be corrected and issued again under its number (NC6). */
export const takeBack = defineCommand({
  name: 'conclusions.take-back',
  input: z.strictObject({ meetingId: z.uuid() }),
  load: ({ meetingId }, { db, caller }) => loadNotice(db, meetingId, caller),
  policy: writersOnly,
  async run({ meetingId }, { official }, { db, emit }) {
    const refused = official && isInForce(official) ? (await listSteps(db, official.id)).find(({ state }) => state === 'refused') : undefined;
    if (!official || !refused) throw new DomainError('conflict', 'conclusions.not_refused');
    await withdraw(db, official.id);
    emit({ type: NOTICE_TAKEN_BACK, stream: meetingId, payload: { officialId: official.id } });
    return { officialId: official.id, reason: refused.reason };
  },
  audit: ({ meetingId }, _loaded, { officialId, reason }) => ({ objectType: 'official', objectId: officialId, meetingId, details: { reason } }),
});
