/**
 * `npm run -s bench -- reader [ink]`: the reader of the built program in a real browser, on papers as office scanners write them
 * (every page a picture, 100 KB, page objects one by one). Beside it the same file drawn by bare pdf.js in a blank page; a jump
 * stands by itself, because bare pdf.js has fetched the whole file by then.
 * Best of three; the browser's own clock from the event to the frame after it.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { projectRoot } from '../../server/adapters/project-root';
import { startInstallation, type RunningInstallation } from '../e2e/support/installation';
import { arrive as signedIn, LAPTOP, launch, TABLET, type PeopleOptions, type Person } from '../e2e/support/people';
import { bestOf, figure, percentile, type Bench, type Figure } from '../support/figures';
import { scannedPaper } from '../support/scanned-paper';
import { addPaper, bareReader, openSitting, penStream, watchFrames, watchPages } from './reader-child';

const ROUNDS = 3;
/** Page jumped to: far from all that is drawn. */
const FAR = 60;

const bench: Bench = async (args) => {
  if (!existsSync(path.join(projectRoot, 'build', 'server', 'main.js'))) throw new Error('the program is not built: node server/build.mjs');
  const installation = await startInstallation();
  const browser = await launch();
  try {
    const secretary = await arrive(browser, installation, 'thu.ky', LAPTOP);
    const session = await openSitting(installation, secretary);
    const papers = { 100: await addPaper(secretary.page, session, await scannedPaper(100), 'Ban quet 100'), 300: await addPaper(secretary.page, session, await scannedPaper(300), 'Ban quet 300') };
    const member = await arrive(browser, installation, 'luc.thi.que.chi', TABLET);
    const figures: Figure[] = [];
    for (const pages of args.includes('ink') ? [] : ([100, 300] as const)) {
      // A turn is its own best: the round with the quickest opening says nothing of its turn.
      const turns = { bare: [] as number[], ours: [] as number[] };
      const bare = await bestOf(ROUNDS, async () => {
        const run = await bareReader(member, installation, papers[pages].url);
        turns.bare.push(run.turn);
        return run;
      }, ({ first }) => first);
      const ours = await bestOf(ROUNDS, async () => {
        const run = await openAndTurn(member.page, session, papers[pages].title);
        turns.ours.push(run.turn);
        return run;
      }, ({ first }) => first);
      figures.push(figure({ bench: 'reader', figure: `tap on paper to first page sharp, ${pages} pages`, value: ours.first, unit: 'ms', baseline: bare.first, bound: 'most', gate: 4, aim: 2 }));
      if (pages === 300) continue;
      figures.push(
        figure({ bench: 'reader', figure: 'first page sharp, kilobytes fetched of 10 MB', value: ours.kilobytes, unit: 'KB', bound: 'most', gate: 1_500, aim: 500 }),
        figure({ bench: 'reader', figure: `jump to page ${FAR}, bytes not yet here, to sharp`, value: ours.far, unit: 'ms', bound: 'most', gate: 1_500, aim: 300 }),
        figure({ bench: 'reader', figure: 'page turn to sharp', value: Math.min(...turns.ours), unit: 'ms', baseline: Math.min(...turns.bare), bound: 'most', gate: 0.7, aim: 0.5 }),
      );
    }
    figures.push(...(await inkFigures(browser, installation, member, session, papers[100].id)));
    return figures;
  } finally {
    await browser.close();
    await installation.stop();
  }
};
export default bench;

async function arrive(browser: Browser, installation: RunningInstallation, login: string, size: PeopleOptions): Promise<Person> {
  const person = await signedIn(browser, installation, login, size);
  // What runs inside pages is compiled with names kept, by a helper that is known outside only.
  await person.context.addInitScript('globalThis.__name = (named) => named');
  return person;
}

