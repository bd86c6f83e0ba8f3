import { z } from 'zod';
import { personIdOf } from '../../../kernel/actor';
import { defineCommand } from '../../../kernel/command';
import { DomainError } from '../../../kernel/errors';
import { assertSeen } from '../../../kernel/optimistic';
import { allowIf } from '../../../kernel/policy';
import { unitsOfPeople } from '../../organization';
import { loadTask, TASK, taskSubject } from '../preparing/access';
import { addStep, namesOfPeople, updateTask } from '../preparing/repository';

/** Says who of the unit sees to the papers of an item (D45); null: nobody by name. */
export const setOfficer = defineCommand({
  name: 'documents.set-officer',
  input: z.strictObject({ itemId: z.uuid(), version: z.int().positive(), personId: z.uuid().nullable() }),
  load: ({ itemId }, { db, caller }) => loadTask(db, itemId, caller),
  policy: (_caller, { access, part }) => allowIf(access !== null || part === 'leader', 'documents.leader_or_office'),
  requires: { meeting: ['draft', 'published', 'in_session'] },
  async run({ itemId, version, personId }, { task, meeting }, { db, caller, now, id }) {
    await assertSeen(db, TASK, taskSubject(itemId), version, task.version);
    const units = personId === null ? null : (await unitsOfPeople(db, [personId])).get(personId);
    if (personId !== null && !units?.includes(task.unitId)) throw new DomainError('invalid', 'documents.not_of_unit', { field: 'personId' });
    await updateTask(db, itemId, version, { officerId: personId });
    const words = personId === null ? '' : ((await namesOfPeople(db, [personId])).get(personId) ?? '');
    await addStep(db, { id: id(), meetingId: meeting.id, itemId, kind: 'officer', byId: personIdOf(caller), at: now, words });
    return { version: version + 1 };
  },
  audit: ({ itemId, personId }, { meeting }) => ({ ...taskSubject(itemId), meetingId: meeting.id, details: { personId } }),
});
