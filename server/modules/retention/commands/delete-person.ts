import { personIdOf } from '../../../kernel/actor';
import { z } from 'zod';
import { defineCommand } from '../../../kernel/command';
import { GLOBAL_STREAM } from '../../../kernel/events';
import { dropReceiptsOf } from '../../../kernel/repository';
import { paragraphs } from '../../../shared/language/text-fields';
import { dropCarriedOf, dropPreparedFor } from '../../annotations';
import { dropPlacesOf } from '../../documents';
import { administratorsOnly, endSignIns, eraseAccount, nameOfCaller, SIGN_INS_ENDED } from '../../identity';
import { dropPassesOf } from '../../guests';
import { dropLettersOf } from '../../mail';
import { dropLooksOf } from '../../meetings';
import { PERSON_REMOVED } from '../events';
import { loadLeaving, whyStays } from '../load-person';
import { privateInkOf, reportOn } from '../removal';
import { insertRemoval } from '../repository';

/**
 * Deletes an account: the name stays where the record has it, everything else about the person goes (X7–X10). What the database has goes
 * with this; private marks and keys follow from its event.
 */
export const deletePerson = defineCommand({
  name: 'retention.delete-person',
  input: z.strictObject({ personId: z.uuid(), reason: paragraphs(1_000, 1) }),
  load: loadLeaving,
  policy: administratorsOnly,
  async prepare({ personId }, _loaded, { ports }) {
    const [{ operations }, key] = [await privateInkOf(ports.ink, personId), await ports.signers.describe(personId, { personId, resets: 0 })];
    return { marks: operations, keys: key ? 1 : 0 };
  },
  async run({ personId, reason }, loaded, { db, caller, id, now, emit, prepared }) {
    const refusal = whyStays(loaded);
    if (refusal) throw refusal;
    const { person } = loaded;
    const [removalId, removedById, removedBy] = [id(), personIdOf(caller), nameOfCaller(caller)];
    const report = await reportOn(db, person, prepared);
    emit({ type: SIGN_INS_ENDED, stream: GLOBAL_STREAM, payload: { signInIds: await endSignIns(db, { personId }) } });
    await dropPlacesOf(db, personId);
    await dropCarriedOf(db, personId);
    await dropPreparedFor(db, personId);
    await dropLooksOf(db, personId);
    await dropLettersOf(db, personId);
    await dropPassesOf(db, personId);
    await dropReceiptsOf(db, personId);
    await eraseAccount(db, personId, { id: removedById, name: removedBy }, now);
    await insertRemoval(db, { id: removalId, personId, fullName: person.fullName, title: person.title, reason, removedById, removedBy, at: now, report });
    emit({ type: PERSON_REMOVED, stream: GLOBAL_STREAM, payload: { removalId, personId } });
    return { removalId, report };
  },
  audit: ({ personId, reason }, _loaded, { removalId, report }) => ({ objectType: 'person', objectId: personId, details: { removalId, reason, ...report } }),
});
