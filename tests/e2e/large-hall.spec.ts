import { expect, test, type Browser, type Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { freePort } from '../support/free-port';
import { startProgram, type Program } from '../support/program';
import { root } from './support/installation';
import { alive, launch } from './support/people';
import { picture } from './support/pictures';

/** Halls of 60, 150 and 500 seats on the wall, and the console with 150 sites. */
interface Hall {
  dataDir: string;
  meetingId: string;
  token: string;
  at: string;
}

let browser: Browser;
test.beforeAll(async () => {
  browser = await launch();
});
test.afterAll(async () => {
  await browser?.close();
});

async function inHall(seats: number, sites: number, look: (page: Page, session: string) => Promise<void>): Promise<void> {
  const made = spawnSync(process.execPath, ['--import', 'tsx', path.join(root, 'tests', 'e2e', 'support', 'large-hall.ts'), String(seats), String(sites)], { cwd: root, encoding: 'utf8', timeout: 200_000 });
  if (made.status !== 0) throw new Error(made.stderr);
  const { dataDir, meetingId, token, at } = JSON.parse(made.stdout.trim().split('\n').at(-1) ?? '{}') as Hall;
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const program: Program = startProgram({ PORT: String(port), PHIEN_ORIGIN: origin, PHIEN_DATA: dataDir, PHIEN_CLOCK: at, PHIEN_LOG: 'warn' });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, locale: 'vi-VN' });
  try {
    expect(await program.listening, program.stderr()).toBe(true);
    await context.addCookies([{ name: 'phien_session', value: token, url: origin }]);
    await look(await context.newPage(), `${origin}/meetings/${meetingId}`);
  } finally {
    await context.close();
    program.child.kill('SIGKILL');
    await program.ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Words of the wall that are smaller than a 25th of its height, are cut, or lie outside it. */
const unreadable = (page: Page): Promise<string[]> => page.evaluate(() => {
  const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
  const found: string[] = [];
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const words = node.textContent?.trim() ?? '';
    const holder = node.parentElement;
    if (words === '' || !holder || !holder.checkVisibility() || holder.closest('.ph-hidden, script, style')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    if (Number.parseFloat(getComputedStyle(holder).fontSize) < innerHeight / 25 - 0.5) found.push(`small: ${words}`);
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > innerHeight + 1) found.push(`outside: ${words}`);
    for (let around: HTMLElement | null = holder; around && around !== document.body; around = around.parentElement) if (getComputedStyle(around).overflow !== 'visible' && (around.scrollWidth > around.clientWidth + 1 || around.scrollHeight > around.clientHeight + 2)) found.push(`cut: ${words}`);
  }
  return found;
});

for (const [seats, sites] of [[60, 0], [150, 150], [500, 150]] as const) {
  test(`rooms RM8 sitting L90 a hall of ${seats} seats reads on the wall${sites > 0 ? `, and ${sites} sites at the console` : ''}`, async () => {
    test.setTimeout(400_000);
    await inHall(seats, sites, async (page, session) => {
      await page.goto(`${session}/sitting/screen`);
      await alive(page);
      await expect(page.getByRole('img', { name: /có mặt/i })).toBeVisible({ timeout: 30_000 });
      await picture(page, `wall-lights-${seats}`);
      expect(await unreadable(page)).toEqual([]);
      // The sites leave the lights their room.
      if (sites > 0) expect(await page.locator('.rs-sites').evaluate((one) => one.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(one).fontSize))).toBeLessThan(3);
      // Each light of the hall is a sign of its own, as wide as three thousandths of the wall at least.
      expect(await page.evaluate(() => Math.min(...[...document.querySelectorAll('.rs-plan .rs-light')].map((one) => one.getBoundingClientRect().width)))).toBeGreaterThan(12);
      if (sites === 0 || seats > 200) return;
      for (const size of [{ width: 1180, height: 820 }, { width: 820, height: 1180 }]) {
        await page.setViewportSize(size);
        for (const place of ['console', 'sites', 'attendance', 'seats'] as const) {
          await page.goto(`${session}/sitting/${place}`);
          await alive(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), place).toBeLessThanOrEqual(0);
          await picture(page, `large-${place}-${size.width}`);
        }
      }
    });
  });
}
