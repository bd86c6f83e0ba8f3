/** What stands around the page and at hand on it: bars with long titles, pen beside the hand, selected words, keys, following. */
import { expect, test } from '@playwright/test';
import { SIZES, draw, finger, marks, newDocument, open, shoot, spot, tool, useHarness } from './hands';

useHarness();

const LONG_TITLE = 'Tờ trình về việc ban hành Nghị quyết quy định chính sách hỗ trợ phát triển kết cấu hạ tầng nông thôn, đầu tư công trung hạn và sắp xếp lại cơ sở nhà đất trên địa bàn tỉnh giai đoạn 2026 – 2030';
const LONG_NAME = 'Nguyễn Hoàng Thị Phương Thảo Nguyên';

for (const size of [...SIZES, { width: 390, height: 844 }]) {
  for (const scale of [100, 200]) {
    test(`bars keep their height and nothing lies over the page with a long title at ${size.width}×${size.height}, ${scale} %`, async ({ browser }) => {
      const { page, context } = await open(browser, { doc: newDocument(), follow: '1', title: LONG_TITLE, presenter: LONG_NAME, display: `light.${scale}` }, size);
      const top = page.locator('.ph-top');
      const inside = async (): Promise<void> => {
        // A share of the window that large text may take as well.
        expect((await top.boundingBox())?.height).toBeLessThanOrEqual(scale === 100 ? 88 : 136);
        expect((await page.locator('.rd-follow').boundingBox())?.height).toBeLessThanOrEqual(scale === 100 ? 64 : 112);
        const out = await page.evaluate(() => [...document.querySelectorAll('.ph-top button, .ph-top a, .rd-follow, .rd-follow button, .rd-layer, .rd-state')].filter((one) => {
          const { left, right, top: above, bottom } = one.getBoundingClientRect();
          return left < -1 || above < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
        }).map((one) => one.outerHTML.slice(0, 90)));
        expect(out).toEqual([]);
        // Words beside the page: over it lie the tools alone, and they fold.
        const over = await page.evaluate(() => {
          const area = document.querySelector('.rd-area')?.getBoundingClientRect();
          return [...document.querySelectorAll('.rd-follow, .rd-state, .rd-foot, .rd-search')].filter((one) => {
            const box = one.getBoundingClientRect();
            return area !== undefined && box.height > 0 && box.top < area.bottom - 1 && box.bottom > area.top + 1 && box.left < area.right - 1 && box.right > area.left + 1;
          }).map((one) => one.className);
        });
        expect(over).toEqual([]);
        // The layer covers no pen, the handle no pager.
        const covered = await page.evaluate(() => {
          const box = (selector: string): DOMRect | undefined => document.querySelector(selector)?.getBoundingClientRect();
          const [row, layer, grab, count] = [box('.rd-tools-row'), box('.rd-layer'), box('.rd-grab'), box('.rd-page-count')];
          const meet = (a?: DOMRect, b?: DOMRect): boolean => a !== undefined && b !== undefined && a.width > 0 && b.width > 0 && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          return [meet(row, layer), meet(grab, count)];
        });
        expect(covered).toEqual([false, false]);
        expect(await page.locator('.rd-tool > span').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().width < 12 || one.getBoundingClientRect().height < 10).length)).toBe(0);
        // With the search open as well the paper keeps nearly half of the window; large text leaves a third.
        expect((await page.locator('.rd-area').boundingBox())?.height).toBeGreaterThan(size.height * (scale === 100 ? 0.45 : 0.3));
      };
      await shoot(page, `long-${size.width}-${scale}-following`);
      await inside();
      await page.evaluate(() => window.harness.follow({ docId: 'other' }));
      await page.getByRole('button', { name: 'Mọi người' }).or(page.locator('.rd-layer')).first().click();
      await page.getByRole('button', { name: /Mọi người/ }).last().click();
      await page.getByRole('button', { name: 'Tìm trong tài liệu' }).click();
      await expect(page.getByText('Mọi người đang thấy nét vẽ')).toBeVisible();
      await shoot(page, `long-${size.width}-${scale}-elsewhere`);
      await inside();
      await context.close();
    });
  }
}

