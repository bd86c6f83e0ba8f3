/** The reader in a real browser, under the installation's content security policy, with the real ink lane. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { liveInkPixels } from '../support/reader';
import { SIZES, complaints, draw, finger, marks, newDocument, open, shoot, spot, theHarness, tool, useHarness } from './hands';

const KHIEM = '0193b3a0-0000-7000-8000-000000000001';
const THAC = '0193b3a0-0000-7000-8000-000000000002';

useHarness();

for (const size of SIZES) {
  test(`pages are drawn, text can be selected, nothing overflows, axe is content at ${size.width}×${size.height}`, async ({ browser }) => {
    const { page, context } = await open(browser, { doc: newDocument(), follow: '2' }, size);
    await expect(page.locator('.textLayer').filter({ hasText: 'Phương án điều chỉnh' }).first()).toBeAttached();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    const found = await new AxeBuilder({ page }).exclude('.textLayer').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect(found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(' | ')}`)).toEqual([]);
    await context.close();
  });
}

test('the first page of a hundred comes as soon as the first of eight', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument() });
  // The moment itself, painted: a poll from outside comes when the window has time for it.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('.rd-page[data-condition=sharp]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => performance.mark('first page')));
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-condition'] });
  });
  const best = { 8: Infinity, 100: Infinity };
  for (let run = 0; run < 5; run += 1) {
    for (const pages of [8, 100] as const) {
      await page.goto(`${theHarness().url}/?${new URLSearchParams({ doc: newDocument(), pages: String(pages) })}`);
      const at = await page.waitForFunction(() => performance.getEntriesByName('first page')[0]?.startTime);
      best[pages] = Math.min(best[pages], Number(await at.jsonValue()));
    }
  }
  // Fetching page after page to find the first one would be ten times slower. The time itself is the machine's as well: the bench judges it.
  const figures = [
    { figure: 'first page of 100, cached shell', unit: 'ms', value: Math.round(best[100]), baseline: null, ratio: null, gate: null, aim: 1_000, ok: true },
    { figure: 'first page of 100 beside first of 8', unit: 'ms', value: Math.round(best[100]), baseline: Math.round(best[8]), ratio: Number((best[100] / best[8]).toFixed(2)), gate: 2, aim: 1.1, ok: best[100] / best[8] <= 2 },
  ];
  for (const figure of figures) process.stdout.write(`${JSON.stringify({ bench: 'reader', ...figure })}\n`);
  expect(figures.filter(({ ok }) => !ok)).toEqual([]);
  await context.close();
});

test('never more than three page canvases while a hundred pages fly by, and where it rests is sharp', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument(), pages: '100' });
  await page.evaluate(() => {
    const seen = { most: 0 };
    const made = document.createElement.bind(document);
    const canvases = new Set<WeakRef<HTMLCanvasElement>>();
    document.createElement = ((name: string, options?: ElementCreationOptions) => {
      const element = made(name, options);
      if (element instanceof HTMLCanvasElement) canvases.add(new WeakRef(element));
      return element;
    }) as typeof document.createElement;
    const count = (): void => {
      // Large canvases that hold pixels, in the document or not: page canvases only.
      const alive = [...canvases].filter((one) => (one.deref()?.width ?? 0) > 400).length;
      seen.most = Math.max(seen.most, alive);
      requestAnimationFrame(count);
    };
    count();
    Object.assign(window, { seenCanvases: seen });
  });
  const area = page.locator('.rd-scroller');
  const height = await area.evaluate((element) => element.scrollHeight);
  for (let step = 1; step <= 60; step += 1) {
    await area.evaluate((element, top) => { element.scrollTop = top; }, (height * step) / 60);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
  await expect(page.locator('.rd-page[data-page="100"][data-condition=sharp]')).toBeVisible();
  const most = await page.evaluate(() => (window as unknown as { seenCanvases: { most: number } }).seenCanvases.most);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(3);
  expect(await page.locator('.rd-page').count()).toBeLessThanOrEqual(5);
  await context.close();
});

test('mouse and finger draw, undo takes back, the eraser erases, zoom keeps ink on its words', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument() });
  await tool(page, 'Bút');
  await draw(page, 1, [0.3, 0.5], [0.6, 0.5]);
  await expect(marks(page)).toHaveCount(1);
  await finger(page, await Promise.all([0.3, 0.35, 0.4, 0.45, 0.5].map((x) => spot(page, 1, x, 0.4))));
  await expect(marks(page)).toHaveCount(2);
  await tool(page, 'Hoàn tác');
  await expect(marks(page)).toHaveCount(1);
  const share = async (): Promise<number[]> => {
    const frame = await page.locator('.rd-page[data-page="1"]').boundingBox();
    const mark = await marks(page).first().boundingBox();
    if (frame === null || mark === null) throw new Error('no mark');
    return [(mark.x - frame.x) / frame.width, (mark.y - frame.y) / frame.height, mark.width / frame.width];
  };
  const before = await share();
  await page.keyboard.press('Control+=');
  await page.keyboard.press('Control+=');
  const after = await share();
  for (const [index, value] of before.entries()) expect(after[index]).toBeCloseTo(value, 2);
  await page.keyboard.press('Control+0');
  await tool(page, 'Tẩy');
  await draw(page, 1, [0.45, 0.46], [0.45, 0.54]);
  await expect(marks(page)).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(marks(page)).toHaveCount(1);
  await context.close();
});

test('a highlight follows the words and is listed with its quotation; a note is kept', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument() });
  const word = page.locator('.rd-page[data-page="1"] .textLayer span', { hasText: 'giải ngân' }).first();
  await expect(word).toBeAttached();
  const box = await word.boundingBox();
  if (box === null) throw new Error('no word');
  await tool(page, 'Tô sáng');
  await page.mouse.move(box.x + 4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2, { steps: 6 });
  await page.mouse.up();
  await expect(marks(page)).toHaveCount(1);
  await tool(page, 'Ghi chú');
  const at = await spot(page, 1, 0.07, 0.3);
  await page.mouse.click(at.x, at.y);
  await page.getByRole('textbox', { name: 'Nội dung ghi chú' }).fill('Hỏi: vốn đối ứng của xã?');
  await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
  await expect(page.getByRole('button', { name: 'Ghi chú: Hỏi: vốn đối ứng của xã?' })).toBeVisible();
  await page.getByRole('button', { name: 'Cách xem' }).click();
  await page.getByRole('button', { name: 'Ghi chú trong tài liệu' }).click();
  const list = page.getByRole('dialog', { name: 'Ghi chú trong tài liệu' });
  await expect(list).toContainText('giải ngân');
  await expect(list).toContainText('Hỏi: vốn đối ứng của xã?');
  await context.close();
});

test('two people see each other draw while the pen is down, and the finished stroke replaces the preview', async ({ browser }) => {
  const doc = newDocument();
  const one = await open(browser, { doc, me: KHIEM });
  const two = await open(browser, { doc, me: THAC }, SIZES[1]);
  await one.page.getByRole('button', { name: /Ai thấy nét vẽ/ }).click();
  await one.page.getByRole('button', { name: /^Mọi người/ }).click();
  await expect(one.page.getByText('Mọi người đang thấy nét vẽ')).toBeVisible();
  await tool(one.page, 'Bút');
  const inked = (): Promise<number> => liveInkPixels(two.page);
  expect(await inked()).toBe(0);
  await draw(one.page, 1, [0.3, 0.3], [0.7, 0.34], false);
  await expect.poll(inked).toBeGreaterThan(100);
  await expect(marks(two.page)).toHaveCount(0);
  await shoot(two.page, 'live');
  await one.page.mouse.up();
  await expect(marks(two.page)).toHaveCount(1);
  await expect.poll(inked).toBe(0);
  await expect(two.page.locator('.rd-mark').first()).toHaveAttribute('data-layer', 'shared');
  await one.context.close();
  await two.context.close();
});

test('what is drawn again of live ink is all that changed, whatever grows, moves or goes', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument() });
  const { differing, inked } = await page.evaluate(() => window.liveDiffers(1, 100));
  expect(differing).toEqual([]);
  expect(inked).toBeGreaterThan(100_000);
  await context.close();
});

test('private marks stay private until shared with a preview, and are taken back everywhere', async ({ browser }) => {
  const doc = newDocument();
  const one = await open(browser, { doc, me: KHIEM });
  const two = await open(browser, { doc, me: THAC });
  await tool(one.page, 'Bút');
  await draw(one.page, 1, [0.3, 0.3], [0.5, 0.3]);
  await draw(one.page, 1, [0.3, 0.35], [0.5, 0.35]);
  await expect(marks(one.page)).toHaveCount(2);
  await expect(marks(two.page)).toHaveCount(0);
  await one.page.getByRole('button', { name: /Ai thấy nét vẽ/ }).click();
  await one.page.getByRole('button', { name: 'Chia sẻ 2 ghi chú của trang 1…' }).click();
  await expect(one.page.getByRole('dialog', { name: 'Chia sẻ 2 ghi chú của trang 1 với mọi người?' })).toBeVisible();
  await one.page.getByRole('button', { name: 'Chia sẻ 2 ghi chú', exact: true }).click();
  await expect(marks(two.page)).toHaveCount(2);
  // The word of the notice, not the tool of that name.
  await one.page.getByRole('button', { name: 'Hoàn tác' }).last().click();
  await expect(marks(two.page)).toHaveCount(0);
  await expect(marks(one.page)).toHaveCount(2);
  await one.context.close();
  await two.context.close();
});

test('without network strokes stay, are counted as waiting, survive a reload, and are sent later', async ({ browser }) => {
  const doc = newDocument();
  const { page, context } = await open(browser, { doc, me: KHIEM });
  await page.evaluate(() => window.harness.disconnect());
  await tool(page, 'Bút');
  for (const y of [0.3, 0.35, 0.4]) await draw(page, 1, [0.3, y], [0.5, y]);
  await expect(page.getByText('3 nét đang chờ gửi')).toBeVisible();
  await expect(page.locator('.rd-mark[data-state=late]')).toHaveCount(3);
  await page.evaluate(() => window.harness.connect());
  await expect(page.locator('.rd-mark[data-state=stored]')).toHaveCount(3);
  await expect(page.getByText('3 nét đang chờ gửi')).toBeHidden();
  await page.reload();
  await expect(marks(page)).toHaveCount(3);
  await context.close();
});

test('following turns the page, a hand on the page leaves it, one tap returns; writing pauses', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument(), follow: '2' });
  await expect(page.getByText('Đang theo Cù Minh Thạc, trang 2')).toBeVisible();
  await page.evaluate(() => window.harness.follow({ page: 5 }));
  await expect(page.getByRole('button', { name: 'Trang 5', exact: true })).toHaveAttribute('aria-current', 'page');
  const middle = await spot(page, 5, 0.5, 0.2);
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.wheel(0, 2_400);
  await expect(page.getByText('Cù Minh Thạc đang trình bày trang 5')).toBeVisible();
  await page.getByRole('button', { name: 'Quay lại trang đang trình bày' }).click();
  await expect(page.getByText('Đang theo Cù Minh Thạc, trang 5')).toBeVisible();
  await tool(page, 'Bút');
  await draw(page, 5, [0.3, 0.3], [0.5, 0.3], false);
  await page.evaluate(() => window.harness.follow({ page: 7 }));
  await expect(page.getByText('Đang viết, tạm dừng theo')).toBeVisible();
  await page.mouse.up();
  await expect(page.getByRole('button', { name: /^Trang 5,/ })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: 'Quay lại trang đang trình bày' }).click();
  await expect(page.getByRole('button', { name: 'Trang 7', exact: true })).toHaveAttribute('aria-current', 'page');
  await context.close();
});

test('who presented before reads who presents now, and nothing once nobody does', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument(), presenting: '1' });
  await expect(page.getByText('Đang trình bày trang 1')).toBeVisible();
  await page.evaluate(() => window.harness.follow({ presenting: false, presenterName: 'Cù Minh Thạc', page: 1 }));
  await expect(page.getByText('Cù Minh Thạc đang trình bày trang 1')).toBeVisible();
  await expect(page.getByText('Đang trình bày trang 1', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Dừng trình bày' })).toHaveCount(0);
  await page.evaluate(() => window.harness.follow({ presenterName: null }));
  await expect(page.locator('.rd-follow')).toHaveCount(0);
  await context.close();
});

test('search needs no accents; a jump leaves a way back; the place is kept', async ({ browser }) => {
  const doc = newDocument();
  const { page, context } = await open(browser, { doc, pages: '100' });
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox').fill('enh uong');
  await expect(page.locator('.rd-search-status')).toHaveText('1 trên 1');
  await expect(page.locator('.rd-hits i[data-now]')).toBeInViewport();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Về trang 1', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Trang 1', exact: true })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: /Số trang/ }).fill('42');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Trang 42', exact: true })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByRole('button', { name: 'Trang 1', exact: true })).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: 'Trang 100', exact: true })).toHaveAttribute('aria-current', 'page');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Trang 100', exact: true })).toHaveAttribute('aria-current', 'page');
  await context.close();
});

test('a damaged page says so and the others are read', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument(), paper: 'damaged', pages: '20' });
  await page.keyboard.press('g');
  await page.getByRole('textbox', { name: /Số trang/ }).fill('12');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Không hiển thị được trang 12')).toBeVisible();
  // In a flat page tree pdf.js cannot see beyond an object that is no page; everything before it is read.
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('.rd-page[data-page="11"][data-condition=sharp]')).toBeVisible();
  await context.close();
});

test('documents D29 a page too heavy for the tablet is shown from its picture: text, search, marks and turning work on it as on any page', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 820, height: 1180 }, hasTouch: true, locale: 'vi-VN' });
  const page = await context.newPage();
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${theHarness().url}/?${new URLSearchParams({ doc: newDocument(), paper: 'plan', pages: '3', pictured: '1,3' })}`);
  const plan = page.locator('.rd-page[data-page="1"]');
  await expect(plan.getByText('Trang 1 quá nặng để máy này tự vẽ')).toBeVisible();
  await shoot(page, 'picture-making');
  // A page beside it is not kept waiting.
  await expect(page.locator('.rd-page[data-page="2"][data-condition=sharp] canvas')).toBeAttached();
  theHarness().pictureMade();
  await expect(page.locator('.rd-page[data-page="1"][data-condition=sharp]')).toBeVisible();
  expect(await plan.locator('canvas').count()).toBe(0);
  const image = plan.locator('img.rd-canvas');
  expect(await image.evaluate((element) => [(element as HTMLImageElement).naturalWidth, (element as HTMLImageElement).naturalHeight])).toEqual([2_826, 4_000]);
  await expect(plan.locator('.textLayer').filter({ hasText: 'Ban ve quy hoach chi tiet' })).toBeAttached();
  // The picture lies exactly on the page: its black bar covers the upper tenth, where the words are not.
  const [box, shown] = [await plan.boundingBox(), await image.boundingBox()];
  expect(Math.abs((box?.width ?? 0) - (shown?.width ?? 1))).toBeLessThan(1.5);
  expect(Math.abs((box?.height ?? 0) - (shown?.height ?? 1))).toBeLessThan(1.5);
  await tool(page, 'Bút');
  await draw(page, 1, [0.2, 0.3], [0.7, 0.4]);
  await expect(marks(page)).toHaveCount(1);
  await shoot(page, 'picture-shown');
  await tool(page, 'Kéo trang');
  await page.getByRole('button', { name: 'Cách xem', exact: true }).click();
  await page.getByRole('button', { name: 'Xoay trang' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  // Turned, it covers the turned page, no more and no less.
  await expect.poll(async () => {
    const [frame, turned] = [await plan.boundingBox(), await image.boundingBox()];
    return frame && turned && frame.width > frame.height && Math.max(...(['x', 'y', 'width', 'height'] as const).map((side) => Math.abs(frame[side] - turned[side]))) < 1.5;
  }).toBe(true);
  await shoot(page, 'picture-turned');
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox').fill('quy hoach');
  await page.keyboard.press('Enter');
  await expect(plan.locator('.rd-hits i').first()).toBeAttached();
  await page.keyboard.press('Escape');
  await page.locator('.rd-scroller').evaluate((element) => { element.scrollTop = element.scrollHeight; });
  const unshown = page.locator('.rd-page[data-page="3"]');
  await expect(unshown.getByText('Trang 3 quá nặng để hiện trên máy này')).toBeVisible();
  await expect(unshown.getByRole('link', { name: 'Tải bản gốc' })).toHaveAttribute('href', '/papers/plan.pdf?download');
  await shoot(page, 'picture-none');
  const found = await new AxeBuilder({ page }).exclude('.textLayer').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  expect(found.violations.map((one) => one.id)).toEqual([]);
  await context.close();
});
