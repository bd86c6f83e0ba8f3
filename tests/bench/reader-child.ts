/** What the bench of the reader does in its browsers: papers put into a session, moments taken by the page's own clock. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { RunningInstallation } from '../e2e/support/installation';
import { confirm, type Person } from '../e2e/support/people';

declare global {
  interface Window {
    /** Pages that became sharp and were painted, ms after the last touch or key. */
    sharpPages: { page: number; after: number }[];
    /** Ms from the last key to the frame in which a page fills the window and is sharp. */
    turned?: (page: number) => number | undefined;
    penFrames: { latencies: number[]; longest: number };
  }
}

/** Everybody in the room, the session open, its second item running; returns the session's address. */
export async function openSitting(installation: RunningInstallation, { page }: Person): Promise<string> {
  await page.getByRole('link', { name: /Mở phiên họp|Vào phiên họp/ }).first().click();
  await page.waitForURL(/\/meetings\/[\w-]+$/);
  const session = page.url();
  await page.goto(`${session}/sitting/attendance`);
  await page.getByText('Chọn cả danh sách đang xem').click();
  await page.getByRole('button', { name: 'Ghi có mặt trực tiếp' }).click();
  await expect(page.getByText(/Đủ điều kiện/)).toBeVisible();
  await page.goto(`${session}/sitting/console`);
  await page.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await confirm(page, /Khai mạc/);
  await page.getByRole('button', { name: /^Bắt đầu: / }).click();
  await page.getByRole('button', { name: /^Sang nội dung 1$/ }).click();
  await confirm(page, /^Sang nội dung 1$/);
  return session;
}

/** Drops a paper on item 1, as the secretary does; returns its address for readers. */
export async function addPaper(page: Page, session: string, bytes: Uint8Array, title: string): Promise<{ id: string; title: string; url: string }> {
  await page.goto(`${session}/agenda`);
  const transfer = await page.evaluateHandle(() => new DataTransfer());
  await transfer.evaluate((data, { name, base64 }) => {
    data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type: 'application/pdf' }));
  }, { name: `${title}.pdf`, base64: Buffer.from(bytes).toString('base64') });
  const row = page.getByRole('list', { name: 'Chương trình phiên họp', exact: true }).locator('> li').nth(1).locator('.ag-item');
  for (const type of ['dragenter', 'dragover', 'drop']) await row.dispatchEvent(type, { dataTransfer: transfer });
  await expect(page.getByText('Đã kiểm tra').first()).toBeVisible({ timeout: 120_000 });
  await page.goto(`${session}/sitting?view=member`);
  const href = await page.getByRole('link', { name: title }).getAttribute('href');
  const id = /read\/([\w-]+)/.exec(href ?? '')?.[1] ?? '';
  return { id, title, url: `/files/documents/${id}/1` };
}

/** Takes the moments at which pages are sharp and on the screen. */
export async function watchPages(page: Page): Promise<void> {
  await page.evaluate(() => {
    let from = performance.now();
    const begin = (event: Event): void => { from = event.timeStamp; };
    for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, begin, { capture: true });
    window.sharpPages = [];
    const painted = (work: () => void): void => void requestAnimationFrame(() => setTimeout(work));
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!(target instanceof HTMLElement) || target.dataset.condition !== 'sharp') continue;
        const number = Number(target.dataset.page);
        painted(() => window.sharpPages.push({ page: number, after: performance.now() - from }));
      }
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-condition'] });
    let turned: number | undefined;
    let asked = 0;
    window.turned = (number) => {
      if (asked !== number) {
        asked = number;
        turned = undefined;
      }
      return turned;
    };
    const look = (): void => {
      const shown = document.querySelector<HTMLElement>(`.rd-page[data-page="${asked}"][data-condition=sharp]`);
      const box = shown?.getBoundingClientRect();
      if (turned === undefined && box !== undefined && box.top < innerHeight / 2 && box.bottom > innerHeight / 2) turned = performance.now() - from;
      requestAnimationFrame(() => setTimeout(look));
    };
    addEventListener('keydown', (event) => {
      if (event.key !== 'PageDown') return;
      asked = 2;
      turned = undefined;
    }, { capture: true });
    look();
  });
}

/** The same file drawn by pdf.js and nothing else: open to first page, next page; ms each. */
export async function bareReader(member: Person, installation: RunningInstallation, url: string): Promise<{ first: number; turn: number }> {
  const folder = path.join(path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'legacy', 'build');
  const page = await member.context.newPage();
  try {
    await page.route('**/bare/**', (route) => {
      const file = path.basename(new URL(route.request().url()).pathname);
      if (file === 'page.html') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><canvas></canvas>' });
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(path.join(folder, file)) });
    });
    await page.goto(`${installation.origin}/bare/page.html`);
    return await page.evaluate(async (paper) => {
      const address = '/bare/pdf.mjs';
      const pdfjs = (await import(address)) as typeof import('pdfjs-dist/legacy/build/pdf.mjs');
      pdfjs.GlobalWorkerOptions.workerSrc = '/bare/pdf.worker.mjs';
      // The worker is started before, as the reader's is kept between papers.
      const worker = new pdfjs.PDFWorker();
      await worker.promise;
      const begun = performance.now();
      const document = await pdfjs.getDocument({ url: paper, worker, disableAutoFetch: true, disableStream: true, isEvalSupported: false }).promise;
      const draw = async (number: number): Promise<void> => {
        const shown = await document.getPage(number);
        const canvas = globalThis.document.querySelector('canvas') as HTMLCanvasElement;
        const viewport = shown.getViewport({ scale: 712 / shown.getViewport({ scale: 1 }).width });
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        await shown.render({ canvas, viewport }).promise;
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      };
      await draw(1);
      const first = performance.now() - begun;
      const turning = performance.now();
      await draw(2);
      return { first, turn: performance.now() - turning };
    }, url);
  } finally {
    await page.close();
  }
}

/** From a pen event to the frame that shows it, and the longest task meanwhile. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.penFrames = { latencies: [], longest: 0 };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.penFrames.longest = Math.max(window.penFrames.longest, duration);
    }).observe({ entryTypes: ['longtask'] });
    addEventListener('pointermove', (event) => {
      if (event.buttons === 0) return;
      requestAnimationFrame(() => setTimeout(() => window.penFrames.latencies.push(performance.now() - event.timeStamp)));
    }, { capture: true });
  });
}

/** A pen that draws for three seconds with 120 events a second. */
export async function penStream(page: Page, line: number): Promise<{ latencies: number[]; longest: number }> {
  const has = await page.evaluate(() => {
    if (!('penFrames' in window) || !Array.isArray(window.penFrames.latencies)) return false;
    window.penFrames.latencies = [];
    window.penFrames.longest = 0;
    return true;
  });
  const client = await page.context().newCDPSession(page);
  const at = (step: number): { x: number; y: number } => ({ x: 420 + 260 * (0.5 + 0.5 * Math.sin(step / 20)), y: 200 + line * 120 + step / 4 + 40 * Math.sin(step / 7) });
  const send = (type: string, step: number): Promise<unknown> =>
    client.send('Input.dispatchMouseEvent', { type: type as 'mousePressed', ...at(step), button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1, pointerType: 'pen', force: 0.5 });
  await send('mousePressed', 0);
  const begun = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let step = 1; step <= 360; step += 1) {
    const wait = begun + (step * 1_000) / 120 - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    sent.push(send('mouseMoved', step));
  }
  await Promise.all(sent);
  await send('mouseReleased', 360);
  await client.detach();
  return has ? page.evaluate(() => ({ ...window.penFrames })) : { latencies: [], longest: Number.NaN };
}
