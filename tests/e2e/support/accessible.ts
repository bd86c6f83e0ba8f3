import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Nothing on the page stands in the way of anybody, as far as a program can tell.
 * @param tags the rules that are asked; null: all there are.
 */
export async function expectAccessible(page: Page, tags: readonly string[] | null = WCAG): Promise<void> {
  // What a button at work told is drawn for some seconds as a picture of the library's announcer, whose name goes with the button.
  await expect(page.locator('[data-live-announcer] [role=img]')).toHaveCount(0, { timeout: 15_000 });
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (tags ? axe.withTags([...tags]) : axe).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, html }) => `${String(target)} ${html.slice(0, 90)}`).join(' | ')}`)).toEqual([]);
}
