/**
 * What a request costs the server, asked of the real program from outside: processor time of all its threads, memory at
 * its highest, bytes answered. Linux only (`/proc`).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../server/adapters/project-root';
import { inheritedNames, longPredictorRow, thousandSignatures } from './hostile-files';

const main = path.join(projectRoot, 'build', 'server', 'main.js');
export const canMeasure = existsSync(main) && existsSync('/proc/self/task') && existsSync(`/proc/self/schedstat`);

/** The law: what one request before sign-in may cost the server itself; a file's own process has its own budget. */
export const LAW = { processorMs: 50, memoryBytes: 20 * 1024 * 1024, answerFactor: 100, answerFloor: 256 * 1024 } as const;

export interface Door {
  /** Route and shape, for the figures. */
  name: string;
  route: string;
  request: Buffer;
}

export interface Cost {
  processorMs: number;
  memoryBytes: number;
  answerBytes: number;
  requestBytes: number;
  status: number;
}

export interface Installation {
  port: number;
  origin: string;
  pid: number;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** The built program on an empty folder. */
export async function openDoors(): Promise<Installation> {
  const port = await freePort();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-doors-'));
  const origin = `http://localhost:${port}`;
  const child: ChildProcess = spawn(process.execPath, [main, '--empty'], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', PORT: String(port), PHIEN_DATA: dataDir, PHIEN_LOG: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (part: Buffer) => (part.includes('Phiên: ') || part.includes(origin) ? resolve() : undefined));
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return {
    port,
    origin,
    pid: child.pid ?? 0,
    async stop() {
      const gone = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Nanoseconds of processor of all threads of a process so far. */
function processorNs(pid: number): number {
  let sum = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'latin1').split(' ')[0]);
    } catch {
      // A thread that ended between the list and the look.
    }
  }
  return sum;
}

const memoryOf = (pid: number, key: 'VmRSS' | 'VmHWM'): number => Number(new RegExp(`${key}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) * 1024;

/** Sends bytes as they are and reads until the end. */
function exchange(port: number, request: Buffer): Promise<{ bytes: number; status: number; head: string }> {
  return new Promise((resolve) => {
    const line = connect(port, '127.0.0.1');
    let bytes = 0;
    let head = '';
    line.on('data', (part) => {
      bytes += part.length;
      if (head.length < 4_096) head += part.toString('latin1', 0, 4_096);
    });
    const done = (): void => resolve({ bytes, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head });
    line.on('error', () => undefined);
    line.on('close', done);
    line.setTimeout(30_000, () => line.destroy());
    line.write(request);
  });
}

/**
 * The cost of a request: the least of several tries, because whatever else the process or the machine does comes on top,
 * never off. Ends early once the law is kept with room.
 */
export async function costOf(installation: Installation, { request }: Door, tries: number): Promise<Cost> {
  let best: Cost | undefined;
  // A try that is answered otherwise (five wrong passwords lock a name) would measure something else.
  for (let turn = 0; turn < tries; turn += 1) {
    writeFileSync(`/proc/${installation.pid}/clear_refs`, '5');
    const [resting, before] = [memoryOf(installation.pid, 'VmRSS'), processorNs(installation.pid)];
    const { bytes, status } = await exchange(installation.port, request);
    if (best && best.status !== status) break;
    const processorMs = (processorNs(installation.pid) - before) / 1e6;
    const memoryBytes = Math.max(0, memoryOf(installation.pid, 'VmHWM') - resting);
    best = {
      processorMs: Math.min(best?.processorMs ?? Infinity, processorMs),
      memoryBytes: Math.min(best?.memoryBytes ?? Infinity, memoryBytes),
      answerBytes: Math.max(best?.answerBytes ?? 0, bytes),
      requestBytes: request.length,
      status,
    };
    if (best.processorMs < LAW.processorMs / 2 && best.memoryBytes < LAW.memoryBytes / 2) break;
  }
  if (!best) throw new Error('no try');
  return best;
}

/** Processor time of one SHA-256 over 32 MiB on the machine the law was written on, ms. */
const YARDSTICK_MS = 23;

/** How much slower than that machine this one is now, at least 1: the law is one of work, a slow or shared processor takes longer for the same. */
export function slowness(): number {
  const block = Buffer.alloc(32 * 1024 * 1024, 7);
  const takes = Array.from({ length: 5 }, () => {
    const before = process.cpuUsage();
    createHash('sha256').update(block).digest();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.max(1, Math.min(...takes) / YARDSTICK_MS);
}

/** What of the law a request breaks; empty where it keeps it. @param slow {@link slowness} of this machine. */
export function breaches(cost: Cost, slow = 1): string[] {
  const broken: string[] = [];
  if (cost.processorMs > LAW.processorMs * slow) broken.push(`processor ${cost.processorMs.toFixed(1)} ms`);
  if (cost.memoryBytes > LAW.memoryBytes) broken.push(`memory ${Math.round(cost.memoryBytes / 1024)} kB`);
  if (cost.answerBytes > Math.max(LAW.answerFloor, LAW.answerFactor * cost.requestBytes)) broken.push(`answer ${cost.answerBytes} B to ${cost.requestBytes} B`);
  if (cost.status >= 500 && cost.status !== 503) broken.push(`status ${cost.status}`);
  return broken;
}

const ID = '0199a000-0000-7000-8000-000000000001';
const ROUTES = [
  '/', '/sign-in', '/sign-in.data', '/sign-out', '/language', '/language.data', '/trust', '/trust/authority.crt', '/verify', '/verify/KHONG-CO', '/verify/KHONG-CO.data', '/welcome/khong-co', '/welcome/khong-co.data',
  '/health', '/upload/verify', `/upload/meetings/${ID}`, `/files/documents/${ID}/1`, `/files/official/${ID}/1`, `/meetings/${ID}`, `/meetings/${ID}/paper.csv`, '/admin/import', '/_root.data?_routes=%00',
  '/socket.io/?EIO=4&transport=polling', '/.vite/manifest.json', '/khong-co', '/manifest.webmanifest', '/%ff', '/a%00b', '//evil.example/', `/sign-in?next=${'x'.repeat(3_000)}`, `/verify?${'a&'.repeat(2_000)}`,
];
const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'];
const FORM = 'application/x-www-form-urlencoded';
const multipart = (parts: string): Buffer => Buffer.from(`${parts}--cut--\r\n`);
const part = (name: string, value: string): string => `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const fileOf = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from('--cut\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'), bytes, Buffer.from('\r\n--cut--\r\n')]);
const CUT = 'multipart/form-data; boundary=cut';

/** Bodies by name: content type and bytes. */
const BODIES: Record<string, () => { type?: string; body?: Buffer; headers?: string[] }> = {
  'nothing': () => ({}),
  'an honest form': () => ({ type: FORM, body: Buffer.from('userName=khong.co&password=kh%C3%B4ng&locale=vi&next=%2F') }),
  '64 kB of empty fields': () => ({ type: FORM, body: Buffer.from('a&'.repeat(32_000)) }),
  '4 MB of empty fields': () => ({ type: FORM, body: Buffer.from('a&'.repeat(2_000_000)) }),
  'one long field': () => ({ type: FORM, body: Buffer.from(`userName=${'x'.repeat(60_000)}`) }),
  'one long password': () => ({ type: FORM, body: Buffer.from(`userName=a&password=${'%E1%BB%87'.repeat(6_000)}`) }),
  'percent signs': () => ({ type: FORM, body: Buffer.from('%'.repeat(60_000)) }),
  'no UTF-8': () => ({ type: FORM, body: Buffer.from([0x61, 0x3d, 0xff, 0xfe]) }),
  'percent signs that are no UTF-8': () => ({ type: FORM, body: Buffer.from('userName=%ff%fe') }),
  'deep JSON': () => ({ type: 'application/json', body: Buffer.from('['.repeat(30_000) + ']'.repeat(30_000)) }),
  'JSON null': () => ({ type: 'application/json', body: Buffer.from('null') }),
  'plain text': () => ({ type: 'text/plain', body: Buffer.from('userName=a') }),
  'a thousand parts': () => ({ type: CUT, body: multipart(part('a', '1').repeat(1_000)) }),
  'half a part': () => ({ type: CUT, body: Buffer.from('--cut\r\nContent-Disp') }),
  'parts without a boundary': () => ({ type: 'multipart/form-data', body: multipart(part('a', '1')) }),
  'long part heads': () => ({ type: CUT, body: multipart(`--cut\r\n${'X-A: b\r\n'.repeat(6_000)}\r\n1\r\n`) }),
  'compressed': () => ({ type: FORM, body: Buffer.from('a=1'), headers: ['Content-Encoding: gzip'] }),
  'many cookies': () => ({ headers: [`Cookie: ${'phien_session=x; a=%ff; '.repeat(400)}`] }),
  'a forged host': () => ({ headers: ['X-Forwarded-Host: x:99999', 'X-Forwarded-Proto: gopher', 'Forwarded: host=x'] }),
  'odd ranges': () => ({ headers: [`Range: bytes=${'0-0,'.repeat(1_500)}`, 'If-Range: W/"x"'] }),
  'long languages': () => ({ headers: [`Accept-Language: ${'vi;q=0.9,'.repeat(1_200)}`, 'Accept: text/html'] }),
  'polling packets of one byte': () => ({ type: 'text/plain', body: Buffer.from(Array.from({ length: 100_000 }, () => '2').join('\u001e')) }),
  'inherited names': () => ({ type: CUT, body: fileOf(inheritedNames(240, 2_000_000)) }),
  'a long row': () => ({ type: CUT, body: fileOf(longPredictorRow()) }),
  'a thousand signatures': () => ({ type: CUT, body: fileOf(thousandSignatures(1_000)) }),
  'no PDF': () => ({ type: CUT, body: fileOf(Buffer.from('không phải PDF')) }),
};

function requestOf(origin: string, route: string, method: string, shape: ReturnType<(typeof BODIES)[string]>): Buffer {
  const { type, body, headers = [] } = shape;
  const lines = [
    `${method} ${route} HTTP/1.1`, `Host: ${new URL(origin).host}`, 'Connection: close', `Origin: ${origin}`,
    ...(type ? [`Content-Type: ${type}`] : []), ...(body || method === 'POST' ? [`Content-Length: ${body?.length ?? 0}`] : []), ...headers,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body ?? Buffer.alloc(0)]);
}

/** Every route with every method and body that says something there. */
export function allDoors(origin: string): Door[] {
  return ROUTES.flatMap((route) =>
    METHODS.flatMap((method) =>
      Object.entries(BODIES)
        .filter(([, shape]) => method === 'POST' || method === 'GET' || shape().body === undefined)
        .map(([name, shape]): Door => ({ name: `${method} ${route.slice(0, 40)} with ${name}`, route: route.slice(0, 40), request: requestOf(origin, route, method, shape()) })),
    ),
  );
}

/** mulberry32: the same seed, the same sample. */
export function sampleOf<T>(all: readonly T[], count: number, seed: number): T[] {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(Math.floor(next() * left.length), 1)[0] as T);
}

/** What broke something once, always asked. */
export const alwaysAsked = (door: Door): boolean =>
  /^(POST \/sign-in with (an honest form|4 MB|64 kB|one long password|a thousand parts|plain text|percent)|POST \/language with (4 MB|64 kB|half a part|plain text)|POST \/upload\/verify with (inherited|a long row|a thousand sig|no PDF)|GET \/sign-in with (a forged|many cookies|nothing)|GET \/%ff with nothing|POST \/socket\.io\/\?EIO=4&transport=polling with polling)/.test(door.name);
