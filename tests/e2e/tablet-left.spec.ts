import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { arrive, expectNoComplaints, launch, newPerson, signIn, TABLET, type Person } from './support/people';
import { draw, marksShown, paperShown } from './support/reader';

/** One tablet, one person after the other: what the first leaves on it, and what the second finds. */
test.describe.configure({ mode: 'serial' });

const FIRST = 'luc.thi.que.chi';
const SECOND = 'cu.minh.thac';

let browser: Browser;
let installation: RunningInstallation;
let tablet: Person;
/** Addresses of the paper the first person reads: its page and its bytes. */
let paper: string;
let bytes: string;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await launch();
  installation = await startInstallation();
  tablet = await arrive(browser, installation, FIRST, TABLET);
});
test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

interface Lying {
  databases: Record<string, { outbox: string[]; log: string[]; heads: string[] }>;
  local: Record<string, string>;
  caches: string[];
}

/** Everything this origin keeps in the browser, as a person with the developer tools sees it. */
const lyingOn = (page: Page): Promise<Lying> =>
  page.evaluate(async () => {
    const open = (name: string): Promise<IDBDatabase> =>
      new Promise((resolve, reject) => {
        const asking = indexedDB.open(name);
        asking.onsuccess = () => resolve(asking.result);
        asking.onerror = () => reject(asking.error ?? new Error(name));
      });
    const all = (database: IDBDatabase, store: string): Promise<string[]> =>
      new Promise((resolve) => {
        if (!database.objectStoreNames.contains(store)) return resolve([]);
        const asking = database.transaction(store).objectStore(store).getAll();
        asking.onsuccess = () => resolve(asking.result.map((value: Record<string, unknown>) => Object.keys(value).sort().join(',')));
      });
    const databases: Lying['databases'] = {};
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await open(name);
      databases[name] = { outbox: await all(database, 'outbox'), log: await all(database, 'log'), heads: await all(database, 'heads') };
      database.close();
    }
    // The page for a load without a network stays; what is in it is tried in `offline.spec.ts`.
    return { databases, local: { ...localStorage }, caches: (await caches.keys()).filter((name) => !name.startsWith('phien-program-')) };
  });

/** What a page of the tablet gets for an address: status and how it began. */
const asked = (page: Page, address: string): Promise<{ status: number; head: string }> =>
  page.evaluate(async (url) => {
    const answer = await fetch(url, { cache: 'force-cache' });
    return { status: answer.status, head: (await answer.text()).slice(0, 5) };
  }, address);

async function openPaper(page: Page): Promise<void> {
  await page.goto(installation.origin);
  await page.getByRole('link', { name: /Mở phiên họp|Vào phiên họp|Chương trình và mọi tài liệu/ }).first().click();
  await page.getByRole('link', { name: /^(Tờ trình|Báo cáo)/ }).first().click();
  await paperShown(page);
}

async function drawOne(page: Page, y: number): Promise<void> {
  await page.getByRole('button', { name: 'Bút', exact: true }).click();
  await draw(page, [[0.3, y], [0.4, y + 0.05], [0.5, y]]);
}

test('a paper is kept by the browser, and asked for again each time', async () => {
  const { page } = tablet;
  const answers: { url: string; cache: string | undefined; vary: string | undefined }[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/files/documents/')) answers.push({ url: response.url(), cache: response.headers()['cache-control'], vary: response.headers()['vary'] });
  });
  await openPaper(page);
  paper = page.url();
  bytes = answers[0]?.url ?? '';
  expect(answers[0]).toMatchObject({ cache: 'private, no-cache, no-transform', vary: 'Cookie' });
  expect(await asked(page, bytes)).toEqual({ status: 200, head: '%PDF-' });
  await drawOne(page, 0.3);
  await expect(page.locator('[data-mark][data-state="stored"]')).toHaveCount(1);
  // What can be read without the key says which paper, never what was drawn. It is written soon after the server has it.
  await expect.poll(async () => Object.values((await lyingOn(page)).databases)[0]?.log).toEqual(['doc,layer,sealed,seq']);
});

test('after signing out: the back button, direct requests and the storage of the browser give nothing', async () => {
  const { page } = tablet;
  await page.goto(installation.origin);
  await page.getByRole('button', { name: /^Tài khoản/ }).click();
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect.poll(() => lyingOn(page)).toMatchObject({ databases: {}, caches: [] });
  await expect.poll(async () => Object.keys((await lyingOn(page)).local).filter((key) => key !== 'phien.device')).toEqual([]);
  expect((await asked(page, bytes)).status).toBe(404);
  await page.goBack();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(paper);
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.locator('canvas')).toHaveCount(0);
});

test('after the cookie was taken away, with marks not sent: the second person finds them sealed and nothing else', async () => {
  await signIn(installation, tablet, FIRST);
  const { page, context } = tablet;
  await openPaper(page);
  await expect.poll(() => marksShown(page)).toBe(1);
  await context.setOffline(true);
  await drawOne(page, 0.5);
  await expect.poll(() => marksShown(page)).toBe(2);
  await expect.poll(async () => Object.values((await lyingOn(page)).databases)[0]?.outbox).toEqual(['doc,opId,sealed']);
  await context.clearCookies();
  await context.setOffline(false);
  expect((await asked(page, bytes)).status).toBe(404);
  await page.goto(paper);
  await expect(page).toHaveURL(/\/sign-in/);

  await signIn(installation, tablet, SECOND);
  const { databases, local, caches } = await lyingOn(page);
  expect(Object.values(databases).filter(({ outbox, log, heads }) => outbox.length + log.length + heads.length > 0)).toEqual([{ outbox: ['doc,opId,sealed'], log: [], heads: [] }]);
  expect(caches).toEqual([]);
  expect(Object.keys(local).filter((key) => /^phien\.(place|draft)\./.test(key))).toEqual([]);
  await page.goto(paper);
  await paperShown(page);
  await expect.poll(() => marksShown(page)).toBe(0);
});

test('the first person signs in on it again: the marks that waited are sent, and are there on another device', async () => {
  const { page, context } = tablet;
  await context.clearCookies();
  await signIn(installation, tablet, FIRST);
  await expect.poll(async () => Object.values((await lyingOn(page)).databases).flatMap(({ outbox }) => outbox), { timeout: 30_000 }).toEqual([]);
  const other = await newPerson(browser, FIRST, TABLET);
  await signIn(installation, other, FIRST);
  await other.page.goto(paper);
  await paperShown(other.page);
  await expect.poll(() => marksShown(other.page), { timeout: 20_000 }).toBe(2);
  expectNoComplaints(other);
});
