/**
 * The measured process of the ink bench: the ink lane on one port, on another a bare ws server that writes one pre-made frame to every TCP socket,
 * and on a third Hocuspocus, which keeps a document in memory and tells everybody of each change of it.
 */
import { Server as Hocuspocus } from '@hocuspocus/server';
import { WebSocketServer } from 'ws';
import { prepareFrame } from '../../server/transports/realtime/frames';
import { ByteWriter } from '../../server/shared/protocol/ink-bytes';
import { FRAME } from '../../server/shared/protocol/ink-frames';
import { startInkServer } from '../support/ink-server';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';

const file = process.argv[2];
if (file === undefined || process.send === undefined) throw new Error('started by the ink bench only');

const lane = await startInkServer({ file });
const bare = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
await new Promise<void>((resolve) => bare.on('listening', () => resolve()));
bare.on('connection', (ws) => {
  const header = new ByteWriter(4).u8(FRAME.tick).varint(1).u8(3).finish();
  ws.on('message', (data: Buffer) => {
    // The same bytes a follower gets from the lane: kind, channel, slot, then the drawer's batch.
    const { frame } = prepareFrame(Buffer.concat([header, data.subarray(2)]));
    for (const client of bare.clients) (client as unknown as { _socket: TcpSocket })._socket.write(frame);
  });
});

const peer = new Hocuspocus({ port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false });
await peer.listen();

process.on('message', (message) => {
  if (message !== 'cpu') return;
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: (user + system) / 1_000, rss: process.memoryUsage().rss });
});
process.on('disconnect', () => process.exit(0));
process.send({ lane: lane.port, bare: (bare.address() as AddressInfo).port, peer: peer.address.port });
