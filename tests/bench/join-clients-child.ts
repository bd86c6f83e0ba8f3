/** The tablets of the join bench: real Socket.IO clients that join the sitting and the ink of a paper whenever they are connected. */
import { io } from 'socket.io-client';
import { INK_PROTOCOL_VERSION } from '../../server/shared/protocol/ink';
import { INK_JOIN } from '../../server/shared/protocol/ink-events';
import { Decoder, Encoder } from '../../server/shared/protocol/ink-wire';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION } from '../../server/shared/protocol/meeting-events';

export interface JoinClientsOrder {
  port: number;
  cookies: string[];
  meetingId: string;
  documentId: string;
}

const ANSWER_MS = 30_000;
const AGAIN_MS = 300;

if (process.send === undefined) throw new Error('started by the join bench only');
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => start(message as JoinClientsOrder));
process.send({ ready: true });

function start({ port, cookies, meetingId, documentId }: JoinClientsOrder): void {
  const url = `http://127.0.0.1:${port}`;
  const back = new Set<string>();
  let refused = 0;
  let epoch = 0;
  for (const cookie of cookies) {
    const socket = io(url, {
      parser: { Encoder, Decoder },
      transports: ['websocket'],
      extraHeaders: { origin: url, cookie },
      forceNew: true,
      reconnectionDelay: 100,
      reconnectionDelayMax: 400,
      timeout: ANSWER_MS,
    });
    const questions = [
      [MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId }],
      [INK_JOIN, { proto: INK_PROTOCOL_VERSION, doc: documentId, epoch: null, shared: 0, private: 0 }],
    ] as const;
    const ask = async ([event, question]: (typeof questions)[number]): Promise<void> => {
      for (;;) {
        const answer = (await socket.timeout(ANSWER_MS).emitWithAck(event, question)) as { ok: boolean; code?: string };
        if (answer.ok) return;
        refused += 1;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    };
    socket.on('connect_error', () => {
      if (!socket.active) setTimeout(() => socket.connect(), AGAIN_MS);
    });
    socket.on('connect', () => {
      const mine = epoch;
      Promise.all(questions.map(ask)).then(
        () => {
          if (mine !== epoch) return;
          back.add(cookie);
          if (back.size === cookies.length) process.send?.({ back: back.size, refused });
        },
        // The server went away before it answered: the next connection asks again.
        () => undefined,
      );
    });
    socket.on('disconnect', () => {
      if (back.size === 0) return;
      back.clear();
      epoch += 1;
    });
  }
}
