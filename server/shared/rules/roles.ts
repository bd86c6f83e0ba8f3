/**
 * Roles in the whole installation; roles in a single meeting are its seats. `admin` keeps accounts and units and cannot read papers;
 * `clerk` numbers and seals; `officer` prepares sessions, and brings what the own unit is asked for; `leader` approves what it brings.
 */
export type GlobalRole = 'admin' | 'clerk' | 'officer' | 'leader';

/** Whether whoever asks is a person with this role. */
export function hasRole(caller: { readonly kind: string; readonly roles?: readonly string[] }, role: GlobalRole): boolean {
  return caller.kind === 'person' && caller.roles?.includes(role) === true;
}
