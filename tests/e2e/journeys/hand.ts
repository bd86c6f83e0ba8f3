import { expect, type Locator, type Page } from '@playwright/test';
import { PASSWORD, type RunningInstallation } from '../support/installation';

/** One person's hand on one screen: every press and every field taken in hand is a tap, a stroke over the screen too. */
export class Hand {
  taps = 0;
  private since = performance.now();

  constructor(
    readonly page: Page,
    private readonly installation: RunningInstallation,
  ) {}

  /** A new journey begins here. */
  begin(): void {
    this.taps = 0;
    this.since = performance.now();
  }

  async tap(target: Locator): Promise<void> {
    this.taps += 1;
    await target.click();
  }

  async type(field: Locator, text: string): Promise<void> {
    this.taps += 1;
    await field.fill(text);
  }

  /** The press that opens the list of files; what is marked there belongs to the machine's own dialog. */
  async choose(chooser: Locator, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
    this.taps += 1;
    await chooser.setInputFiles(files);
  }

  async pick(list: Locator, option: string): Promise<void> {
    this.taps += 1;
    await list.selectOption({ label: option });
  }

  /** Presses on one thing and draws to another, in one stroke. */
  async sweep(from: Locator, to: Locator): Promise<void> {
    this.taps += 1;
    await from.scrollIntoViewIfNeeded();
    const [a, b] = [await from.boundingBox(), await to.boundingBox()];
    if (!a || !b) throw new Error('what is swept over is not drawn');
    await this.page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 30 });
    await this.page.mouse.up();
  }

  /** The sign-in page filled in; the press on its button is the first tap of what follows. */
  async atTheDoor(login: string): Promise<void> {
    await this.page.goto(`${this.installation.origin}/sign-in`);
    await this.page.getByLabel('Tên đăng nhập').fill(login);
    await this.page.getByRole('textbox', { name: /^Mật khẩu/ }).fill(PASSWORD);
    this.begin();
  }

  async enter(): Promise<void> {
    await this.tap(this.page.getByRole('button', { name: 'Đăng nhập' }));
    await expect(this.page).toHaveURL(`${this.installation.origin}/`);
  }

  /** What the journey cost: told in the report, and held. */
  within(what: string, most: { taps: number; seconds: number }): void {
    const seconds = (performance.now() - this.since) / 1000;
    process.stdout.write(`journey ${what}: ${this.taps} of ${most.taps} taps, ${seconds.toFixed(1)} of ${most.seconds} s\n`);
    expect(this.taps, `taps: ${what}`).toBeLessThanOrEqual(most.taps);
    expect(seconds, `seconds: ${what}`).toBeLessThanOrEqual(most.seconds);
  }
}
