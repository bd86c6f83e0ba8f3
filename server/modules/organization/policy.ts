import { allow, deny, type Policy } from '../../kernel/policy';
import { hasRole } from '../../shared/rules/roles';

/** O1. */
export const administers: Policy<unknown> = (caller) => (caller.kind === 'system' || hasRole(caller, 'admin') ? allow : deny('role.admin_only'));
