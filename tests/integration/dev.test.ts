import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../server/adapters/project-root';
import { freePort } from '../support/free-port';
import { isLong } from '../support/long';
import { arePagesBuilt } from '../support/served-installation';

/** Sources of its own: what the test changes is nobody else's. */
let clone: string;
beforeAll(() => {
  clone = mkdtempSync(path.join(os.tmpdir(), 'phien-dev-test-'));
  for (const name of ['app', 'server', 'prisma', 'public/icons', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts']) cpSync(path.join(projectRoot, name), path.join(clone, name), { recursive: true });
  symlinkSync(path.join(projectRoot, 'node_modules'), path.join(clone, 'node_modules'));
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

interface Watched {
  child: ChildProcess;
  said(): string;
  ended: Promise<number | null>;
}

const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PHIEN_|PORT$|HOST$|VITEST|NODE_OPTIONS$|BUILT_PROGRAMS$)/u.test(name)));

/** `npm run dev` in the clone, past the installing; the sample has tests of its own (first-start.test.ts). */
function watch(port: number, flags: readonly string[]): Watched {
  const child = spawn(process.execPath, [path.join(clone, 'server', 'dev', 'watch.mjs'), ...flags], { env: { ...inherited, NODE_ENV: 'development', PORT: String(port), PHIEN_LOG: 'error' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  return { child, said: () => said, ended: new Promise((resolve) => child.on('close', resolve)) };
}

const until = async <T>(look: () => T | undefined | Promise<T | undefined>): Promise<T> => {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

/** An open page: hears words, comes again when the server goes, and says when the word is another one. */
function openPage(origin: string): { heard: Promise<void>; told: Promise<number>; close(): void } {
  const gone = new AbortController();
  let first: string | undefined;
  let hear: () => void = () => undefined;
  const heard = new Promise<void>((resolve) => (hear = resolve));
  const listen = async (): Promise<number | undefined> => {
    const answer = await fetch(`${origin}/dev/changes`, { signal: gone.signal });
    let text = '';
    if (!answer.body) return undefined;
    for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(piece).toString();
      const words = [...text.matchAll(/^data: (.*)$/gmu)].map(([, word]) => word);
      first ??= words[0];
      if (first !== undefined) hear();
      if (words.some((word) => word !== first)) return performance.now();
    }
    return undefined;
  };
  const told = until(() => listen().catch(() => undefined));
  return { heard, told, close: () => gone.abort() };
}

/** Processes of the clone that are alive. */
const left = (): string[] => spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout.split('\n').filter((line) => line.includes(clone) && !line.startsWith('ps '));

describe('while the program is worked on', () => {
  // In the long form only: it starts everything three times and begins a Vite from nothing, 40 s with nothing beside it.
  it.runIf(isLong)('a changed source of the program starts it anew, one of a page does not; open pages hear of both, and nothing is left running', async () => {
    const data = path.join(clone, 'data-dev');
    mkdirSync(data);
    writeFileSync(path.join(data, 'left-from-before'), '');
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const dev = watch(port, ['--reset', '--empty']);
    const changed = async (file: string, text: string): Promise<number> => {
      const page = openPage(origin);
      await page.heard;
      const saved = performance.now();
      appendFileSync(path.join(clone, file), text);
      const told = await page.told;
      page.close();
      return told - saved;
    };
    const headline = async (): Promise<string> => (await fetch(`${origin}/sign-in`)).text();
    try {
      await until(() => (dev.child.exitCode !== null || /Watching the sources/u.test(dev.said()) ? true : undefined));
      expect(dev.said()).toContain('Watching the sources');
      // `--reset` empties the folder first; it is the folder of development alone.
      expect(readdirSync(data)).toContain('phien.sqlite');
      expect(readdirSync(data)).not.toContain('left-from-before');
      expect(await headline()).toContain('<html lang="vi"');

      const page = await changed('app/root.tsx', "\nif (typeof document === 'undefined') Object.assign(globalThis, { changedInDevelopment: true });\n");
      expect(await headline()).toContain('<html lang="vi"');
      expect(dev.said()).not.toContain('Started again');

      const program = await changed('server/program.ts', "\nprocess.stdout.write('the new program\\n');\n");
      expect(await headline()).toContain('<html lang="vi"');
      expect(dev.said()).toContain('the new program');
      // Of one machine and one moment; no gate.
      process.stdout.write(`  saved → open page told: page ${Math.round(page)} ms, program ${Math.round(program)} ms\n`);

      // What does not compile is told on the page itself, and its mending too.
      const root = path.join(clone, 'app', 'root.tsx');
      const text = readFileSync(root, 'utf8');
      await changed('app/root.tsx', '\nconst = ;\n');
      const told = await fetch(`${origin}/sign-in`);
      expect([told.status, await told.text()]).toEqual([500, expect.stringContaining('root.tsx') as string]);
      const mended = openPage(origin);
      await mended.heard;
      writeFileSync(root, text);
      await mended.told;
      mended.close();
      expect((await fetch(`${origin}/sign-in`)).status).toBe(200);
    } finally {
      dev.child.kill('SIGINT');
      expect(await dev.ended).toBe(0);
    }
    expect(left()).toEqual([]);
    // Three starts and a Vite that begins from nothing, on a machine that does other things as well.
  }, 240_000);

  it('a port that another program has is told before anything is built or emptied', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const kept = path.join(clone, 'data-dev', 'kept');
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(kept, '');
    try {
      const dev = watch(port, ['--reset']);
      expect(await dev.ended).toBe(1);
      expect(dev.said()).toMatch(new RegExp(`Cổng ${port} .*đã có chương trình khác dùng.*\\nPort ${port} .*another program has it`, 'u'));
      expect(existsSync(kept)).toBe(true);
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });

  it.skipIf(!arePagesBuilt)('of all this nothing is in what production runs', () => {
    const files = readdirSync(path.join(projectRoot, 'build'), { recursive: true, encoding: 'utf8' }).filter((file) => /\.(js|html)$/u.test(file));
    expect(files.length).toBeGreaterThan(50);
    const found = files.filter((file) => /dev\/changes|vite\/module-runner|from ?"vite"|import\("vite"\)|PHIEN_DEV_/u.test(readFileSync(path.join(projectRoot, 'build', file), 'utf8')));
    expect(found).toEqual([]);
    // These are the words of what development runs.
    expect(readFileSync(path.join(projectRoot, 'server', 'transports', 'http', 'pages-in-development.ts'), 'utf8')).toContain('/dev/changes');
  });
});
