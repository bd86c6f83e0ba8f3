import type { ScriptClock } from '../../server/adapters/system/clock';
import type { OpenedApplication } from '../../server/application';
import { system, type Caller, type PersonCaller } from '../../server/kernel/actor';
import type { GlobalRole } from '../../server/shared/rules/roles';

/** What the steps of filling share. */
export interface SampleInstallation {
  application: OpenedApplication;
  clock: ScriptClock;
  password: string;
  /** Person id by sign-in name. */
  people: Map<string, PersonCaller>;
  /** Unit id by key. */
  units: Map<string, string>;
  bodyId: string;
}

export const installer: Caller = system('installer');

/** The person with this sign-in name, as they would call. @throws Error for an unknown name: the data is wrong. */
export function personOf(installation: SampleInstallation, login: string): PersonCaller {
  const caller = installation.people.get(login);
  if (!caller) throw new Error(`sample: nobody is called ${login}`);
  return caller;
}

export const callerFor = (personId: string, fullName: string, roles: readonly GlobalRole[]): PersonCaller => ({
  kind: 'person',
  personId,
  signInId: personId,
  fullName,
  roles,
});
