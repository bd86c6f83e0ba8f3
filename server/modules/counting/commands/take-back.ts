import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { isInForce, listSteps, withdraw } from '../../records';
import { COUNT_TAKEN_BACK } from '../events';
import { loadCounting, writersOnly } from '../policy';

/** After a signature was refused: the file made is void, and the minutes can be drawn up again under their number (G29). */
export const takeBack = defineCommand({
  name: 'counting.take-back',
  input: z.strictObject({ meetingId: z.uuid(), questionId: z.uuid() }),
  load: async (input, { db, caller }) => {
    const loaded = await loadCounting(db, input, caller);
    return { ...loaded, steps: loaded.official ? await listSteps(db, loaded.official.id) : [] };
  },
  policy: writersOnly,
  async run({ meetingId, questionId }, { question, official, steps }, { db, emit }) {
    const refused = steps.find(({ state }) => state === 'refused');
    if (!official || !isInForce(official) || !refused) throw new DomainError('conflict', 'counting.not_refused');
    await withdraw(db, official.id);
    emit({ type: COUNT_TAKEN_BACK, stream: meetingId, payload: { questionId, itemId: question.itemId, officialId: official.id, refusedBy: refused.role } });
    return { officialId: official.id, signatures: steps.map(({ role, state, signedAt, certificate, reason }) => ({ role, state, signedAt: signedAt?.toISOString() ?? null, serial: certificate?.serial ?? null, reason })) };
  },
  audit: ({ meetingId }, { question }, { officialId, signatures }) => ({ objectType: 'official', objectId: officialId, meetingId, details: { questionId: question.id, signatures } }),
});
