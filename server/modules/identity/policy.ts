import { allow, allowIf, deny, hide, type Policy } from '../../kernel/policy';
import { hasRole } from '../../shared/rules/roles';

export const administratorsOnly: Policy<unknown> = (caller) => allowIf(caller.kind === 'system' || hasRole(caller, 'admin'), 'role.admin_only');

/** Two different people: who asked does not release, nor the owner, nor who became an administrator a moment ago (I11). */
export const mayDecide: Policy<{ refusal: string | null }> = (_caller, { refusal }) => (refusal === null ? allow : deny(refusal));

/** What belongs to the signed-in person alone. */
export const ownOnly: Policy<unknown> = (caller) => (caller.kind === 'person' ? allow : hide);
