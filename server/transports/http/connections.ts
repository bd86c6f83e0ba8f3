import type { Server, ServerOptions } from 'node:http';
import type { Server as HttpsServer, ServerOptions as HttpsOptions } from 'node:https';
import type { Socket } from 'node:net';
import { addressBlock } from '../../kernel/address-block';

/** Bytes of all headers of a request. */
const HEADER_BYTES = 16 * 1024;
const HEADERS = 100;
/** Milliseconds from the connection until its first headers are complete, and until its TLS handshake is. */
const HEADERS_MS = 15_000;
const HANDSHAKE_MS = 10_000;
/** Whole requests; each body has a pace of its own besides (`pace.ts`), this is the end of the slowest file. */
const REQUEST_MS = 16 * 60_000;
const KEEP_ALIVE_MS = 30_000;
/** All connections; below what one process may open under systemd's usual limit, which Node raises by itself. */
const CONNECTIONS = 16_000;
/** Connections of one address: a hall of 1,600 tablets behind one router, each with its live one and six more while a page loads. */
const CONNECTIONS_PER_ADDRESS = 12_000;
/**
 * Connections the kernel has taken and the program not yet: a whole hall that comes back in one moment. What does not fit is dropped in silence,
 * and tried again by the tablet's kernel after 1, 3, 7, 15 and 31 s. The kernel cuts it to its own bound (`net.core.somaxconn`, 4,096).
 */
export const BACKLOG = 4_096;

/** Options of the server itself, for plain and encrypted alike. */
export const SERVER_LIMITS: ServerOptions & HttpsOptions = {
  maxHeaderSize: HEADER_BYTES,
  headersTimeout: HEADERS_MS,
  requestTimeout: REQUEST_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  connectionsCheckingInterval: 5_000,
  handshakeTimeout: HANDSHAKE_MS,
};

/**
 * Bounds connections before anything is said on them, in all and by address. Those that stay silent, or never end their
 * headers or their handshake, are ended by the server's own clock ({@link SERVER_LIMITS}).
 * @param isProxy whether an address is a listed proxy, behind which everybody is.
 */
export function limitConnections(server: Server | HttpsServer, isProxy: (address: string) => boolean, perAddress = CONNECTIONS_PER_ADDRESS): void {
  server.maxConnections = CONNECTIONS;
  server.maxHeadersCount = HEADERS;
  const shares = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress;
    if (address === undefined || isProxy(address)) return;
    const block = addressBlock(address);
    const share = shares.get(block) ?? 0;
    if (share >= perAddress) {
      socket.destroy();
      return;
    }
    shares.set(block, share + 1);
    socket.once('close', () => {
      const left = (shares.get(block) ?? 1) - 1;
      if (left > 0) shares.set(block, left);
      else shares.delete(block);
    });
  });
}
