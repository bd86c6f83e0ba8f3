import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { peopleNames } from '../../identity';
import { listSteps, withdraw } from '../../records';
import { MINUTES_REOPENED } from '../events';
import { changeMinutes, loadMinutes, writersOnly } from '../policy';
import { keepRevision } from '../repository';

/** After a signature was refused: the minutes are a draft again, and the file made of them is void (N12). */
export const reopen = defineCommand({
  name: 'minutes.reopen',
  input: z.strictObject({ minutesId: z.uuid(), version: z.int().min(1) }),
  load: async ({ minutesId }, { db, caller }) => {
    const loaded = await loadMinutes(db, minutesId, caller);
    const { officialId } = loaded.minutes;
    return { ...loaded, official: officialId ? { id: officialId, steps: await listSteps(db, officialId) } : null };
  },
  policy: (caller, loaded) => writersOnly(caller, loaded),
  requires: { minutes: ['approved'] },
  async run({ minutesId, version }, { minutes, meeting, official }, { db, caller, now, id, emit }) {
    const refused = official?.steps.find(({ state }) => state === 'refused');
    if (!official || !refused) throw new DomainError('conflict', 'minutes.not_refused');
    const names = await peopleNames(db, refused.personId ? [refused.personId] : []);
    const who = (refused.personId && names.get(refused.personId)) || 'Văn thư';
    const remarks = `${who} từ chối ký: ${refused.reason ?? ''}`;
    const { content } = minutes;
    await changeMinutes(db, minutes, version, { state: 'returned', remarks });
    await withdraw(db, official.id);
    await keepRevision(db, { id: id(), minutesId, action: 'reopen', content, remarks, authorId: personIdOf(caller) ?? meeting.secretaryId, at: now });
    emit({ type: MINUTES_REOPENED, stream: meeting.id, payload: { minutesId, refusedBy: refused.role } });
    return { version: version + 1, signatures: official.steps.map(({ role, state, signedAt, certificate, reason }) => ({ role, state, signedAt: signedAt?.toISOString() ?? null, serial: certificate?.serial ?? null, reason })) };
  },
  audit: ({ minutesId }, { meeting }, { signatures }) => ({ objectType: 'minutes', objectId: minutesId, meetingId: meeting.id, details: { signatures } }),
});
