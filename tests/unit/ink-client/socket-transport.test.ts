import { describe, expect, it } from 'vitest';
import type { Socket } from 'socket.io-client';
import { SocketInkTransport } from '../../../app/tablet/ink/socket-transport';
import { INK_LEAVE } from '../../../server/shared/protocol/ink-events';

const DOC = '0193b3a0-0000-7000-8000-00000000d0c1';
const NOTHING = { epoch: null, shared: 0, private: 0 };

describe('the line of the ink', () => {
  it('gives back a place that the server gave after the document was left', async () => {
    const emitted: unknown[][] = [];
    let answer: (answer: unknown) => void = () => undefined;
    const socket = {
      connected: true,
      on: () => socket,
      off: () => socket,
      emit: (...args: unknown[]) => void emitted.push(args),
      timeout: () => ({ emitWithAck: () => new Promise((resolve) => (answer = resolve)) }),
    };
    const transport = new SocketInkTransport(socket as unknown as Socket);
    const joining = transport.join(DOC, NOTHING);
    transport.leave(DOC);
    expect(emitted).toEqual([]);
    answer({ ok: true, doc: DOC, channel: 3, epoch: 'e', reset: false, shared: 0, private: 0, canShare: true, canPresent: false, slots: {} });
    await joining;
    expect(emitted).toEqual([[INK_LEAVE, { doc: DOC }]]);
    expect(transport.sendOps(DOC, [])).toBe(false);
  });
});
