import type { Meeting } from '../meetings';

/** When people have to be there next: at the beginning, or when an adjourned sitting goes on (ML10); null where nobody waits for anything. */
export function comingTime({ state, startsAt, continuesAt }: Pick<Meeting, 'state' | 'startsAt' | 'continuesAt'>): Date | null {
  if (state === 'in_session') return continuesAt;
  return state === 'published' ? startsAt : null;
}
