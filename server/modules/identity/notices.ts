import type { RunContext } from '../../kernel/command';
import type { Caller } from '../../kernel/actor';
import { addNotices } from './repository';

/** What people are told until they have read it: things done to their account, or to the people of a body they chair (I15). */
export const NOTICE_KINDS = [
  /** A link to the own account was asked for: `by`. */
  'link_requested',
  /** A link to the own account was made: `by`. */
  'link_made',
  /** The own password was set through a link: `by` made it. */
  'link_used',
  /** A member of the own body: `person`, `by`. */
  'member_link_requested',
  'member_link_made',
  'member_link_used',
  /** The own account was changed by an administrator: `by`; `what` is a list of `userName`, `email`, `roles`, `unblocked`. */
  'account_changed',
  /** Somebody became an administrator: `person`, `by`. */
  'administrator_made',
  /** A seat in a body was given: `person`, `body`, `by`. */
  'seat_given',
  /** Slips for first sign-ins wait for a second administrator: `by`, `count`. */
  'slips_prepared',
  /** A slip for the own first sign-in was printed: `by` chose it, `released` agreed and printed. */
  'slip_released',
  /** Nothing was done: a code for the tablet is offered, once (I23). */
  'unlock_code_offered',
  /** The sign-in idle longest was ended because there were too many: `count`. */
  'sign_in_ended',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export const nameOfCaller = (caller: Caller): string => (caller.kind === 'person' ? caller.fullName : caller.kind === 'system' ? `system:${caller.name}` : '');

/** Leaves a notice for each of these people; nobody is told of what they did themselves. */
export async function tell({ db, id, now, caller }: Pick<RunContext<unknown>, 'db' | 'id' | 'now' | 'caller'>, personIds: readonly string[], kind: NoticeKind, params: Record<string, string> = {}): Promise<void> {
  const told = [...new Set(personIds)].filter((personId) => caller.kind !== 'person' || caller.personId !== personId);
  await addNotices(db, told.map((personId) => ({ id: id(), personId, kind, params, at: now })));
}
