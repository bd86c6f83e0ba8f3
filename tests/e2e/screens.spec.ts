import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import Database from 'better-sqlite3';
import path from 'node:path';
import { startHouse, type RunningHouse } from './support/house';
import { confirm, launch, newPerson, signIn, type Person } from './support/people';
import { picture } from './support/pictures';
import { draw, marksShown, paperShown } from './support/reader';

/**
 * Every screen in every size, theme, language and text size it promises: no axe violation, nothing wider than the
 * window, no complaint of the browser, no style attribute in what the server sends. PHIEN_PICTURES=1 keeps pictures.
 */
test.describe.configure({ mode: 'default', timeout: 60_000 });

interface View {
  name: string;
  size: { width: number; height: number };
  display?: string;
  locale?: 'en';
}

const LANDSCAPE = { width: 1180, height: 820 };
const VIEWS: readonly View[] = [
  { name: 'landscape', size: LANDSCAPE },
  { name: 'portrait', size: { width: 820, height: 1180 } },
  { name: 'laptop', size: { width: 1440, height: 900 } },
  { name: 'dim', size: LANDSCAPE, display: 'dim.100.right' },
  { name: 'contrast', size: LANDSCAPE, display: 'contrast.100.right' },
  { name: 'english', size: LANDSCAPE, locale: 'en' },
  { name: 'twice', size: LANDSCAPE, display: 'light.200.right' },
];

type Viewer = 'public' | 'member' | 'secretary' | 'admin';

/** Ids of the sample province that addresses are made of. */
interface Places {
  coming: string;
  past: string;
  paper: string;
  code: string;
}

interface Entry {
  name: string;
  who: Viewer;
  at: (places: Places) => string;
  /** Of the page itself; 200 unless told. */
  status?: number;
  /** Waits for what is drawn after the page has arrived. */
  ready?: (page: Page) => Promise<void>;
}

