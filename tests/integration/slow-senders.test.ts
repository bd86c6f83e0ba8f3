import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { addressBlock } from '../../server/kernel/address-block';
import { DomainError } from '../../server/kernel/errors';
import { createSemaphore } from '../../server/kernel/semaphore';
import { limitConnections } from '../../server/transports/http/connections';
import type { Arrival } from '../../server/transports/http/pace';
import { readBody } from '../../server/transports/http/page-body';
import { createReception } from '../../server/transports/http/reception';
import { receiveUpload, toFolder } from '../../server/transports/http/upload';

const PACE = { graceMs: 40, bytesPerSecond: 1_000_000, totalMs: 60_000 };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
const closed = (line: Socket): Promise<void> => new Promise((resolve) => line.on('close', () => resolve()));

describe('who sends slowly', () => {
  it('http U12 is cut, a form and a file alike, and leaves nothing on the disk', async () => {
    const tmpDir = mkdtempSync(path.join(os.tmpdir(), 'phien-slow-'));
    const ends: string[] = [];
    const port = await serve(
      createServer((req, res) => {
        const work = req.url === '/file' ? receiveUpload(req, { maxBytes: 1_000_000, target: toFolder(tmpDir), medium: tmpDir, pace: PACE }) : readBody(req, 64_000, PACE);
        work.catch((error: unknown) => {
          ends.push(error instanceof DomainError ? `${error.status} ${error.reason}` : String(error));
          res.writeHead(408, { connection: 'close' }).end();
        });
      }),
    );
    for (const target of ['/form', '/file']) {
      const line = connect(port, '127.0.0.1');
      line.on('error', () => undefined).resume();
      line.write(`POST ${target} HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 60000\r\n\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf`);
      await closed(line);
    }
    expect(ends).toEqual(['408 request.too_slow', '408 request.too_slow']);
    expect(existsSync(tmpDir) ? readdirSync(tmpDir) : []).toEqual([]);
    rmSync(tmpDir, { recursive: true, force: true });
  });

  it('http U12 is cut also when that is decided before the first byte was asked for', async () => {
    const tmpDir = mkdtempSync(path.join(os.tmpdir(), 'phien-slow-'));
    const port = await serve(
      createServer((req, res) => {
        const of = createReception({ places: 1, placesOfOne: 1, graceMs: 0, waysideRate: 1_000_000 });
        const received = receiveUpload(req, { maxBytes: 1_000_000, target: toFolder(tmpDir), medium: tmpDir, reception: { of, share: 'hall' } });
        of.enter('other', { bytes: 0, age: 0, cut: () => undefined, stop: () => undefined }, 100);
        received.catch((error: unknown) => res.writeHead(408, { connection: 'close' }).end(error instanceof DomainError ? error.reason : String(error)));
      }),
    );
    const answer = await new Promise<string>((resolve) => {
      let heard = '';
      const line = connect(port, '127.0.0.1');
      line.on('data', (part: Buffer) => (heard += part.toString())).on('close', () => resolve(heard)).on('error', () => undefined);
      line.write('POST /file HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 60000\r\n\r\n--x\r\n');
    });
    expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*request\.too_slow/u);
    rmSync(tmpDir, { recursive: true, force: true });
  });

  it('http U13 gives way where places run out; a share that is full closes no other, and who sends well is never cut', () => {
    const cuts: string[] = [];
    const sender = (name: string, bytes: number, age: number): Arrival => ({ bytes, age, cut: () => void cuts.push(name), stop: () => undefined });
    const reception = createReception({ places: 4, placesOfOne: 3, graceMs: 1_000, waysideRate: 1_000 });
    reception.enter('hall', sender('new', 0, 10), 100);
    reception.enter('hall', sender('quick', 90_000, 2_000), 100_000);
    reception.enter('hall', sender('slow', 10, 2_000), 100);
    reception.enter('hall', sender('slower', 500, 9_000), 1_000);
    expect(cuts).toEqual(['slow']);
    reception.enter('other', sender('far', 0, 0), 50);
    reception.enter('third', sender('farther', 0, 0), 50);
    expect(cuts).toEqual(['slow', 'slower']);
    expect(() => reception.enter('fourth', sender('late', 0, 0), 50)).toThrow(DomainError);
    expect(reception.promised).toBe(100 + 10_000 + 50 + 50);
  });

  it('http U14 counts a whole block of IPv6 as one address, and IPv4 by itself', () => {
    expect(addressBlock('2001:db8:0:1:aaaa::1')).toBe(addressBlock('2001:0DB8::1:ffff:0:0:2'));
    expect(addressBlock('2001:db8::1')).not.toBe(addressBlock('2001:db8:0:1::1'));
    expect(addressBlock('::ffff:10.0.0.1')).toBe('10.0.0.1');
  });

  it('http U15 an address has its share of connections, a listed proxy has no limit', async () => {
    for (const isProxy of [false, true]) {
      const server = createServer();
      limitConnections(server, () => isProxy, 2);
      const port = await serve(server);
      const lines = await Promise.all([1, 2].map(() => new Promise<Socket>((resolve) => { const line = connect(port, '127.0.0.1', () => resolve(line)); line.on('error', () => undefined).resume(); })));
      const third = connect(port, '127.0.0.1');
      third.on('error', () => undefined).resume();
      const fate = await Promise.race([closed(third).then(() => 'closed'), new Promise<string>((resolve) => server.getConnections(() => third.once('connect', () => setTimeout(() => resolve('open'), isProxy ? 50 : 20_000).unref())))]);
      expect(fate).toBe(isProxy ? 'open' : 'closed');
      for (const line of [...lines, third]) line.destroy();
    }
  });

  it('http U16 who has much to do makes others wait for what is under way, not for their line', async () => {
    const turns = createSemaphore({ parallel: 2, ofOne: 1, waiting: 10, waitingOfOne: 3, reason: 'sandbox.busy' });
    const order: string[] = [];
    const ends: (() => void)[] = [];
    const work = (name: string) => () => { order.push(name); return new Promise<void>((resolve) => ends.push(resolve)); };
    const all = [1, 2, 3, 4].map((n) => turns.inTurn(work(`many ${n}`), { share: 'many' }));
    await expect(turns.inTurn(work('too many'), { share: 'many' })).rejects.toMatchObject({ reason: 'sandbox.busy' });
    all.push(turns.inTurn(work('other'), { share: 'other' }));
    expect(order).toEqual(['many 1', 'other']);
    while (ends.length > 0) { ends.shift()?.(); await new Promise((resolve) => setImmediate(resolve)); }
    await Promise.all(all);
    expect(order).toEqual(['many 1', 'other', 'many 2', 'many 3', 'many 4']);
  });
});
