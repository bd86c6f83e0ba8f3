/**
 * The tablets of the sitting-load bench: bare web sockets that say what a tablet says and read no more of an answer than they must, so that
 * the figures are the server's. Each joins the sitting and the ink of a paper whenever it is connected, and comes back by itself.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { INK_JOIN } from '../../server/shared/protocol/ink-events';
import { INK_PROTOCOL_VERSION } from '../../server/shared/protocol/ink';
import { MEETING_JOIN, MEETING_PROTOCOL_VERSION, MEETING_VIEW } from '../../server/shared/protocol/meeting-events';
import { maskedText, openFollower } from '../support/bare-follower';
import { seededRandom } from '../support/ink-samples';

export interface SittingTabletsOrder {
  port: number;
  cookies: string[];
  meetingId: string;
  documentId: string;
}

/** A tablet looks for its server again after this time at least, ms, and at most so much later. */
const AGAIN_MS = 100;
const SPREAD_MS = 300;
/** What begins a pushed picture, up to its number. */
const PUSHED = new RegExp(`^42\\{"d":\\["${MEETING_VIEW}",\\{"meetingId":"[\\w-]+","seq":(\\d+)`, 'u');

if (process.send === undefined) throw new Error('started by the sitting-load bench only');
process.on('disconnect', () => process.exit(0));
process.on('message', (message) => start(message as SittingTabletsOrder));
process.send({ ready: true });

function start({ port, cookies, meetingId, documentId }: SittingTabletsOrder): void {
  const random = seededRandom(41);
  const there = new Set<string>();
  const shown = new Map<number, number[]>();
  let refused = 0;
  let wasComplete = false;
  const questions = [
    [MEETING_JOIN, { proto: MEETING_PROTOCOL_VERSION, meetingId }],
    [INK_JOIN, { proto: INK_PROTOCOL_VERSION, doc: documentId, epoch: null, shared: 0, private: 0 }],
  ];
  const packets = questions.map((d, i) => maskedText(`42${JSON.stringify({ d, i })}`));
  const here = (cookie: string): void => {
    there.add(cookie);
    if (there.size < cookies.length || wasComplete) return;
    wasComplete = true;
    process.send?.({ back: there.size, refused });
  };
  const gone = (cookie: string): void => {
    there.delete(cookie);
    wasComplete = false;
  };
  const note = (text: string): void => {
    const [, number] = PUSHED.exec(text.slice(0, 200)) ?? [];
    if (number === undefined) return;
    const seq = Number(number);
    const times = shown.get(seq) ?? [];
    shown.set(seq, times);
    times.push(Date.now());
    if (times.length < cookies.length) return;
    shown.delete(seq);
    process.send?.({ shown: { seq, at: times } });
  };
  const again = (): Promise<void> => pause(AGAIN_MS + random() * SPREAD_MS);

  async function come(cookie: string): Promise<void> {
    const waiting = new Set(questions.keys());
    const { socket } = await openFollower({
      port,
      path: '/socket.io/?EIO=4&transport=websocket',
      headers: { Cookie: cookie, Origin: `http://127.0.0.1:${port}`, Host: `127.0.0.1:${port}` },
      onBinary: () => undefined,
      answers: [['0', '40{}'], ['2', '3']],
      onText(text) {
        if (text.startsWith('40')) for (const packet of packets) socket.write(packet);
        // A handshake that is refused is tried again from the beginning.
        else if (text.startsWith('44')) {
          refused += 1;
          socket.destroy();
        } else if (text.startsWith('43')) answered(text);
        else note(text);
      },
    });
    function answered(text: string): void {
      const index = Number(/"i":(\d)\}$/u.exec(text.slice(-12))?.[1]);
      if (text.slice(0, 200).includes('"ok":true')) {
        waiting.delete(index);
        if (waiting.size === 0) here(cookie);
        return;
      }
      refused += 1;
      void again().then(() => socket.writable && socket.write(packets[index] ?? ''));
    }
    await new Promise<void>((resolve) => socket.on('close', () => resolve()));
  }

  for (const cookie of cookies) {
    void (async () => {
      for (;;) {
        await come(cookie).catch(() => undefined);
        gone(cookie);
        await again();
      }
    })();
  }
}