const BEFORE: readonly Entry[] = [
  { name: 'sign-in', who: 'public', at: () => '/sign-in' },
  { name: 'verify', who: 'public', at: () => '/verify' },
  { name: 'verify-code', who: 'public', at: ({ code }) => `/verify/${code}` },
  { name: 'trust', who: 'public', at: () => '/trust' },
  { name: 'wall-code', who: 'public', at: () => '/screen' },
  { name: 'home-member', who: 'member', at: () => '/' },
  { name: 'home-secretary', who: 'secretary', at: () => '/' },
  { name: 'home-admin', who: 'admin', at: () => '/' },
  { name: 'not-found', who: 'member', at: () => '/meetings/01a20103-0000-7000-8000-000000000000', status: 404 },
  { name: 'meetings', who: 'secretary', at: () => '/meetings' },
  { name: 'meeting-new', who: 'secretary', at: () => '/meetings/new' },
  { name: 'session-member', who: 'member', at: ({ coming }) => `/meetings/${coming}` },
  { name: 'session-past', who: 'secretary', at: ({ past }) => `/meetings/${past}` },
  { name: 'session-edit', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/edit` },
  { name: 'agenda', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/agenda` },
  { name: 'attendees', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/attendees` },
  { name: 'sitting-waiting', who: 'member', at: ({ coming }) => `/meetings/${coming}/sitting` },
  { name: 'console-before', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/console` },
  { name: 'attendance', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/attendance` },
  { name: 'reader', who: 'member', at: ({ coming, paper }) => `/meetings/${coming}/read/${paper}`, ready: paperShown },
  { name: 'minutes', who: 'secretary', at: ({ past }) => `/meetings/${past}/minutes` },
  { name: 'minutes-member', who: 'member', at: ({ past }) => `/meetings/${past}/minutes` },
  { name: 'paper', who: 'secretary', at: ({ past }) => `/meetings/${past}/paper` },
  { name: 'account', who: 'member', at: () => '/account' },
  { name: 'password', who: 'member', at: () => '/account/password' },
  { name: 'sign-ins', who: 'member', at: () => '/account/sign-ins' },
  { name: 'unlock-code', who: 'member', at: () => '/account/unlock-code' },
  { name: 'admin-people', who: 'admin', at: () => '/admin/people' },
  { name: 'admin-units', who: 'admin', at: () => '/admin/units' },
  { name: 'admin-bodies', who: 'admin', at: () => '/admin/bodies' },
  { name: 'admin-watch', who: 'admin', at: () => '/admin/watch' },
  { name: 'admin-slips', who: 'admin', at: () => '/admin/slips' },
  { name: 'admin-import', who: 'admin', at: () => '/admin/import' },
];

/** The same once the session runs and item 1 is on. */
const DURING: readonly Entry[] = [
  { name: 'home-live', who: 'member', at: () => '/' },
  { name: 'session-live', who: 'member', at: ({ coming }) => `/meetings/${coming}` },
  { name: 'sitting-live', who: 'member', at: ({ coming }) => `/meetings/${coming}/sitting` },
  { name: 'console-live', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/console` },
  { name: 'room', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/screen` },
];

const LOGINS: Record<Exclude<Viewer, 'public'>, string> = { member: 'luc.thi.que.chi', secretary: 'thu.ky', admin: 'quan.tri' };

let browser: Browser;
let house: RunningHouse;
let places: Places;
const viewers = new Map<Viewer, Person>();

const viewer = (who: Viewer): Person => {
  const person = viewers.get(who);
  if (!person) throw new Error(`nobody sees as ${who}`);
  return person;
};

function readPlaces(dataDir: string): Places {
  const database = new Database(path.join(dataDir, 'phien.sqlite'), { readonly: true });
  try {
    const one = (sql: string): string => String((database.prepare(sql).pluck().get() as unknown) ?? '');
    const coming = one(`SELECT id FROM Meeting WHERE state = 'published'`);
    return {
      coming,
      past: one(`SELECT id FROM Meeting WHERE state = 'closed'`),
      paper: one(`SELECT d.id FROM Document d JOIN AgendaItem i ON i.id = d.itemId WHERE d.meetingId = '${coming}' AND i.title LIKE 'Điều chỉnh kế hoạch%' ORDER BY d."order" LIMIT 1`),
      code: one('SELECT verifyCode FROM Minutes WHERE verifyCode IS NOT NULL'),
    };
  } finally {
    database.close();
  }
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  browser = await launch();
  house = await startHouse({ clock: '2026-11-26T07:40:00+07:00' });
  places = readPlaces(house.dataDir);
  for (const who of ['public', 'member', 'secretary', 'admin'] as const) {
    const person = await newPerson(browser, who, { viewport: LANDSCAPE, hasTouch: true });
    await person.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
    });
    if (who !== 'public') await signIn(house, person, LOGINS[who]);
    viewers.set(who, person);
  }
});

test.afterAll(async () => {
  await browser?.close();
  await house?.stop();
});

async function setView(person: Person, view: View): Promise<void> {
  await person.context.clearCookies({ name: 'phien_display' });
  await person.context.clearCookies({ name: 'phien_locale' });
  const cookies = [
    ...(view.display ? [{ name: 'phien_display', value: view.display, url: house.origin }] : []),
    ...(view.locale ? [{ name: 'phien_locale', value: view.locale, url: house.origin }] : []),
  ];
  if (cookies.length > 0) await person.context.addCookies(cookies);
  await person.page.setViewportSize(view.size);
}

/** React has taken the page over: what only the browser draws is there. */
async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main');
    return main !== null && Object.keys(main).some((key) => key.startsWith('__reactFiber'));
  });
  await page.evaluate(() => document.fonts.ready);
}

/** What is wider than the window, with the first elements that stick out. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} > ${clientWidth}`, ...out.slice(0, 4).map((element) => `${element.tagName}.${element.className.toString()}`)];
  });

