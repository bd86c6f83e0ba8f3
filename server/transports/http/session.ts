import { parse, serialize } from 'cookie';
import type { IncomingMessage } from 'node:http';
import type { Application, QueryResult } from '../../application';
import { anonymous, system, type Caller, type Pass } from '../../kernel/actor';
import { createFairShares, type FairShares } from '../../kernel/fair-shares';
import { createLoopMeter } from './loop-meter';

export type ResolvedSession = NonNullable<QueryResult<'identity.resolve-session'>>;

const ABSOLUTE_SECONDS = 12 * 60 * 60;
const DEVICE_SECONDS = 180 * 24 * 60 * 60;
const KEEP_ALIVE_MS = 60_000;
const transport = system('transport');

/** Cookies and sessions of one origin. */
export interface Sessions {
  /** Who sends this request, by its cookie alone; also used for the socket handshake. */
  resolve(request: IncomingMessage): Promise<ResolvedSession | null>;
  /** Whose locked sign-in the browser holds (I18), null for none. */
  lockOf(request: IncomingMessage): Promise<QueryResult<'identity.lock'>>;
  /** What the request names as its session; empty for nothing. */
  tokenOf(request: IncomingMessage): string;
  /** Whether the request names a session at all, known or not. */
  isNamed(request: IncomingMessage): boolean;
  /** The screen on the wall this browser is (R21), null for none. */
  screenOf(request: IncomingMessage): Promise<Pass | null>;
  /** The token by which a screen is known; empty for none. */
  screenTokenOf(request: IncomingMessage): string;
  screenCookie(token: string): string;
  callerOf(session: ResolvedSession | null, ip: string | undefined, screen?: Pass | null): Caller;
  /** Notes that the person is active; written to the database at most once a minute for all together. */
  touch(sessionId: string): void;
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

export function createSessions(application: Pick<Application, 'execute' | 'query'>, { https }: { https: boolean }): Sessions {
  // A `__Host-` cookie is bound to this host and to HTTPS; over plain http on loopback browsers would refuse it.
  const name = https ? '__Host-phien' : 'phien_session';
  const deviceName = https ? '__Host-phien-device' : 'phien_device';
  const screenName = https ? '__Host-phien-screen' : 'phien_screen';
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
  const active = new Set<string>();
  const flush = async (): Promise<void> => {
    if (active.size === 0) return;
    const sessionIds = [...active];
    active.clear();
    // A missed note only shortens an idle time; the next one follows within a minute.
    await application.execute('identity.keep-alive', { sessionIds }, transport).catch(() => undefined);
  };
  const timer = setInterval(() => void flush(), KEEP_ALIVE_MS);
  timer.unref();
  const tokenOf = (request: IncomingMessage): string => (parse(request.headers.cookie ?? '')[name] ?? '').slice(0, 200);
  const deviceOf = (request: IncomingMessage): string => (parse(request.headers.cookie ?? '')[deviceName] ?? '').slice(0, 200);
  const screenTokenOf = (request: IncomingMessage): string => (parse(request.headers.cookie ?? '')[screenName] ?? '').slice(0, 200);
  return {
    async resolve(request) {
      const token = tokenOf(request);
      return token ? application.query('identity.resolve-session', { token }, transport) : null;
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
    callerOf: (session, ip, screen) =>
      session
        ? { kind: 'person', personId: session.personId, sessionId: session.sessionId, fullName: session.fullName, roles: session.roles, ip }
        : anonymous(ip, screen),
    touch: (sessionId) => void active.add(sessionId),
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
