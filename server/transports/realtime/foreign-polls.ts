import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { rm } from 'node:fs/promises';
import type { Duplex } from 'node:stream';

/** One of several processes behind one port of this machine. */
export interface Sibling {
  /** From 1. */
  index: number;
  /** Where the process with that number takes what is meant for it. */
  socketOf(index: number): string;
}

/** Connections of Socket.IO are named so that it is seen whose they are. */
export const ownName = ({ index }: Pick<Sibling, 'index'>, name: string): string => `${index}-${name}`;

/** Whose connection a request names; null: nobody's yet. */
function ownerOf(url: string | undefined): number | null {
  const at = url?.indexOf('?') ?? -1;
  const named = at < 0 ? null : /^(\d{1,3})-/u.exec(new URLSearchParams(url?.slice(at + 1)).get('sid') ?? '')?.[1];
  return named ? Number(named) : null;
}

const isLive = (url: string | undefined): boolean => url?.startsWith('/socket.io/') ?? false;

/**
 * A web socket is one connection and stays where it came about; long polling is many requests, and the port gives each to whichever
 * process is free. Those that belong to another one's connection are passed on to it within the machine.
 * @returns ends it.
 */
export function passForeignPolls(server: Server, own: Sibling): () => Promise<void> {
  const foreign = (req: IncomingMessage): string | null => {
    if (!isLive(req.url)) return null;
    const owner = ownerOf(req.url);
    return owner === null || owner === own.index ? null : own.socketOf(owner);
  };
  const requests = server.listeners('request') as ((req: IncomingMessage, res: ServerResponse) => void)[];
  server.removeAllListeners('request');
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    const to = foreign(req);
    if (to === null) for (const serve of requests) serve.call(server, req, res);
    else passRequest(req, res, to);
  });
  const upgrades = server.listeners('upgrade') as ((req: IncomingMessage, socket: Duplex, head: Buffer) => void)[];
  server.removeAllListeners('upgrade');
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    const to = foreign(req);
    if (to === null) for (const serve of upgrades) serve.call(server, req, socket, head);
    else passUpgrade(req, socket, head, to);
  });
  const inner = createServer((req, res) => requests.forEach((serve) => serve.call(server, req, res)));
  inner.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => upgrades.forEach((serve) => serve.call(server, req, socket, head)));
  const path = own.socketOf(own.index);
  const listening = rm(path, { force: true }).then(() => new Promise<void>((resolve) => inner.listen({ path, exclusive: true }, resolve)));
  return async () => {
    await listening;
    inner.closeAllConnections();
    await new Promise<void>((resolve) => inner.close(() => resolve()));
  };
}

/** A process that is gone has taken its connections with it: as where it is not known, the tablet begins a new one. */
const UNKNOWN = JSON.stringify({ code: 1, message: 'Session ID unknown' });

/** What two ends of one connection say about that connection, and nobody passes on (RFC 9110, 7.6.1). */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'upgrade']);

const passedOn = (headers: IncomingHttpHeaders): IncomingHttpHeaders => Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));

/**
 * Each request has a connection of its own, and this side ends it. One kept from before may be ended by the other side in the moment it
 * is used; one the other side ends after its answer may be ended while the rest of the request is written (EPIPE), and the answer,
 * already there, is never read. Either would end the tablet's connection.
 */
function passRequest(req: IncomingMessage, res: ServerResponse, socketPath: string): void {
  const passed = request({ socketPath, agent: false, method: req.method, path: req.url, headers: { ...passedOn(req.headers), connection: 'keep-alive' } }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
    answer.pipe(res);
  });
  passed.on('error', () => {
    if (!res.headersSent) res.writeHead(400, { 'Content-Type': 'application/json' });
    res.end(UNKNOWN);
  });
  res.on('close', () => passed.destroy());
  req.pipe(passed);
}

function passUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer, socketPath: string): void {
  const other = connect(socketPath);
  const end = (): void => [socket, other].forEach((one) => one.destroy());
  for (const one of [socket, other]) one.on('error', end).on('close', end);
  other.on('connect', () => {
    const lines = [`${req.method ?? 'GET'} ${req.url ?? '/'} HTTP/1.1`];
    for (let at = 0; at + 1 < req.rawHeaders.length; at += 2) lines.push(`${req.rawHeaders[at]}: ${req.rawHeaders[at + 1]}`);
    other.write(`${lines.join('\r\n')}\r\n\r\n`);
    other.write(head);
    socket.pipe(other);
    other.pipe(socket);
  });
}
