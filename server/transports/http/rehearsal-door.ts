import { parse, serialize } from 'cookie';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { DomainError } from '../../kernel/errors';
import { signInCookies } from './sign-ins';

/** As long as a rehearsal can last, seconds. */
const COOKIE_SECONDS = 4 * 60 * 60;

/** The cookie that names the rehearsal a browser is in. */
export interface RehearsalCookie {
  of(request: IncomingMessage): string;
  set(id: string): string;
  clear(): string;
}

export function rehearsalCookie(https: boolean): RehearsalCookie {
  const name = https ? '__Host-phien-in' : 'phien_in';
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
  return {
    of: (request) => (parse(request.headers.cookie ?? '')[name] ?? '').slice(0, 100),
    set: (id) => serialize(name, id, { ...attributes, maxAge: COOKIE_SECONDS }),
    clear: () => serialize(name, '', { ...attributes, maxAge: 0 }),
  };
}

/** The way into a rehearsal that runs. */
export interface RehearsalEntry {
  servedIn(id: string): unknown;
  enter(id: string, personId: string, userAgent: string): Promise<string>;
}

/** What pages do about rehearsals, as `Set-Cookie` values; null: there is none of that name. */
export interface RehearsalDoors {
  enter(id: string, personId: string): Promise<string[]>;
  /** A screen on the wall is nobody there too. */
  wall(id: string): string[] | null;
  leave(): string[];
}

export function rehearsalDoors(entry: RehearsalEntry | null, https: boolean, request: IncomingMessage): RehearsalDoors {
  const cookie = rehearsalCookie(https);
  const own = signInCookies(https, true);
  return {
    async enter(id, personId) {
      if (!entry) throw new DomainError('conflict', 'rehearsals.none');
      return [cookie.set(id), own.signIn(await entry.enter(id, personId, request.headers['user-agent'] ?? ''))];
    },
    wall: (id) => (entry?.servedIn(id) ? [cookie.set(id), own.signOut()] : null),
    leave: () => [cookie.clear(), own.signOut()],
  };
}

/** Nobody signs in to a rehearsal: whoever is led there is out of it. */
const OUTSIDE = /^\/(?:sign-in|welcome|pass|rehearsal\/over)(?:[/?.]|$)/u;
/** A page that a browser goes to, as against what a page asks for. */
const isVisit = ({ method, headers }: IncomingMessage): boolean => method === 'GET' && (headers['sec-fetch-mode'] === 'navigate' || (headers['sec-fetch-mode'] === undefined && (headers.accept ?? '').includes('text/html')));
/** A screen on the wall goes back to its code by itself. */
const isScreen = (url = ''): boolean => url === '/screen' || url.startsWith('/screen/');

/**
 * Hands requests and sockets of browsers that are in a rehearsal to what answers there, all others go on as before. After everything else has
 * been put on the server. @param servedIn what answers in the rehearsal of that name; null: it is over.
 */
export function openRehearsalDoor(server: Server, cookie: RehearsalCookie, servedIn: (id: string) => { server: Server } | null): void {
  const requests = server.listeners('request') as ((req: IncomingMessage, res: ServerResponse) => void)[];
  server.removeAllListeners('request');
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    const id = cookie.of(req);
    const inside = id === '' || OUTSIDE.test(req.url ?? '') ? null : servedIn(id);
    if (inside) return void inside.server.emit('request', req, res);
    if (id !== '') {
      res.appendHeader('Set-Cookie', cookie.clear());
      if (isVisit(req) && !OUTSIDE.test(req.url ?? '') && !isScreen(req.url)) return void res.writeHead(303, { Location: '/rehearsal/over', 'Cache-Control': 'no-store' }).end();
    }
    for (const serve of requests) serve.call(server, req, res);
  });
  const upgrades = server.listeners('upgrade') as ((req: IncomingMessage, socket: Duplex, head: Buffer) => void)[];
  server.removeAllListeners('upgrade');
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const id = cookie.of(req);
    const inside = id === '' ? null : servedIn(id);
    if (inside) inside.server.emit('upgrade', req, socket, head);
    else for (const serve of upgrades) serve.call(server, req, socket, head);
  });
}
