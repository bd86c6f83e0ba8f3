import { bodyPolicySchema, type BodyPolicy } from '../../shared/rules/body-policy';

const known = new Map<string, BodyPolicy>();
/** More than there are bodies whose sessions are looked at on one day. */
const KNOWN = 200;

/** A policy as it is stored. The same text is judged once: it is asked for with every ballot, and nobody can change what comes back. @throws ZodError */
export function readPolicy(text: string): BodyPolicy {
  const policy = known.get(text) ?? frozen(bodyPolicySchema.parse(JSON.parse(text)));
  if (known.size >= KNOWN) known.clear();
  known.set(text, policy);
  return policy;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
