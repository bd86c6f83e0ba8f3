import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One address for several servers, as a proxy in front gives it: connections go round, and to another server where one is down. */
export interface FrontDoor {
  port: number;
  close(): Promise<void>;
}

export async function openFrontDoor(ports: readonly number[], listen = 0): Promise<FrontDoor> {
  const open = new Set<Socket>();
  let turn = 0;
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
  };
  const carry = (client: Socket, left: readonly number[]): void => {
    const [port, ...rest] = left;
    if (port === undefined) return void client.destroy();
    const server = connect(port, '127.0.0.1');
    const next = (): void => carry(client, rest);
    server.once('error', next);
    server.once('connect', () => {
      server.off('error', next);
      keep(server);
      const end = (): void => [client, server].forEach((socket) => socket.destroy());
      for (const socket of [client, server]) socket.on('error', end).on('close', end);
      client.pipe(server);
      server.pipe(client);
    });
  };
  const front = createServer((client) => {
    keep(client);
    client.on('error', () => undefined);
    turn += 1;
    carry(client, ports.map((_, index) => ports[(turn + index) % ports.length] ?? 0));
  });
  await new Promise<void>((resolve) => front.listen(listen, '127.0.0.1', resolve));
  return {
    port: (front.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        front.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
