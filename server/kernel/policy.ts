import type { Caller } from './actor';
import { DomainError, type ErrorParams } from './errors';

/**
 * What a policy answers. `hide` is for strangers (they get `not_found`), `deny` for people who may know of the
 * resource but not do this (they get `forbidden` with a reason a person understands).
 */
export type Decision = { allow: true } | { allow: false; hide: true } | { allow: false; hide: false; reason: string; params?: ErrorParams };

export type Policy<Loaded, Input = unknown> = (caller: Caller, loaded: Loaded, input: Input) => Decision;

export const allow: Decision = { allow: true };
export const hide: Decision = { allow: false, hide: true };
export const deny = (reason: string, params?: ErrorParams): Decision => ({ allow: false, hide: false, reason, params });

/** Allows when the condition holds, else denies with the reason. */
export const allowIf = (condition: boolean, reason: string, params?: ErrorParams): Decision => (condition ? allow : deny(reason, params));

export function enforce(decision: Decision, caller: Caller): void {
  if (decision.allow) return;
  if (caller.kind === 'anonymous') throw new DomainError('unauthenticated', 'sign_in_first');
  if (decision.hide) throw new DomainError('not_found', 'not_found');
  throw new DomainError('forbidden', decision.reason, decision.params);
}

/** Any signed-in person (or the program itself). */
export const signedIn: Policy<unknown> = (caller) => (caller.kind === 'anonymous' ? hide : allow);
/** Everybody, signed in or not; to be chosen on purpose. */
export const everyone: Policy<unknown> = () => allow;
/** The program itself only. */
export const systemOnly: Policy<unknown> = (caller) => (caller.kind === 'system' ? allow : hide);
