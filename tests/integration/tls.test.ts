import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, get } from 'node:https';
import { connect } from 'node:tls';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BootError } from '../../server/kernel/config';
import type { TlsMaterial } from '../../server/kernel/ports/tls';
import { namesToCover } from '../../server/adapters/tls/authority';
import { followTls } from '../../server/adapters/tls/follow-tls';
import { loadTls } from '../../server/adapters/tls/load-tls';
import { describeAuthority } from '../../server/transports/http/trust-facts';

const NOW = new Date('2026-11-21T01:00:00Z');
const days = (count: number): Date => new Date(NOW.getTime() + count * 24 * 60 * 60 * 1000);
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'phien-tls-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const local = (origin = 'https://phien.thanhgiang.gov.vn', host = '10.20.30.40', now = NOW): Promise<TlsMaterial | null> =>
  loadTls({ tls: { mode: 'local' }, dataDir, origin, host }, now);

async function mustLocal(...args: Parameters<typeof local>): Promise<Required<TlsMaterial>> {
  const made = await local(...args);
  if (!made?.ca) throw new Error('no authority');
  return { cert: made.cert, key: made.key, ca: made.ca };
}

describe('TLS of the installation itself', () => {
  it('http T1 covers the host of the origin, the address listened on and this machine', async () => {
    const cert = new X509Certificate((await mustLocal()).cert);
    for (const name of ['phien.thanhgiang.gov.vn', 'localhost']) expect(cert.checkHost(name)).toBe(name);
    for (const address of ['10.20.30.40', '127.0.0.1', '::1']) expect(cert.checkIP(address)).toBeDefined();
    expect(cert.checkHost('evil.test')).toBeUndefined();
    expect((Date.parse(cert.validTo) - NOW.getTime()) / 86_400_000).toBeLessThanOrEqual(397);
    expect(cert.ca).toBe(false);
  });

  it('http T2 is trusted by a client that trusts the authority, and only by that', async () => {
    const material = await mustLocal('https://localhost', '127.0.0.1', new Date());
    const server = createServer({ cert: material.cert, key: material.key }, (_req, res) => res.end('vào được'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const ask = (ca?: string, host = '127.0.0.1'): Promise<string> =>
      new Promise((resolve, reject) => {
        const req = get({ host, port, ca, agent: false, lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) }, (res) => {
          let text = '';
          res.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => resolve(text));
        });
        req.on('error', reject);
      });
    expect(await ask(material.ca)).toBe('vào được');
    expect(await ask(material.ca, 'localhost')).toBe('vào được');
    await expect(ask(material.ca, 'evil.test')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    await expect(ask()).rejects.toMatchObject({ code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) as string });
    await new Promise((resolve) => server.close(resolve));
  });

  it.skipIf(!hasOpenssl)('http T3 passes openssl verify for a server, strictly', async () => {
    const material = await mustLocal('https://phien.thanhgiang.gov.vn', '10.20.30.40', new Date());
    const [ca, leaf] = [path.join(dataDir, 'ca.pem'), path.join(dataDir, 'leaf.pem')];
    await writeFile(ca, material.ca);
    await writeFile(leaf, material.cert);
    const args = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, '-verify_ip', '10.20.30.40', leaf];
    expect(execFileSync('openssl', args, { encoding: 'utf8' })).toContain('OK');
  });

  it('http T4 keeps authority and certificate between starts', async () => {
    const first = await mustLocal();
    expect(await local()).toEqual(first);
  });

  it('http T5 renews the certificate near its end and keeps the authority that tablets trust', async () => {
    const first = await mustLocal();
    const sameYet = await mustLocal(undefined, undefined, days(366));
    expect(sameYet.cert).toBe(first.cert);
    const renewed = await mustLocal(undefined, undefined, days(368));
    expect(renewed.cert).not.toBe(first.cert);
    expect(renewed.ca).toBe(first.ca);
    expect(new X509Certificate(renewed.cert).verify(new X509Certificate(first.ca).publicKey)).toBe(true);
  });

  it('http T6 makes a new certificate when a name is missing, and mends a mangled file', async () => {
    const first = await mustLocal();
    const moved = await mustLocal('https://hop.thanhgiang.gov.vn');
    expect(moved.ca).toBe(first.ca);
    expect(new X509Certificate(moved.cert).checkHost('hop.thanhgiang.gov.vn')).toBeDefined();
    await writeFile(path.join(dataDir, 'tls', 'server.crt'), 'mangled');
    expect((await mustLocal('https://hop.thanhgiang.gov.vn')).ca).toBe(first.ca);
  });

  it('http T7 keeps private keys to the owner alone', async () => {
    await local();
    for (const name of ['authority.key', 'server.key']) {
      expect((await stat(path.join(dataDir, 'tls', name))).mode & 0o077).toBe(0);
    }
  });

  it('http T8 describes the authority for the page about trusting it', async () => {
    const { ca } = await mustLocal();
    const facts = describeAuthority(ca);
    expect(facts.fingerprint).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(new X509Certificate(facts.certificate).fingerprint256).toBe(facts.fingerprint);
    expect(facts.name).toContain('Phiên');
    expect(new X509Certificate(ca).ca).toBe(true);
  });

  it('http T12 names authority and server by parts one below the other', async () => {
    const { cert, ca } = await mustLocal();
    const [server, authority] = [new X509Certificate(cert), new X509Certificate(ca)];
    expect(authority.subject).toMatch(/^O=Phiên\nCN=Phiên .+$/u);
    expect(server.subject).toBe('O=Phiên\nCN=phien.thanhgiang.gov.vn');
    expect(server.issuer).toBe(authority.subject);
    expect(server.checkIssued(authority)).toBe(true);
  });

  it('http T9 lists every address of the machine when listening on all', () => {
    expect(namesToCover('https://[2001:db8::1]:8443', '0.0.0.0')).toEqual(expect.arrayContaining(['2001:db8::1', 'localhost', '127.0.0.1']));
    expect(namesToCover('https://a.test', '::')).not.toContain('::');
  });
});

