import { remembering } from '../../kernel/remembering';
import { bodyPolicySchema, type BodyPolicy } from '../../shared/rules/body-policy';

/** More than there are bodies whose sessions are looked at on one day. */
const KNOWN = 200;

/** A policy as it is stored. The same text is judged once: it is asked for with every ballot, and nobody can change what comes back. @throws ZodError */
export const readPolicy: (text: string) => BodyPolicy = remembering(KNOWN, (text) => frozen(bodyPolicySchema.parse(JSON.parse(text))));

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
