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

export function createSignIns(application: Pick<Application, 'execute' | 'query'>, { https }: { https: boolean }): SignIns {
  // A `__Host-` cookie is bound to this host and to HTTPS; over plain http on loopback browsers would refuse it.
  const name = https ? '__Host-phien' : 'phien_session';
  const deviceName = https ? '__Host-phien-device' : 'phien_device';
  const screenName = https ? '__Host-phien-screen' : 'phien_screen';
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
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
    signInCookie: (token) => serialize(name, token, { ...attributes, maxAge: ABSOLUTE_SECONDS }),
    deviceCookie: (token) => serialize(deviceName, token, { ...attributes, maxAge: DEVICE_SECONDS }),
    deviceOf,
    signOutCookie: () => serialize(name, '', { ...attributes, maxAge: 0 }),
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