test('pen P21 with the hand a pen writes at its first touch and selects nothing; a finger scrolls', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument() });
  await expect(page.locator('.textLayer span').first()).toBeAttached();
  const client = await context.newCDPSession(page);
  const a = await spot(page, 1, 0.2, 0.15);
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', step: number): Promise<unknown> =>
    client.send('Input.dispatchMouseEvent', { type, x: a.x + step * 12, y: a.y + step * 3, button: 'left', buttons: type === 'mouseReleased' ? 0 : 1, clickCount: 1, pointerType: 'pen', force: 0.5 });
  await send('mousePressed', 0);
  for (let step = 1; step <= 12; step += 1) await send('mouseMoved', step);
  await send('mouseReleased', 12);
  await expect(marks(page)).toHaveCount(1);
  expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toBe('');
  await expect(page.getByRole('toolbar').getByRole('button', { name: 'Kéo trang', exact: true })).toHaveAttribute('aria-pressed', 'true');
  const before = await page.locator('.rd-scroller').evaluate((one) => one.scrollTop);
  await finger(page, [{ x: a.x, y: 600 }, { x: a.x, y: 500 }, { x: a.x, y: 400 }, { x: a.x, y: 300 }]);
  await expect.poll(() => page.locator('.rd-scroller').evaluate((one) => one.scrollTop)).toBeGreaterThan(before + 50);
  await expect(marks(page)).toHaveCount(1);
  await context.close();
});

test('selected words are marked, noted or copied from a bar beside them', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument() });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const words = page.locator('.rd-page[data-page="1"] .textLayer span').filter({ hasText: /\S+ \S+/ }).first();
  const choose = async (): Promise<void> => {
    const box = await words.boundingBox();
    if (box === null) throw new Error('no words');
    await page.mouse.move(box.x + 1, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 8 });
    await page.mouse.up();
  };
  const bar = page.getByRole('group', { name: 'Chữ đã chọn' });
  await choose();
  await expect(bar).toBeVisible();
  await shoot(page, 'selection');
  await bar.getByRole('button', { name: 'Tô' }).click();
  await expect(marks(page)).toHaveCount(1);
  await expect(bar).toHaveCount(0);
  await choose();
  await bar.getByRole('button', { name: 'Chép' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(((await words.textContent()) ?? '').trim().slice(1, -1));
  await choose();
  await bar.getByRole('button', { name: 'Ghi' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Cần làm rõ');
  await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
  await expect(page.locator('.rd-pin')).toHaveCount(1);
  await context.close();
});

test('a note by keyboard alone; undo after the paper was closed; the look is chosen from within', async ({ browser }) => {
  const doc = newDocument();
  const { page, context } = await open(browser, { doc });
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await page.getByRole('dialog').getByRole('textbox').fill('Ghi bằng bàn phím');
  await page.getByRole('button', { name: 'Lưu ghi chú' }).click();
  await expect(page.locator('.rd-pin')).toHaveCount(1);
  await tool(page, 'Bút');
  await draw(page, 1, [0.2, 0.3], [0.5, 0.35]);
  await expect(marks(page)).toHaveCount(1);
  await page.reload();
  await expect(marks(page)).toHaveCount(1);
  await tool(page, 'Hoàn tác');
  await expect(marks(page)).toHaveCount(0);
  await tool(page, 'Hoàn tác');
  await expect(page.locator('.rd-pin')).toHaveCount(0);
  await page.reload();
  await expect(page.locator('.rd-page[data-condition=sharp]').first()).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.locator('.rd-pin')).toHaveCount(1);
  await page.getByRole('button', { name: 'Cách xem' }).click();
  await page.getByRole('button', { name: 'Giao diện, cỡ chữ, tay thuận' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: '150 %' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-scale', '150');
  await context.close();
});

test('scrolling on the presented page leaves following, and one tap returns', async ({ browser }) => {
  const { page, context } = await open(browser, { doc: newDocument(), follow: '1' });
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, 120);
  await expect(page.getByText('cùng trang')).toBeVisible();
  const before = await page.locator('.rd-scroller').evaluate((one) => one.scrollTop);
  await page.evaluate(() => window.harness.follow({ page: 3 }));
  await expect(page.getByText('cách 2 trang')).toBeVisible();
  expect(await page.locator('.rd-scroller').evaluate((one) => one.scrollTop)).toBe(before);
  await page.getByRole('button', { name: 'Quay lại trang đang trình bày' }).click();
  await expect(page.getByText(/Đang theo .*trang 3/)).toBeVisible();
  await context.close();
});