async function look(entry: Entry): Promise<string[]> {
  const person = viewer(entry.who);
  const { page } = person;
  const url = house.origin + entry.at(places);
  const faults: string[] = [];
  const html = await (await person.context.request.get(url)).text();
  for (const [attribute] of html.matchAll(/<[a-z]+[^>]*\sstyle="[^"]*"/g)) faults.push(`${entry.name}: style attribute in ${attribute}`);
  for (const view of VIEWS) {
    const where = `${entry.name} (${view.name})`;
    await setView(person, view);
    const answer = await page.goto(url);
    if (answer?.status() !== (entry.status ?? 200)) faults.push(`${where}: status ${String(answer?.status())}`);
    await hydrated(page);
    if (view.locale !== 'en') await entry.ready?.(page);
    if (process.env.PHIEN_PICTURES) await picture(page, `screens/${entry.name}-${view.name}`);
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    for (const { id, nodes } of violations) faults.push(`${where}: ${id} ${nodes.slice(0, 3).map(({ target }) => String(target)).join(' | ')}${nodes[0] ? ` ${nodes[0].any[0]?.message ?? ''}` : ''}`);
    for (const part of await tooWide(page)) faults.push(`${where}: wide ${part}`);
  }
  const expected = entry.status === 404 ? /status of 404/ : null;
  faults.push(...person.complaints.splice(0).filter((complaint) => !expected?.test(complaint)).map((complaint) => `${entry.name}: ${complaint}`));
  await setView(person, { name: 'default', size: LANDSCAPE });
  return faults;
}

for (const entry of BEFORE) {
  test(`screen ${entry.name}`, async () => {
    expect(await look(entry)).toEqual([]);
  });
}

test('the session is opened and item 1 begins', async () => {
  const { page } = viewer('secretary');
  await page.goto(`${house.origin}/meetings/${places.coming}/sitting/attendance`);
  await page.getByText('Chọn cả danh sách đang xem').click();
  await page.getByRole('button', { name: 'Ghi có mặt trực tiếp' }).click();
  await expect(page.getByText(/Có mặt 21\/21/).first()).toBeVisible();
  const chair = await newPerson(browser, 'chair', { viewport: LANDSCAPE, hasTouch: true });
  await signIn(house, chair, 'chu.tich');
  await chair.page.goto(`${house.origin}/meetings/${places.coming}/sitting/console`);
  await chair.page.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await confirm(chair.page, /Khai mạc/);
  await chair.page.getByRole('button', { name: /^Bắt đầu: Ổn định/ }).click();
  await chair.page.getByRole('button', { name: /^Sang nội dung 1$/ }).click();
  await confirm(chair.page, /^Sang nội dung 1$/);
  await expect(chair.page.getByText('Nội dung 1', { exact: true }).first()).toBeVisible();
  await chair.context.close();
});

for (const entry of DURING) {
  test(`screen ${entry.name}`, async () => {
    expect(await look(entry)).toEqual([]);
  });
}

test('the room screen draws the page presented with the ink everybody sees', async () => {
  const presenter = await newPerson(browser, 'presenter', { viewport: LANDSCAPE, hasTouch: true });
  await signIn(house, presenter, 'cu.minh.thac');
  const { page } = presenter;
  await page.goto(`${house.origin}/meetings/${places.coming}`);
  await page.getByRole('link', { name: /^Báo cáo/ }).first().click();
  await paperShown(page);
  await page.getByRole('button', { name: /Trình bày tài liệu này/ }).click();
  await expect(page.getByText(/Đang trình bày/).first()).toBeVisible();
  const room = viewer('secretary').page;
  await room.goto(`${house.origin}/meetings/${places.coming}/sitting/screen`);
  const ink = room.locator('.rs-sheet svg.rd-ink').first();
  await expect(ink).toHaveAttribute('data-marks', '0');
  await page.getByRole('button', { name: 'Bút', exact: true }).click();
  // A private stroke stays with who drew it.
  await draw(page, [[0.4, 0.3], [0.5, 0.35]]);
  await expect.poll(() => marksShown(page)).toBe(1);
  await page.getByRole('button', { name: /Ai thấy nét vẽ/ }).click();
  await page.getByRole('radio', { name: /Mọi người/ }).or(page.getByRole('button', { name: /^Mọi người/ })).first().click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await draw(page, [[0.4, 0.5], [0.5, 0.55], [0.6, 0.5]]);
  await expect.poll(() => marksShown(page)).toBe(2);
  await expect(ink).toHaveAttribute('data-marks', '1');
  await picture(room, 'room-ink');
  await presenter.context.close();
});
