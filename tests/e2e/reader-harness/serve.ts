/** Builds the page around the reader, serves it under the installation's content security policy, and runs the real ink lane beside it. */
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PDFDocument } from 'pdf-lib';
import { build } from 'vite';
import { startInkServer } from '../../support/ink-server';
import { createPagePainter } from '../../../server/adapters/pdf/page-painter';
import { scannedPlan } from '../../support/heavy-papers';
import { typesetPaper } from './papers';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.pdf': 'application/pdf', '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
};

export interface Harness {
  readonly url: string;
  /** From now on the picture of the plan is there. */
  pictureMade(): void;
  close(): Promise<void>;
}

function policy(nonce: string): string {
  return `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' ws:; base-uri 'none'`;
}

function sendRange(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('Content-Type', 'application/pdf');
  if (range === null) {
    response.setHeader('Content-Length', bytes.length);
    response.end(bytes);
    return;
  }
  const start = Number(range[1]);
  const end = Math.min(bytes.length - 1, range[2] === '' ? bytes.length - 1 : Number(range[2]));
  response.writeHead(206, { 'Content-Range': `bytes ${start}-${end}/${bytes.length}`, 'Content-Length': end - start + 1 });
  response.end(bytes.subarray(start, end + 1));
}

/** A plan that is shown from a picture, a page of text, and a plan that no picture could be made of. */
async function planOfThree(): Promise<Uint8Array> {
  const [plan, text] = await Promise.all([PDFDocument.load(await scannedPlan()), PDFDocument.load(await typesetPaper(1))]);
  for (const page of await plan.copyPages(text, [0])) plan.addPage(page);
  for (const page of await plan.copyPages(plan, [0])) plan.addPage(page);
  return plan.save();
}

/** Port 0 takes a free one. */
export async function startHarness(port = 0): Promise<Harness> {
  const folder = mkdtempSync(join(tmpdir(), 'phien-reader-'));
  const site = join(folder, 'site');
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: site } });
  execFileSync(process.execPath, [fileURLToPath(new URL('../../../app/tablet/reader/copy-pdf-assets.mjs', import.meta.url)), join(site, 'pdfjs')]);
  const papers = new Map([
    ['8', await typesetPaper(8)],
    ['100', await typesetPaper(100)],
    ['damaged', await typesetPaper(20, 12)],
  ]);
  const plan = await planOfThree();
  papers.set('plan', plan);
  const [planFile, pictureFile] = [join(folder, 'plan.pdf'), join(folder, 'plan-1.jpg')];
  writeFileSync(planFile, plan);
  const painted = await createPagePainter({ wallMs: 120_000 }).paint(planFile, 1, pictureFile);
  if (!painted.ok) throw new Error(`the plan was not drawn: ${painted.failure}`);
  let isPictureMade = false;
  const ink = await startInkServer({ file: join(folder, 'ink.sqlite'), port });
  // The lane's own HTTP server answers the page too, so that socket and page share one origin.
  const { httpServer } = ink.io;
  httpServer.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
    if (path.startsWith('/socket.io')) return;
    const nonce = randomBytes(12).toString('base64');
    response.setHeader('Content-Security-Policy', policy(nonce));
    const paper = /^\/papers\/([\w-]+)\.pdf$/.exec(path)?.[1];
    const bytes = paper === undefined ? undefined : papers.get(paper);
    if (bytes !== undefined) return sendRange(request, response, bytes);
    const pictured = /^\/papers\/plan\.pdf\/pages\/(\d+)$/.exec(path)?.[1];
    if (pictured !== undefined) {
      const isThere = pictured === '1' && isPictureMade;
      response.writeHead(isThere ? 200 : 202, { 'Content-Type': isThere ? 'image/jpeg' : 'application/json' });
      return void response.end(isThere ? readFileSync(pictureFile) : JSON.stringify({ state: pictured === '1' ? 'waiting' : 'failed' }));
    }
    const file = join(site, normalize(path === '/' ? '/index.html' : path));
    if (!file.startsWith(site) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(extname(file) === '.html' ? readFileSync(file, 'utf8').replaceAll('NONCE', nonce) : readFileSync(file));
  });
  return {
    url: ink.url,
    pictureMade: () => void (isPictureMade = true),
    close: async () => {
      await ink.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
