import type { Role, World } from './world';

/**
 * One row per command, query and live view: who gets through, who is told why not. Everybody else must not learn that
 * the thing exists (`not_found`), or has to sign in.
 */
export interface MatrixRow {
  input: (world: World) => unknown;
  /** Gets past the policy; what a wrong state or a wrong PIN does then is no matter of rights. */
  allow: readonly Role[];
  /** Knows of the thing, may not do this, and gets the reason. */
  forbid?: readonly Role[];
}

export const PEOPLE: readonly Role[] = ['stranger', 'admin', 'clerk', 'officer', 'foreign_clerk', 'foreign_officer', 'unit_officer', 'unit_leader', 'guest', 'member', 'presenter', 'secretary', 'chair'];
/** Of the department that prepares the item of the published session. */
export const UNIT: readonly Role[] = ['unit_officer', 'unit_leader'];
export const EVERYONE: readonly Role[] = ['anonymous', ...PEOPLE];
export const SEATED: readonly Role[] = ['guest', 'member', 'presenter', 'secretary', 'chair'];
/** Everybody with the role of an officer, wherever they work. */
export const OFFICERS: readonly Role[] = ['officer', 'foreign_officer', 'unit_officer', 'secretary'];
export const but = (roles: readonly Role[], ...left: Role[]): Role[] => roles.filter((role) => !left.includes(role));

export const row = (input: MatrixRow['input'], allow: readonly Role[], forbid: readonly Role[] = []): MatrixRow => ({ input, allow, forbid });
export const programOnly = (input: MatrixRow['input']): MatrixRow => row(input, []);
export const adminOnly = (input: MatrixRow['input']): MatrixRow => row(input, ['admin'], but(PEOPLE, 'admin'));
export const secretaryOnly = (input: MatrixRow['input']): MatrixRow => row(input, ['secretary'], but(SEATED, 'secretary'));
export const officersOfSitting = (input: MatrixRow['input']): MatrixRow => row(input, ['secretary', 'chair'], ['guest', 'member', 'presenter']);
export const seated = (input: MatrixRow['input']): MatrixRow => row(input, SEATED);
/** A draft is seen by those who prepare it, nobody else. */
export const preparing = (input: MatrixRow['input']): MatrixRow => row(input, ['secretary']);

export const DAY = '2026-01-01';
