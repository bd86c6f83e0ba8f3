/** The limit of the co-edit bench: a bare Socket.IO server that sends what comes from one to the others, and keeps nothing. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { socketServerOptions } from '../../server/transports/realtime/socket-options';

if (process.send === undefined) throw new Error('started by the co-edit bench only');
const { port } = JSON.parse(process.argv[2] ?? '') as { port: number };
const server = createServer();
const io = new Server(server, socketServerOptions);
io.on('connection', (socket) => socket.on('words', (words: unknown) => socket.broadcast.emit('words', words)));
await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
process.send({ ready: true });
process.on('message', () => process.exit(0));
