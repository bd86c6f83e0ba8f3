import { execSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../support/free-port';
import type { Driver, InputAction } from './driver';

const DRIVER = 'WebKitWebDriver';
const FRAME = { width: 1180, height: 900 };

/** The browser that comes with the library, for tests like these. */
const browser = (): string => execSync('ls /usr/lib/*/webkit2gtk-4.*/MiniBrowser', { encoding: 'utf8' }).split('\n')[0] ?? '';

/** A screen without glass, one for the test file. */
export async function startDisplay(): Promise<{ name: string; stop(): void }> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const [number] = (await Promise.race([once(server.stdio[3]!, 'data'), once(server, 'exit').then(() => Promise.reject(new Error('no display for WebKit')))])) as [Buffer];
  return { name: `:${String(number).trim()}`, stop: () => void server.kill() };
}

/** A window of WebKitGTK over the W3C WebDriver protocol. One driver process serves one session. */
export async function openWebKit(display: string): Promise<Driver> {
  const port = await freePort();
  const driver = spawn(DRIVER, ['-p', String(port)], {
    // Its sandbox needs rights that test machines do not give; what it opens is this installation only.
    env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LANG: 'C.UTF-8' },
    stdio: 'ignore',
  });
  const root = `http://127.0.0.1:${port}/session`;
  await listening(`http://127.0.0.1:${port}/status`, driver);
  const { sessionId } = (await ask('POST', root, { capabilities: { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: browser(), args: ['--automation'] } } } })) as { sessionId: string };
  const session = `${root}/${sessionId}`;
  await ask('POST', `${session}/window/rect`, { x: 0, y: 0, ...FRAME });
  return {
    complaints: [],
    go: async (url) => void (await ask('POST', `${session}/url`, { url })),
    evaluate: (expression) => ask('POST', `${session}/execute/sync`, { script: `return (${expression});`, args: [] }),
    act: async (actions) => void (await ask('POST', `${session}/actions`, { actions: actions satisfies InputAction[] })),
    picture: async () => Buffer.from((await ask('GET', `${session}/screenshot`)) as string, 'base64'),
    async close() {
      await ask('DELETE', session).catch(() => undefined);
      driver.kill();
    },
  };
}

async function ask(method: string, url: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(url, { method, body: body === undefined ? undefined : JSON.stringify(body) });
  const { value } = (await answer.json()) as { value: { error?: string; message?: string } | null };
  if (!answer.ok) throw new Error(`WebKit: ${value?.error}: ${value?.message}`);
  return value;
}

async function listening(url: string, driver: ChildProcess): Promise<void> {
  for (let tried = 0; driver.exitCode === null && tried < 200; tried += 1) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${DRIVER} did not answer`);
}
