import type { AppLoadContext } from '@remix-run/node';
import type { Application } from '../server/application';
import type { Caller } from '../server/kernel/actor';
import type { GlobalRole } from '@shared/rules/roles';

export interface SignedIn {
  signInId: string;
  personId: string;
  fullName: string;
  title: string;
  locale: 'vi' | 'en';
  roles: readonly GlobalRole[];
  /** Came in by a guest's pass, for this session alone. */
  only: { meetingId: string } | null;
}

/** What the transport hands to every loader and action. */
export interface RequestContext {
  application: Pick<Application, 'execute' | 'query'>;
  caller: Caller;
  me: SignedIn | null;
  /** Nobody is signed in, but this browser holds the locked sign-in of this person, which their code opens. */
  lock: { personId: string; fullName: string; title: string } | null;
  /** What the browser's cookie names as its session, for `identity.unlock-sign-in`. */
  signInToken: string;
  /** By which a screen on the wall is known, for `sitting.wall-screen`; empty for none. */
  screenToken: string;
  locale: 'vi' | 'en';
  now: Date;
  nonce: string;
  /** By which an operator finds this request in the log; people read it from error pages. */
  requestId: string;
  origin: string;
  /** The sample province is installed: screens say that nothing here has legal value. */
  sample: boolean;
  /** It is a rehearsal, of that session of the installation, which ends by then at the latest. */
  rehearsal: { endsAt: Date; meetingId: string } | null;
  /** Set-Cookie values by which a browser goes into a rehearsal and out of it; null: there is none of that name. */
  doors: { enter(id: string, personId: string): Promise<string[]>; wall(id: string): string[] | null; leave(): string[] };
  /** Notes that the signed-in person was sent a file made by a page. */
  noteDownload(download: { kind: 'paper_account' | 'assignments'; id: string }): void;
  /** Notes an error of a page in the log, with path and person. @param at which part of the framework caught it. */
  report(error: unknown, at: 'loader' | 'render'): void;
  /** The installation's own certificate authority, when it serves with one (`PHIEN_TLS=local`): what a tablet is made to trust. */
  authority: { name: string; fingerprint: string; validTo: string } | null;
  /** What the browser's cookie says of it, for `identity.sign-in`; empty when it says nothing. */
  device: string;
  /** Set-Cookie values. */
  cookies: { signIn(token: string): string; signOut(): string; device(token: string): string; screen(token: string): string; locale(locale: 'vi' | 'en'): string };
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    server: RequestContext;
  }
}

export const serverOf = (context: AppLoadContext): RequestContext => context.server;
