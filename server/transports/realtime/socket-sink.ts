import type { Socket } from 'socket.io';
import type { Sink } from '../../live';
import { cutConnection, queuedBytes, writeEvent, writeMessages } from './frames';

/** The way to one tablet over its Socket.IO connection. */
export function socketSink(socket: Socket): Sink {
  return {
    get isOpen() {
      return socket.connected;
    },
    event: (name, message) => writeEvent(socket, name, message),
    frames: (messages) => writeMessages(socket, messages),
    queuedBytes: () => queuedBytes(socket),
    close: () => cutConnection(socket),
  };
}