describe('TLS from files', () => {
  const files = (cert: string, key: string, origin = 'https://localhost'): Promise<TlsMaterial | null> =>
    loadTls({ tls: { mode: 'files', cert, key }, dataDir, origin, host: '0.0.0.0' }, NOW);
  const folder = (name: string): string => path.join(dataDir, 'tls', name);

  it('http T10 reads a matching pair', async () => {
    const made = await mustLocal();
    const read = await files(folder('server.crt'), folder('server.key'));
    expect(made.cert.startsWith(read?.cert ?? '-')).toBe(true);
    expect(read?.key).toBe(await readFile(folder('server.key'), 'utf8'));
  });

  it('http T11 refuses, in both languages, what would not work', async () => {
    await local();
    const cases: [() => Promise<unknown>, RegExp][] = [
      [() => files(folder('none.crt'), folder('server.key')), /PHIEN_TLS_CERT could not be read/],
      [() => files(folder('server.key'), folder('server.key')), /PHIEN_TLS_CERT could not be read/],
      [() => files(folder('server.crt'), folder('server.crt')), /PHIEN_TLS_KEY could not be read/],
      [() => files(folder('server.crt'), folder('authority.key')), /not the key/],
      [() => files(folder('server.crt'), folder('server.key'), 'https://other.test'), /not for the host name other\.test/],
      [() => loadTls({ tls: { mode: 'files', cert: folder('server.crt'), key: folder('server.key') }, dataDir, origin: 'https://localhost', host: '::' }, days(400)), /expired/],
    ];
    for (const [loading, english] of cases) {
      const error = await loading().then(() => undefined, (thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(BootError);
      expect(error).toMatchObject({ en: expect.stringMatching(english) as string, vi: expect.stringMatching(/[ơưđạếệ]/) as string });
    }
  });

  it('http T12 is null without TLS', async () => {
    expect(await loadTls({ tls: { mode: 'none' }, dataDir, origin: 'http://localhost:3000', host: '127.0.0.1' })).toBeNull();
  });
});

describe('a certificate while the program runs', () => {
  /** A server that follows the files, as the program does. */
  async function follow(config: Parameters<typeof loadTls>[0], now?: () => Date) {
    const faults: string[] = [];
    const begun = await loadTls(config, now?.());
    if (!begun) throw new Error('no TLS');
    const server = createServer({ cert: begun.cert, key: begun.key }, (_req, res) => res.end('ok'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const end = followTls(config, begun, { everyMs: 20, now, onFault: (message) => void faults.push(message), onChange: ({ cert, key }) => server.setSecureContext({ cert, key }) });
    const { port } = server.address() as AddressInfo;
    const open = () =>
      new Promise<ReturnType<typeof connect>>((resolve, reject) => {
        const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => resolve(socket));
        socket.once('error', reject);
      });
    const serial = async (): Promise<string> => {
      const socket = await open();
      const { serialNumber } = socket.getPeerCertificate();
      socket.destroy();
      return serialNumber;
    };
    return {
      faults,
      open,
      serial,
      async stop() {
        await end();
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }

  it('http T13 is renewed near its end and served to who comes next; who is connected stays', async () => {
    let now = new Date();
    const running = await follow({ tls: { mode: 'local' }, dataDir, origin: 'https://localhost', host: '127.0.0.1' }, () => now);
    const first = await running.serial();
    const kept = await running.open();
    now = new Date(now.getTime() + 368 * 24 * 60 * 60 * 1000);
    await expect.poll(running.serial, { timeout: 20_000 }).not.toBe(first);
    expect(kept.getPeerCertificate().serialNumber).toBe(first);
    const answer = new Promise<string>((resolve) => kept.once('data', (bytes: Buffer) => resolve(bytes.toString())));
    kept.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await answer).toContain('200 OK');
    expect(running.faults).toEqual([]);
    kept.destroy();
    await running.stop();
  });

  it('http T14 a pair that does not match is said once and not served; a sound one is as soon as it is there', async () => {
    const made = await mustLocal('https://localhost', '127.0.0.1', new Date());
    const [cert, key] = [path.join(dataDir, 'given.crt'), path.join(dataDir, 'given.key')];
    await writeFile(cert, made.cert);
    await writeFile(key, made.key);
    const running = await follow({ tls: { mode: 'files', cert, key }, dataDir, origin: 'https://localhost', host: '127.0.0.1' });
    const first = await running.serial();
    const second = await mustLocal('https://localhost', '127.0.0.9', new Date());
    await writeFile(cert, second.cert);
    await expect.poll(() => running.faults, { timeout: 20_000 }).toEqual([expect.stringContaining('not the key') as string]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(running.faults).toHaveLength(1);
    expect(await running.serial()).toBe(first);
    await writeFile(key, second.key);
    await expect.poll(running.serial, { timeout: 20_000 }).not.toBe(first);
    expect(running.faults).toHaveLength(1);
    await running.stop();
  });
});
