import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { PASSWORD, root, type RunningInstallation } from '../support/installation';
import type { Driver, InputAction } from './driver';

export type Kind = 'button' | 'link' | 'field';

/** A function that runs in the page: it may use nothing but its arguments. */
type InPage<Args extends unknown[], Result> = (...args: Args) => Result;

export type Point = readonly [x: number, y: number];

/** The end of hope on a machine that does other things as well. */
const PATIENCE = { timeout: 45_000, intervals: [50] };

/** Where a control of this name can be pressed, in CSS pixels of the window; null while it is not there, is not alive yet, moves, is disabled or lies under something. */
function whereIs(kind: Kind, name: string): Promise<{ x: number; y: number } | null> {
  const selectors = { button: 'button, [role=button], [role=radio], label', link: 'a[href]', field: 'input:not([type=hidden]), textarea' };
  const dialogs = [...document.querySelectorAll('[role=dialog], [role=alertdialog]')];
  const nameOf = (element: Element): string => (element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? '').trim();
  const element = [...(dialogs.at(-1) ?? document).querySelectorAll<HTMLElement>(selectors[kind])].find(
    (one) => Object.keys(one).some((key) => key.startsWith('__reactProps')) && one.getClientRects().length > 0 && !one.matches(':disabled, [aria-disabled=true]') && new RegExp(name, 'u').test(nameOf(one)),
  );
  if (element === undefined) return Promise.resolve(null);
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const middle = (): { x: number; y: number } => {
    const { x, y, width, height } = element.getClientRects()[0] ?? new DOMRect();
    return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  };
  const before = middle();
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const now = middle();
      const top = document.elementFromPoint(now.x, now.y);
      const isFree = top !== null && (element.contains(top) || (element as HTMLInputElement).labels?.[0]?.contains(top) === true);
      resolve(now.x === before.x && now.y === before.y && isFree ? now : null);
    }));
  });
}

/** Keeps what the console of the page is told from now on: WebKit's driver does not pass it on. */
function watchConsole(): void {
  const held = window as unknown as { complaints?: string[] };
  if (held.complaints) return;
  const complaints: string[] = (held.complaints = []);
  const error = console.error.bind(console);
  console.error = (...said) => {
    complaints.push(said.map(String).join(' '));
    error(...said);
  };
  window.addEventListener('error', ({ message }) => complaints.push(message));
  window.addEventListener('unhandledrejection', (event) => { if (!event.defaultPrevented) complaints.push(String(event.reason)); });
}

/** Somebody at a window of an engine. */
export class Seat {
  readonly #complaints: string[] = [];

  constructor(
    readonly login: string,
    readonly driver: Driver,
    private readonly installation: RunningInstallation,
  ) {}

  async arrive(): Promise<void> {
    await this.go('/sign-in');
    await this.type('Tên đăng nhập', this.login);
    await this.type('^Mật khẩu', PASSWORD);
    await this.press('button', 'Đăng nhập');
    await this.until(() => location.pathname === '/');
  }

  async go(where: string): Promise<void> {
    await this.#listen();
    await this.driver.go(new URL(where, this.installation.origin).href);
    await this.run(watchConsole);
  }

  /** Leaves for another page, whatever is under way, and comes back by the history. */
  async leaveAndComeBack(where: string): Promise<void> {
    const here = await this.run(() => {
      document.documentElement.dataset.left = 'true';
      return location.pathname;
    });
    await this.go(where);
    await this.pointer([{ type: 'pointerUp', button: 0 }]);
    await this.run(() => history.back());
    // The page from the cache of the history loads itself anew.
    await this.until((pathname) => location.pathname === pathname && document.documentElement.dataset.left === undefined, here);
    await this.run(watchConsole);
  }

  /** Errors told on the console of this window. */
  async complaints(): Promise<readonly string[]> {
    await this.#listen();
    return [...this.#complaints, ...this.driver.complaints];
  }

  async picture(title: string): Promise<void> {
    const folder = path.join(root, 'tests', '.artifacts', 'engines');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${title} ${this.login}.png`.replace(/[^\w.-]+/g, '-')), await this.driver.picture());
  }

  async #listen(): Promise<void> {
    this.#complaints.push(...(await this.run(() => (window as unknown as { complaints?: string[] }).complaints?.splice(0) ?? []).catch(() => [])));
  }

  run<Args extends unknown[], Result>(work: InPage<Args, Result>, ...args: Args): Promise<Awaited<Result>> {
    return this.driver.evaluate(`(${String(work)})(...${JSON.stringify(args)})`) as Promise<Awaited<Result>>;
  }

  /** Waits until the page answers with something that is true. */
  async until<Args extends unknown[], Result>(work: InPage<Args, Result>, ...args: Args): Promise<Awaited<Result>> {
    let answer: Awaited<Result> | undefined;
    // A page that is just being left answers nothing.
    await expect.poll(async () => (answer = await this.run(work, ...args).catch(() => undefined)), { ...PATIENCE, message: `${this.login}: ${work.name || String(work)} ${JSON.stringify(args)}` }).toBeTruthy();
    return answer as Awaited<Result>;
  }

  async sees(words: string): Promise<void> {
    await this.until((text) => new RegExp(text, 'u').test(document.body.innerText), words);
  }

  async press(kind: Kind, name: string): Promise<void> {
    const at = await this.until(whereIs, kind, name);
    if (at !== null) await this.pointer([{ type: 'pointerMove', duration: 0, origin: 'viewport', ...at }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }]);
  }

  /** Answers what is asked once more. */
  async confirm(name: string): Promise<void> {
    await this.until(() => document.querySelector('[role=alertdialog]') !== null);
    await this.press('button', name);
    await this.until(() => document.querySelector('[role=alertdialog]') === null);
  }

  async type(field: string, text: string): Promise<void> {
    await this.press('field', field);
    await this.driver.act([{ type: 'key', id: 'keys', actions: [...text].flatMap((value) => [{ type: 'keyDown' as const, value }, { type: 'keyUp' as const, value }]) }]);
  }

  /** A stroke of the mouse through these places, in CSS pixels of the window; without `down` one goes on that was not lifted. */
  async draw(points: readonly Point[], { down = true, lift = true } = {}): Promise<void> {
    await this.until(() => document.querySelector('[role=dialog], [role=alertdialog]') === null);
    const moves = points.map(([x, y], index) => ({ type: 'pointerMove', duration: index === 0 && down ? 0 : 30, origin: 'viewport', x, y }));
    await this.pointer([...moves.slice(0, 1), ...(down ? [{ type: 'pointerDown', button: 0 }] : []), ...moves.slice(1), ...(lift ? [{ type: 'pointerUp', button: 0 }] : [])]);
  }

  private pointer(actions: unknown[]): Promise<void> {
    return this.driver.act([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions } satisfies InputAction]);
  }
}
