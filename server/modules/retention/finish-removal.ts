import { z } from 'zod';
import { defineConsumer } from '../../kernel/consumer';
import { removeRest } from './commands/remove-rest';
import { PERSON_REMOVED } from './events';

const payload = z.object({ removalId: z.uuid() });

/** What follows when an account was deleted, also over a crash (X9). */
export const finishRemoval = defineConsumer({
  name: 'retention.finish-removal',
  types: [PERSON_REMOVED],
  from: 'beginning',
  command: removeRest,
  input: (event) => ({ removalId: payload.parse(event.payload).removalId }),
});
