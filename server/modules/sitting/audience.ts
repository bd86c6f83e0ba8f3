import { runsSitting, type MeetingAccess } from '../meetings';

/** Who is shown the same picture. */
export const AUDIENCES = ['officers', 'members', 'guests', 'screen'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** Those who run the sitting, its voting members, everybody else with a seat (L17); clerks and the program see what the room screen shows. */
export function audienceFor(access: MeetingAccess): Audience {
  if (runsSitting(access)) return 'officers';
  if (!access.seat) return 'screen';
  return access.isMember ? 'members' : 'guests';
}
