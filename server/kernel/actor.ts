/** Who calls. Roles in a single meeting are not here: they are loaded with the resource, inside the transaction. */

export interface PersonCaller {
  kind: 'person';
  personId: string;
  signInId: string;
  fullName: string;
  /** Words of the installation for what a person may do everywhere; the kernel only carries them. */
  roles: readonly string[];
  /** Remote address, for the audit log of sign-ins only. */
  ip?: string;
  /** Came in by a pass: this meeting and the few doors of such sign-ins, whatever else the person may do. */
  only?: { meetingId: string };
  /** Somebody else looks with this person's seat, and with nothing else of theirs: who that is. */
  lookedBy?: string;
}

/** Lets nobody in person see one thing; the room that gave it knows what it is, and asks each time whether it still holds. */
export interface Pass {
  id: string;
  meetingId: string;
}

export interface AnonymousCaller {
  kind: 'anonymous';
  ip?: string;
  /** Nobody all the same: what it may see it is given by name, everything else is refused. */
  pass?: Pass;
}

/** The program itself: jobs, the command line, the first start. */
export interface SystemCaller {
  kind: 'system';
  name: string;
}

export type Caller = PersonCaller | AnonymousCaller | SystemCaller;

export const system = (name: string): SystemCaller => ({ kind: 'system', name });
export const anonymous = (ip?: string, pass?: Pass | null): AnonymousCaller => ({ kind: 'anonymous', ip, ...(pass ? { pass } : {}) });

/** Person id of a signed-in caller, else null. */
export function personIdOf(caller: Caller): string | null {
  return caller.kind === 'person' ? caller.personId : null;
}
