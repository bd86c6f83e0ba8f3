import { wireParser } from './wire-parser';
import type { ServerOptions } from 'socket.io';

/**
 * Options of the one Socket.IO server that meeting gateway and ink lane share. The client must be made with the same parser.
 * Websocket first, long polling for networks that cut websockets off.
 */
export const socketServerOptions: Partial<ServerOptions> = {
  parser: wireParser,
  maxHttpBufferSize: 256 * 1024,
  pingInterval: 10_000,
  pingTimeout: 5_000,
  perMessageDeflate: false,
  httpCompression: false,
  cookie: false,
  serveClient: false,
  // Who waits for a turn behind a whole hall that comes back is not sent away to begin anew.
  connectTimeout: 20_000,
};
