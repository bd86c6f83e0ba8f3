import { parse, serialize } from 'cookie';
import type { IncomingMessage } from 'node:http';
import type { Application, QueryResult } from '../../application';
import { anonymous, system, type Caller, type Pass } from '../../kernel/actor';
import { createFairShares, type FairShares } from '../../kernel/fair-shares';
import { createLoopMeter } from './loop-meter';

export type ResolvedSignIn = NonNullable<QueryResult<'identity.resolve-sign-in'>>;

const ABSOLUTE_SECONDS = 12 * 60 * 60;
const DEVICE_SECONDS = 180 * 24 * 60 * 60;
const KEEP_ALIVE_MS = 60_000;
const transport = system('transport');

/** Cookies and sign-ins of one origin. */
export interface SignIns {
  /** Who sends this request, by its cookie alone; also used for the socket handshake. */
  resolve(request: IncomingMessage): Promise<ResolvedSignIn | null>;
  /** Whose locked sign-in the browser holds (I18), null for none. */
  lockOf(request: IncomingMessage): Promise<QueryResult<'identity.lock'>>;
  /** What the request names as its sign-in; empty for nothing. */
  tokenOf(request: IncomingMessage): string;
  /** Whether the request names a sign-in at all, known or not. */
  isNamed(request: IncomingMessage): boolean;
  /** The screen on the wall this browser is (R21), null for none. */
  screenOf(request: IncomingMessage): Promise<Pass | null>;
  /** The token by which a screen is known; empty for none. */
  screenTokenOf(request: IncomingMessage): string;
  screenCookie(token: string): string;
  callerOf(signIn: ResolvedSignIn | null, ip: string | undefined, screen?: Pass | null): Caller;
  /** Notes that the person is active; written to the database at most once a minute for all together. */
  touch(signInId: string): void;
  /** Shares of the processor by person, over pages and sockets together. */
  readonly shares: FairShares;
  signInCookie(token: string): string;
  signOutCookie(): string;
  /** Kept over sign-outs: by it the browser is known to the people who signed in with it. */
  deviceCookie(token: string): string;
  deviceOf(request: IncomingMessage): string;
  /** Notes the last activity, so that nobody is idle for the time of a restart. */
  stop(): Promise<void>;
}

const attributesOf = (https: boolean) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure: https }) as const;

/** A `__Host-` cookie is bound to this host and to HTTPS; over plain http on loopback browsers would refuse it. Those of a rehearsal lie beside the others. */
const cookieNames = (https: boolean, rehearsal: boolean) => {
  const [host, plain] = rehearsal ? ['__Host-phien-rehearsal', 'phien_rehearsal'] : ['__Host-phien', 'phien'];
  return https ? { session: host, device: `${host}-device`, screen: `${host}-screen` } : { session: `${plain}_session`, device: `${plain}_device`, screen: `${plain}_screen` };
};

/** Set-Cookie values by which somebody is signed in, and no longer is. */
export function signInCookies(https: boolean, rehearsal = false): { signIn(token: string): string; signOut(): string } {
  const { session } = cookieNames(https, rehearsal);
  return {
    signIn: (token) => serialize(session, token, { ...attributesOf(https), maxAge: ABSOLUTE_SECONDS }),
    signOut: () => serialize(session, '', { ...attributesOf(https), maxAge: 0 }),
  };
}

/** @param rehearsal it answers in a rehearsal. */
export function createSignIns(application: Pick<Application, 'execute' | 'query'>, { https, rehearsal = false }: { https: boolean; rehearsal?: boolean }): SignIns {
  const { session: name, device: deviceName, screen: screenName } = cookieNames(https, rehearsal);
  const own = signInCookies(https, rehearsal);
  const attributes = attributesOf(https);
  const active = new Set<string>();
  const flush = async (): Promise<void> => {
    if (active.size === 0) return;
    const signInIds = [...active];
    active.clear();
    // A missed note only shortens an idle time; the next one follows within a minute.
    await application.execute('identity.keep-alive', { signInIds }, transport).catch(() => undefined);
  };
  const timer = setInterval(() => void flush(), KEEP_ALIVE_MS);
  timer.unref();
  const tokenOf = (request: IncomingMessage): string => (parse(request.headers.cookie ?? '')[name] ?? '').slice(0, 200);
  const deviceOf = (request: IncomingMessage): string => (parse(request.headers.cookie ?? '')[deviceName] ?? '').slice(0, 200);
  const screenTokenOf = (request: IncomingMessage): string => (parse(request.headers.cookie ?? '')[screenName] ?? '').slice(0, 200);
  return {
    async resolve(request) {
      const token = tokenOf(request);
      return token ? application.query('identity.resolve-sign-in', { token }, transport) : null;
    },
    lockOf: (request) => application.query('identity.lock', { token: tokenOf(request), device: deviceOf(request) }, transport),
    tokenOf,
    isNamed: (request) => tokenOf(request) !== '',
    async screenOf(request) {
      const token = screenTokenOf(request);
      return token.length < 20 ? null : application.query('sitting.resolve-screen', { token }, transport);
    },
    screenTokenOf,
    screenCookie: (token) => serialize(screenName, token, { ...attributes, maxAge: DEVICE_SECONDS }),
    callerOf: (signIn, ip, screen) =>
      signIn
        ? { kind: 'person', personId: signIn.personId, signInId: signIn.signInId, fullName: signIn.fullName, roles: signIn.roles, ip, ...(signIn.only ? { only: signIn.only } : {}) }
        : anonymous(ip, screen),
    touch: (signInId) => void active.add(signInId),
    shares: createFairShares(createLoopMeter()),
    signInCookie: (token) => own.signIn(token),
    deviceCookie: (token) => serialize(deviceName, token, { ...attributes, maxAge: DEVICE_SECONDS }),
    deviceOf,
    signOutCookie: () => own.signOut(),
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
