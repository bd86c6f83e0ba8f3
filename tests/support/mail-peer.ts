import net from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailPlace } from '../../server/kernel/mail-place';

/** A letter as the peer took it. */
export interface TakenLetter {
  to: string[];
  from: string;
  raw: string;
}

export interface MailPeer {
  place: MailPlace;
  taken: TakenLetter[];
  /** What is said to the next recipients: `550 5.1.1 …`; null: taken. */
  answer(to: string): { code: number; words: string } | null;
  /** Hangs up once the letter is there, before saying that it was taken; so many times. */
  dropAfterData: number;
  close(): Promise<void>;
}

/** A real mail server on this machine, which keeps what it is given. */
export async function openMailPeer(options: SMTPServerOptions = {}, place: Partial<MailPlace> = {}): Promise<MailPeer> {
  const taken: TakenLetter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.key ? [] : ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo({ address }, _session, done) {
      const refusal = peer.answer(address);
      done(refusal ? Object.assign(new Error(refusal.words), { responseCode: refusal.code }) : undefined);
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), from: envelope.mailFrom ? envelope.mailFrom.address : '', raw: Buffer.concat(parts).toString('utf8') });
        if (peer.dropAfterData === 0) return done();
        peer.dropAfterData -= 1;
        for (const connection of connections(server)) connection.close();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as net.AddressInfo;
  const peer: MailPeer = {
    place: { host: '127.0.0.1', port, safety: 'plain', user: null, password: null, from: 'phien@thanhgiang.example', authorityFile: null, ...place },
    taken,
    answer: () => null,
    dropAfterData: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return peer;
}

const connections = (server: SMTPServer): { close(): void }[] => [...(server as unknown as { connections: Set<{ close(): void }> }).connections];

/** Takes connections and says nothing. */
export async function openSilentPeer(): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
