import { z } from 'zod';
import { defineQuery } from '../../../kernel/command';
import { systemOnly } from '../../../kernel/policy';
import { careDue as dueFrom } from '../repository.care';

/** Documents looked after in one turn. */
const AT_ONCE = 50;

/** Documents whose files need something to be believed later; none where nobody is set who could give it. */
export const careDue = defineQuery({
  name: 'records.care-due',
  input: z.strictObject({}),
  load: (_input, { db, now }) => dueFrom(db, now, AT_ONCE),
  policy: systemOnly,
  present: (officialIds, _input, { ports }) => ({ officialIds: ports.authorities.isSet ? officialIds : [] }),
});