/** Opens a paper by a tap on its row, turns to the next page, and jumps far; ms each. */
async function openAndTurn(page: Page, session: string, title: string): Promise<{ first: number; turn: number; far: number; kilobytes: number }> {
  await page.goto(`${session}/sitting`);
  await page.evaluate(() => localStorage.clear());
  let bytes = 0;
  const count = (response: { url(): string; headers(): Record<string, string> }): void => {
    if (response.url().includes('/files/')) bytes += Number(response.headers()['content-length'] ?? 0);
  };
  page.on('response', count);
  await watchPages(page);
  const sharp = (number: number): Promise<number> =>
    page.waitForFunction((wanted) => window.sharpPages.find(({ page: one }) => one === wanted)?.after, number).then((after) => after.jsonValue()).then(Number);
  await page.getByRole('link', { name: title, exact: false }).click();
  const first = await sharp(1);
  const kilobytes = bytes / 1_024;
  page.off('response', count);
  // Neighbours are drawn ahead while somebody reads.
  await page.locator('.rd-page[data-page="2"][data-condition=sharp]').waitFor({ state: 'attached' });
  await page.evaluate(() => window.sharpPages.splice(0));
  await page.keyboard.press('PageDown');
  const turn = await page.waitForFunction(() => window.turned?.(2)).then((after) => after.jsonValue()).then(Number);
  await page.evaluate(() => window.sharpPages.splice(0));
  await page.keyboard.press('g');
  await page.getByRole('dialog').getByRole('textbox').fill(String(FAR));
  await page.keyboard.press('Enter');
  return { first, turn, far: await sharp(FAR), kilobytes };
}

/** 120 pen events a second for three seconds on a page on which two others draw at the same time. */
async function inkFigures(browser: Browser, installation: RunningInstallation, member: Person, session: string, paper: string): Promise<Figure[]> {
  const others = await Promise.all(['thach.ngoc.bien', 'cu.minh.thac'].map((login) => arrive(browser, installation, login, TABLET)));
  const people = [member, ...others];
  const pages = people.map(({ page }) => page);
  for (const page of pages) {
    await page.goto(`${session}/read/${paper}?page=1`);
    await page.locator('.rd-page[data-page="1"][data-condition=sharp]').waitFor();
    await page.getByRole('button', { name: 'Bút', exact: true }).click();
  }
  await watchFrames(member.page);
  const runs: { ours: number[]; bare: number[]; long: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const drawn = await Promise.all(pages.map((page, index) => penStream(page, index)));
    // As many bare pages draw at once: without a graphics card the browser paints them all with the same two cores.
    const beside = await Promise.all(people.map(async ({ context }) => blank(await context.newPage())));
    const bare = await Promise.all(beside.map((page, index) => penStream(page, index)));
    await Promise.all(beside.map((page) => page.close()));
    runs.push({ ours: drawn[0]?.latencies ?? [], bare: bare[0]?.latencies ?? [], long: drawn[0]?.longest ?? Number.NaN });
  }
  const best = await bestOf(runs.length, async (round) => runs[round] ?? { ours: [], bare: [], long: Number.NaN }, ({ ours }) => percentile(ours, 0.95));
  return [
    figure({ bench: 'reader', figure: 'pen event to painted preview, p95, three drawing', value: percentile(best.ours, 0.95), unit: 'ms', baseline: percentile(best.bare, 0.95), bound: 'most', gate: 2, aim: 1.5 }),
    figure({ bench: 'reader', figure: 'pen event to painted preview, median', value: percentile(best.ours, 0.5), unit: 'ms', baseline: percentile(best.bare, 0.5), bound: 'most', gate: 2, aim: 1.5 }),
    figure({ bench: 'reader', figure: 'longest task while drawing', value: Math.min(...runs.map(({ long }) => long)), unit: 'ms', bound: 'most', gate: 200, aim: 50 }),
  ];
}

/** A blank page whose only work is one canvas line per pen event. */
async function blank(page: Page): Promise<Page> {
  await page.goto('about:blank');
  await page.setContent('<canvas width="1180" height="820" style="position:fixed;inset:0"></canvas>');
  await page.evaluate(() => {
    const context = document.querySelector('canvas')?.getContext('2d');
    let waiting = false;
    const points: [number, number][] = [];
    addEventListener('pointermove', (event) => {
      points.push([event.clientX, event.clientY]);
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        context?.beginPath();
        for (const [x, y] of points.slice(-8)) context?.lineTo(x, y);
        context?.stroke();
      });
    });
  });
  await watchFrames(page);
  return page;
}
