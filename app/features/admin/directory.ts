import type { QueryResult } from '../../../server/application';

export type Directory = QueryResult<'organization.directory'>;
export type Unit = Directory['units'][number];
export type Person = Directory['people'][number];
export type Body = Directory['bodies'][number];
export type Membership = Directory['memberships'][number];

/** Whether something holds on this day, yyyy-MM-dd. */
export const holdsOn = (day: string, { validFrom, validTo }: { validFrom: string; validTo: string | null }): boolean => validFrom <= day && (validTo === null || validTo >= day);

/** Whether something ended before this day. */
export const endedBefore = (day: string, { validTo }: { validTo: string | null }): boolean => validTo !== null && validTo < day;
