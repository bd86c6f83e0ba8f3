import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { LAUNCH } from './browser';
import { PASSWORD, type RunningInstallation } from './installation';

export const TABLET = { viewport: { width: 1180, height: 820 }, hasTouch: true } as const;
export const TABLET_PORTRAIT = { viewport: { width: 820, height: 1180 }, hasTouch: true } as const;
export const LAPTOP = { viewport: { width: 1440, height: 900 } } as const;

/** Somebody at a screen of their own. What the page complains of is kept; the test fails on it at the end. */
export interface Person {
  name: string;
  page: Page;
  context: BrowserContext;
  complaints: string[];
}

export interface PeopleOptions {
  viewport: { width: number; height: number };
  hasTouch?: boolean;
  ignoreHTTPSErrors?: boolean;
}

export const launch = (): Promise<Browser> => chromium.launch(LAUNCH);

/** What a network cut on purpose makes browsers say; everything else counts. */
const EXPECTED = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|NETWORK_CHANGED|FAILED)|WebSocket connection to .* failed|the server responded with a status of (401|403|409|413|415|422|429)/;

/** Without trust in the certificate a browser refuses the worker that answers without a network (docs/decisions/055). */
const WITHOUT_TRUST = /An SSL certificate error occurred when fetching the script/;

export async function newPerson(browser: Browser, name: string, options: PeopleOptions): Promise<Person> {
  const context = await browser.newContext({ ...options, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isExpected = EXPECTED.test(message.text()) || (options.ignoreHTTPSErrors === true && WITHOUT_TRUST.test(message.text()));
    if (message.type() === 'error' && !isExpected) complaints.push(`${name}: ${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  return { name, page, context, complaints };
}

/** Signs in on the sign-in page and waits for the home screen. */
export async function signIn(installation: RunningInstallation, person: Person, login: string, password = PASSWORD): Promise<void> {
  await person.page.goto(`${installation.origin}/sign-in`);
  await person.page.getByLabel('Tên đăng nhập').fill(login);
  await person.page.getByRole('textbox', { name: /^Mật khẩu/ }).fill(password);
  await person.page.getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(person.page).toHaveURL(`${installation.origin}/`);
}

export async function arrive(browser: Browser, installation: RunningInstallation, login: string, options: PeopleOptions): Promise<Person> {
  const person = await newPerson(browser, login, options);
  await signIn(installation, person, login);
  return person;
}

/** No console error, no unhandled rejection on anybody's screen. */
export function expectNoComplaints(...people: Person[]): void {
  expect(people.flatMap(({ complaints }) => complaints)).toEqual([]);
}

/** The second button of what is asked once more; it does not take a press in its first half second. */
export async function confirm(page: Page, label: string | RegExp): Promise<void> {
  await page.getByRole('alertdialog').getByRole('button', { name: label }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
}

/** Address of the session of November, which is published and not held yet. */
export async function comingSession(installation: RunningInstallation, { page }: Person): Promise<string> {
  await page.goto(`${installation.origin}/meetings`);
  return installation.origin + (await page.getByRole('link', { name: /tháng 11 năm 2026/ }).getAttribute('href'));
}

/** The page has been brought to life: what is pressed is answered by it and not by the browser alone. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__react')));
}

/** A file for a chooser of the page; before the page is alive nobody could have opened it. */
export async function giveFile(page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await alive(page);
  await page.locator('input[type=file]').last().setInputFiles(file);
}
