import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface CuttingProxy {
  port: number;
  /** Called with what a client is about to be sent to the server, or the server to a client; false: the connection is cut instead. */
  onSend: ((bytes: Buffer, direction: 'up' | 'down') => boolean | Buffer) | null;
  /** From now on nobody gets through; those who are through are cut. */
  close(): Promise<void>;
}

/** Stands between the program and its PostgreSQL server, and cuts where a test says so. */
export async function openCuttingProxy(target: number): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  const proxy: CuttingProxy = {
    port: 0,
    onSend: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    const pair = [client, upstream] as const;
    const cut = (): void => pair.forEach((socket) => socket.destroy());
    for (const socket of pair) {
      open.add(socket);
      socket.on('error', cut);
      socket.on('close', () => {
        open.delete(socket);
        cut();
      });
    }
    const carry = (to: Socket, direction: 'up' | 'down') => (bytes: Buffer) => {
      const answer = proxy.onSend?.(bytes, direction) ?? true;
      if (answer === false) cut();
      else to.write(answer === true ? bytes : answer);
    };
    client.on('data', carry(upstream, 'up'));
    upstream.on('data', carry(client, 'down'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.port = (server.address() as AddressInfo).port;
  return proxy;
}
