import type { Socket } from 'socket.io';
import { NO_METER, type Meter } from '../../kernel/ports/meter';
import type { Sink } from '../../live';
import { cutConnection, queuedBytes, writeEvent, writeMessages } from './frames';

/** The way to one tablet over its Socket.IO connection. */
export function socketSink(socket: Socket, meter: Pick<Meter, 'sent'> = NO_METER): Sink {
  return {
    get isOpen() {
      return socket.connected;
    },
    event: (name, message) => meter.sent('meeting', writeEvent(socket, name, message)),
    frames: (messages) => meter.sent('ink', writeMessages(socket, messages)),
    queuedBytes: () => queuedBytes(socket),
    close: () => cutConnection(socket),
  };
}
