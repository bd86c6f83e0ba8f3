import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { administratorsOnly } from '../../identity';
import { loadLeaving, whyStays } from '../load-person';
import { privateInkOf, reportOn } from '../removal';

/** What deleting an account would remove and what would stay, before anybody confirms it (X7, X8). */
export const leaving = defineQuery({
  name: 'retention.leaving',
  input: z.strictObject({ personId: z.uuid() }),
  load: loadLeaving,
  policy: administratorsOnly,
  async present(loaded, { personId }, { db, ports }) {
    const { person, duties } = loaded;
    const refusal = whyStays(loaded);
    const [{ operations }, key] = [await privateInkOf(ports.ink, personId), await ports.signers.describe(personId, { personId, resets: 0 })];
    return {
      person: { id: person.id, fullName: person.fullName, title: person.title, userName: person.userName, isRemoved: person.removedAt !== null },
      duties,
      refusal: refusal && { code: refusal.code, reason: refusal.reason, params: refusal.params },
      report: await reportOn(db, person, { marks: operations, keys: key ? 1 : 0 }),
    };
  },
});
