// `npm run dev [-- --reset]`: bundles the program whenever a source of it changes and starts it anew, serves pages from their
// sources, and has open pages load again. One process holds Vite and the bundler, so that neither begins from nothing.
import { fork, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createSocket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build as bundleOnce, context } from 'esbuild';
import { createServer as createVite } from 'vite';
import { programs } from '../bundle.mjs';

const root = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
process.chdir(root);
process.env.NODE_ENV = 'development';

/** Never another: `--reset` empties it. */
const DATA = path.join(root, 'data-dev');
const MADE = path.join(root, '.cache', 'dev');
/** As deep below the project as what production runs: templates are looked for from there. */
const PROGRAM = path.join(root, '.cache', 'dev-program');
/** An editor writes more than one file. */
const SETTLE_MS = 40;
const CALM_MS = 1_500;
/** Interface packages of a thousand small files each, whole, for the pages as the server draws them. */
const VENDORS = ['react-aria-components', 'lucide-react'];
/** What a program that waits for its turn has loaded already. */
const AHEAD = /^server\/(dev\/main|transports\/http\/pages)/u;
const vendorFile = (name) => path.join(MADE, 'vendor', `${name}.js`);
const CHANGES = '/dev/changes';

const [flags, reset] = [process.argv.slice(2).filter((word) => word !== '--reset'), process.argv.includes('--reset')];
// The step that copies files of pdf.js reads where to from its own command line.
process.argv.length = 2;
const say = (vi, en) => process.stdout.write(`\n  ${vi}\n  ${en}\n`);
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Asked before anything is built: whoever waits should not wait for a refusal. */
async function portIsFree() {
  const [port, host] = [Number(process.env.PORT || 3000), process.env.HOST || '127.0.0.1'];
  await new Promise((resolve, reject) => {
    const probe = createSocket().once('error', reject);
    probe.listen(port, host, () => probe.close(resolve));
  }).catch((error) => {
    const taken = error.code === 'EADDRINUSE';
    process.stderr.write(
      `\nCổng ${port} trên ${host} không dùng được (${taken ? 'đã có chương trình khác dùng' : error.code}). Đặt PORT sang số khác.\nPort ${port} on ${host} cannot be used (${taken ? 'another program has it' : error.code}). Set PORT to another number.\n\n`,
    );
    process.exit(1);
  });
}

/** What an open page runs: it loads again when the word it heard first is no longer the word. */
const listenForChanges = `
let heard;
const listen = () => {
  const changes = new EventSource('${CHANGES}');
  changes.onmessage = ({ data }) => {
    if (heard !== undefined && data !== heard) location.reload();
    heard = data;
  };
  // Some browsers give up where nobody listens for a moment.
  changes.onerror = () => { if (changes.readyState === EventSource.CLOSED) setTimeout(listen, 200); };
};
listen();
`;

const inDevelopment = {
  name: 'in-development',
  enforce: 'pre',
  resolveId(id) {
    return this.environment.name === 'ssr' && VENDORS.includes(id) ? { id: vendorFile(id), external: true } : undefined;
  },
  transform(code, id) {
    return this.environment.name === 'client' && id.endsWith('/app/entry.client.tsx') ? { code: code + listenForChanges, map: null } : undefined;
  },
};

async function startVite() {
  const { banner } = programs();
  await bundleOnce({ absWorkingDir: root, entryPoints: VENDORS, outdir: path.join(MADE, 'vendor'), bundle: true, format: 'esm', platform: 'node', banner, external: ['react', 'react-dom', 'react/*', 'react-dom/*'], logLevel: 'warning' });
  const vite = await createVite({
    root,
    cacheDir: path.join(MADE, 'vite'),
    plugins: [inDevelopment],
    logLevel: 'error',
    // All packages at once: one that is found later changes the names of the others under an open page.
    optimizeDeps: { entries: ['app/**/*.{ts,tsx}', '!app/**/*.server.{ts,tsx}'] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: { ignored: ['build', 'data', 'data-dev', '.cache', 'tests', 'docs', 'public', 'prisma/generated', 'prisma/generated-postgresql'].map((name) => path.join(root, name, '**')) } },
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-dev-'));
  const socketPath = path.join(folder, 'pages');
  const server = createHttp((req, res) => {
    vite.middlewares(req, res, () => {
      res.writeHead(404, { 'X-Pages': 'none' });
      res.end();
    });
  });
  await new Promise((resolve) => server.listen(socketPath, resolve));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return { vite, socketPath };
}

/** The program that runs, the one that waits for its turn, and all that have not ended: one may still be stopping. */
let running;
let next;
const alive = new Set();
let stopping = false;

const ended = (child) => new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', resolve)));

/** A module of the pages for the program, which evaluates it; what need not be transformed it imports by itself. */
async function moduleFor(vite, [id, ...rest]) {
  const vendor = VENDORS.find((name) => vendorFile(name) === id);
  if (vendor) return { result: { externalize: pathToFileURL(id).href, type: 'module' } };
  try {
    return { result: await vite.environments.ssr.fetchModule(id, ...rest) };
  } catch ({ name, message, frame, stack }) {
    return { error: { name, message: [message, frame].filter(Boolean).join('\n'), stack } };
  }
}

function startAhead({ vite, socketPath }) {
  const env = { ...process.env, PHIEN_DATA: DATA, PHIEN_DEV_SOCKET: socketPath, PHIEN_DEV_PROGRAM: pathToFileURL(path.join(PROGRAM, 'program.js')).href };
  const child = fork(path.join(PROGRAM, 'main.js'), flags, { cwd: root, execArgv: ['--enable-source-maps'], env });
  alive.add(child);
  child.isReady = new Promise((resolve) => child.once('exit', resolve).on('message', (message) => (message.isReady ? resolve() : undefined)));
  child.on('message', ({ ask, data }) => {
    if (ask === undefined) return;
    moduleFor(vite, data.data.data).then((result) => child.connected && child.send({ answer: ask, result }, () => undefined));
  });
  child.on('exit', (code) => {
    alive.delete(child);
    if (child !== running || stopping) return;
    say(`Chương trình đã dừng (${code}); chờ thay đổi tiếp theo.`, `The program ended (${code}); waiting for the next change.`);
  });
  return child;
}

const tell = (child, message) => child?.connected && child.send(message, () => undefined);

/** The next takes over as soon as the one before has let go of the data folder; then one more is made ready. */
async function takeOver(parts) {
  const before = running;
  running = next ?? startAhead(parts);
  next = undefined;
  if (before) {
    before.kill('SIGTERM');
    await ended(before);
  }
  await running.isReady;
  const answers = new Promise((resolve) => running.once('exit', resolve).on('message', (message) => (message.isListening ? resolve() : undefined)));
  tell(running, { go: `${pathToFileURL(path.join(PROGRAM, 'program.js')).href}?${Date.now()}` });
  await answers;
}

/** After the pages that waited for this start have been answered. */
function makeNext(parts) {
  setTimeout(() => {
    if (!stopping) next ??= startAhead(parts);
  }, CALM_MS);
}

async function stop() {
  if (stopping) return;
  stopping = true;
  for (const child of alive) child.kill('SIGTERM');
  await Promise.all([...alive].map(ended));
  process.exit(0);
}

await portIsFree();
rmSync(PROGRAM, { recursive: true, force: true });
if (reset) rmSync(DATA, { recursive: true, force: true });
mkdirSync(MADE, { recursive: true });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

const began = performance.now();
const bundler = await context({ ...programs({ main: 'server/dev/main.ts', program: 'server/program.ts' }), absWorkingDir: root, outdir: PROGRAM, define: { 'process.env.NODE_ENV': '"development"' } });
await import('../../app/tablet/reader/copy-pdf-assets.mjs');
const [parts] = await Promise.all([startVite(), bundler.rebuild()]);
await takeOver(parts);
makeNext(parts);
say(`Đang theo dõi mã nguồn (${seconds(began)}); Ctrl-C để dừng.`, `Watching the sources (${seconds(began)}); Ctrl-C ends it.`);

const generate = () =>
  new Promise((resolve) => {
    spawn(process.execPath, [path.join('node_modules', '.bin', 'prisma'), 'generate', '--no-hints'], { stdio: ['ignore', 'ignore', 'inherit'] }).on('exit', resolve);
  });

/** What has changed and was not yet acted upon; one round at a time, so that none is lost and none overtakes another. */
const changed = new Set();
let round;

async function actOnChanges() {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const files = [...changed];
  changed.clear();
  const since = performance.now();
  if (files.includes('prisma/schema.prisma')) await generate();
  const ofPages = files.filter((file) => /^(?:app|server\/shared)\//u.test(file));
  if (ofPages.length > 0) {
    // What the page framework makes of all routes together.
    for (const { moduleGraph } of Object.values(parts.vite.environments)) {
      for (const [id, module] of moduleGraph.idToModuleMap) if (id.startsWith('\0virtual:remix/')) moduleGraph.invalidateModule(module);
    }
    const changes = ofPages.map((file) => path.join(root, file));
    for (const child of [running, next]) tell(child, { changed: changes });
  }
  if (files.every((file) => file.startsWith('app/'))) return;
  // What does not compile is told by the bundler; the program of before goes on.
  const built = await bundler.rebuild().catch(() => undefined);
  if (!built || stopping) return;
  if (files.some((file) => AHEAD.test(file))) {
    next?.kill('SIGTERM');
    next = undefined;
  }
  await takeOver(parts);
  say(`Khởi động lại vì ${files.join(', ')} (${seconds(since)})`, `Started again for ${files.join(', ')} (${seconds(since)})`);
  makeNext(parts);
}

parts.vite.watcher.on('all', (_event, name) => {
  const file = path.relative(root, name).split(path.sep).join('/');
  if (!/^(app|server|prisma)\//u.test(file) || file.startsWith('server/dev/watch') || stopping) return;
  changed.add(file);
  round ??= (async () => {
    while (changed.size > 0) await actOnChanges();
    round = undefined;
  })();
});
