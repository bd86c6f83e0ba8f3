import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { confirm, launch, newPerson, signIn, type Person } from './support/people';
import { picture } from './support/pictures';
import { nameCommittee, readPlaces, type Places } from './support/places';
import { draw, marksShown, paperShown } from './support/reader';
import { seen } from './support/seen';
import { moveOn } from './support/sitting';
import { sampled } from '../support/long';

/**
 * Every screen in every size, theme, language and text size it promises: no axe violation, nothing wider than the
 * window, nothing that eyes would stop at (support/seen.ts), no complaint of the browser, no style attribute in what the
 * server sends; `npm run -s chaos -- long` takes every one. `npm run -s pictures` keeps a picture of each and asks axe about every one.
 */
test.describe.configure({ mode: 'default', timeout: process.env.PHIEN_PICTURES === '1' ? 180_000 : 60_000 });

interface View {
  name: string;
  size: { width: number; height: number };
  display?: string;
  locale?: 'en';
  /** What axe is asked here: in themes only what they change. The long form asks everything everywhere. */
  axe?: 'whole' | 'colours';
}

const LANDSCAPE = { width: 1180, height: 820 };
const PHONE = { width: 390, height: 844 };
const VIEWS: readonly View[] = [
  { name: 'landscape', size: LANDSCAPE, axe: 'whole' },
  { name: 'portrait', size: { width: 820, height: 1180 } },
  { name: 'laptop', size: { width: 1440, height: 900 } },
  { name: 'dim', size: LANDSCAPE, display: 'dim.100.right', axe: 'colours' },
  { name: 'contrast', size: LANDSCAPE, display: 'contrast.100.right', axe: 'colours' },
  { name: 'english', size: LANDSCAPE, locale: 'en' },
  { name: 'twice', size: LANDSCAPE, display: 'light.200.right' },
  { name: 'phone', size: PHONE, axe: 'whole' },
];

/** For looking only: every size in every theme, and the other language; PHIEN_VIEWS='phone|twice' keeps some of them, -g some screens. */
const PICTURES = process.env.PHIEN_PICTURES === '1';
const WANTED = new RegExp(process.env.PHIEN_VIEWS ?? '', 'u');
const SIZES = { landscape: LANDSCAPE, portrait: { width: 820, height: 1180 }, laptop: { width: 1440, height: 900 }, phone: PHONE };
const LOOKED_AT: readonly View[] = Object.entries(SIZES).flatMap(([name, size]) => [
  ...(['light', 'dim', 'contrast'] as const).map((theme) => ({ name: `${name}-${theme}`, size, display: `${theme}.100.right` })),
  { name: `${name}-twice`, size, display: 'light.200.right' },
  { name: `${name}-english`, size, locale: 'en' as const },
]).map((view) => ({ ...view, axe: 'whole' as const })).filter(({ name }) => WANTED.test(name));

/** A dialog where there is most and least room; a phone with text twice as large is where answers slip out of view. */
const DIALOG_VIEWS: readonly View[] = [
  { name: 'landscape', size: LANDSCAPE, axe: 'whole' },
  { name: 'phone', size: PHONE },
  { name: 'phone-twice', size: PHONE, display: 'light.200.right' },
];

type Viewer = 'public' | 'member' | 'secretary' | 'admin';

/** The bar takes no press in its first half second. */
async function barAwake(page: Page): Promise<void> {
  const box = page.locator('.at-row input').first();
  await box.check();
  await page.locator('.at-bar').evaluate((bar) => Promise.all(bar.getAnimations().map(({ finished }) => finished)).then(() => undefined));
}

/** The board stands once the live picture has come. */
const tabletsAnswered = (page: Page): Promise<void> => expect(page.getByText('Đang hỏi các máy …')).toHaveCount(0);

/** Who may see the papers of item 1, with people and a time to be said. */
async function askAudience(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Mở chi tiết nội dung 1:/ }).click();
  await page.getByRole('button', { name: /^Ai được xem/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^Những người và đơn vị/ }).check();
  await dialog.getByRole('combobox').fill('que chi');
  await dialog.getByRole('option').first().click();
  await dialog.getByRole('checkbox', { name: /^Chỉ trong một khoảng/ }).check();
}

interface Entry {
  name: string;
  who: Viewer;
  at: (places: Places) => string;
  /** Of the page itself; 200 unless told. */
  status?: number;
  /** Waits for what is drawn after the page has arrived. */
  ready?: (page: Page) => Promise<void>;
  /** Opens the dialog the entry is about. */
  asks?: (page: Page) => Promise<void>;
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
  { name: 'search', who: 'member', at: () => '/search?text=uy+ban' },
  { name: 'meeting-new', who: 'secretary', at: () => '/meetings/new' },
  { name: 'meeting-again', who: 'secretary', at: ({ past }) => `/meetings/new?from=${past}` },
  { name: 'session-member', who: 'member', at: ({ coming }) => `/meetings/${coming}` },
  { name: 'session-past', who: 'secretary', at: ({ past }) => `/meetings/${past}` },
  { name: 'changes', who: 'member', at: ({ coming }) => `/meetings/${coming}/changes` },
  { name: 'positions', who: 'member', at: ({ coming }) => `/meetings/${coming}/positions` },
  { name: 'positions-office', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/positions` },
  { name: 'position-asked', who: 'member', at: ({ coming }) => `/meetings/${coming}/positions`, asks: (page) => page.getByRole('button', { name: /^Đặt câu hỏi/ }).last().click() },
  { name: 'pack', who: 'member', at: ({ coming }) => `/meetings/${coming}/pack` },
  { name: 'session-edit', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/edit` },
  { name: 'cancel-asked', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/edit`, asks: (page) => page.getByRole('button', { name: 'Hủy phiên họp' }).click() },
  { name: 'agenda', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/agenda` },
  { name: 'audience-asked', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/agenda`, asks: askAudience },
  { name: 'guest-asked', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/attendees`, asks: (page) => page.getByRole('button', { name: /^Đổi nội dung/ }).first().click() },
  { name: 'preparing-office', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/preparing` },
  { name: 'preparing-asked', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/preparing`, asks: (page) => page.getByRole('button', { name: /^Giao \d+ nội dung/ }).click() },
  { name: 'preparing', who: 'member', at: () => '/preparing' },
  { name: 'see-as', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/as` },
  { name: 'see-as-member', who: 'secretary', at: ({ coming, seated }) => `/meetings/${coming}/as/${seated}` },
  { name: 'attendees', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/attendees` },
  { name: 'sitting-waiting', who: 'member', at: ({ coming }) => `/meetings/${coming}/sitting` },
  { name: 'console-before', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/console` },
  { name: 'notes', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/notes` },
  { name: 'attendance-list', who: 'secretary', at: ({ past }) => `/meetings/${past}/sitting/list` },
  { name: 'readiness', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/readiness`, ready: tabletsAnswered },
  { name: 'seats', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/seats` },
  { name: 'sites', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sites` },
  { name: 'sitting-sites', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/sites` },
  { name: 'roll-none', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/roll` },
  { name: 'rehearsal-over', who: 'secretary', at: () => '/rehearsal/over' },
  { name: 'attendance', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/attendance` },
  { name: 'attendance-picked', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/attendance`, ready: barAwake },
  { name: 'reader', who: 'member', at: ({ coming, paper }) => `/meetings/${coming}/read/${paper}`, ready: paperShown },
  { name: 'assignments', who: 'secretary', at: () => '/assignments' },
  { name: 'assignment', who: 'secretary', at: ({ assignment }) => `/assignments/${assignment}` },
  { name: 'assignment-asked', who: 'secretary', at: ({ assignment }) => `/assignments/${assignment}`, asks: (page) => page.getByRole('button', { name: 'Sửa' }).click() },
  { name: 'conclusions', who: 'secretary', at: ({ past }) => `/meetings/${past}/conclusions` },
  { name: 'assignments-session', who: 'secretary', at: ({ past }) => `/meetings/${past}/assignments` },
  { name: 'assignments-results', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/results` },
  { name: 'counting', who: 'secretary', at: ({ past, counted }) => `/meetings/${past}/counting/${counted}` },
  { name: 'to-sign', who: 'secretary', at: () => '/to-sign' },
  { name: 'library', who: 'secretary', at: () => '/library' },
  { name: 'minutes', who: 'secretary', at: ({ past }) => `/meetings/${past}/minutes` },
  { name: 'minutes-member', who: 'member', at: ({ past }) => `/meetings/${past}/minutes` },
  { name: 'paper', who: 'secretary', at: ({ past }) => `/meetings/${past}/paper` },
  { name: 'account', who: 'member', at: () => '/account' },
  { name: 'password', who: 'member', at: () => '/account/password' },
  { name: 'sign-ins', who: 'member', at: () => '/account/sign-ins' },
  { name: 'assistants-member', who: 'member', at: () => '/account/assistants' },
  { name: 'assistants-secretary', who: 'secretary', at: () => '/account/assistants' },
  { name: 'prepare-for', who: 'secretary', at: ({ leader }) => `/prepare-for/${leader}` },
  { name: 'prepared-session', who: 'secretary', at: ({ coming, leader }) => `/meetings/${coming}/for/${leader}` },
  { name: 'prepared-reader', who: 'secretary', at: ({ coming, leader, paper }) => `/meetings/${coming}/for/${leader}/read/${paper}`, ready: paperShown },
  { name: 'exports', who: 'member', at: () => '/account/exports' },
  { name: 'exports-session', who: 'secretary', at: ({ past }) => `/account/exports?kind=session&id=${past}` },
  { name: 'unlock-code', who: 'member', at: () => '/account/unlock-code' },
  { name: 'admin-people', who: 'admin', at: () => '/admin/people' },
  { name: 'admin-units', who: 'admin', at: () => '/admin/units' },
  { name: 'admin-bodies', who: 'admin', at: () => '/admin/bodies' },
  { name: 'rules-asked', who: 'admin', at: () => '/admin/bodies', asks: (page) => page.getByRole('button', { name: /^Sửa quy tắc/ }).first().click() },
  { name: 'admin-watch', who: 'admin', at: () => '/admin/watch' },
  { name: 'admin-leaving', who: 'admin', at: ({ free }) => `/admin/leaving/${free}` },
  { name: 'admin-duties', who: 'admin', at: ({ member }) => `/admin/leaving/${member}` },
  { name: 'admin-periods', who: 'admin', at: () => '/admin/retention', asks: (page) => page.getByRole('button', { name: 'Đổi thời hạn' }).click() },
  { name: 'admin-retention', who: 'admin', at: () => '/admin/retention' },
  { name: 'admin-slips', who: 'admin', at: () => '/admin/slips' },
  { name: 'admin-import', who: 'admin', at: () => '/admin/import' },
];

/** The same once the session runs and item 1 is on. */
const DURING: readonly Entry[] = [
  { name: 'home-live', who: 'member', at: () => '/' },
  { name: 'session-live', who: 'member', at: ({ coming }) => `/meetings/${coming}` },
  { name: 'sitting-live', who: 'member', at: ({ coming }) => `/meetings/${coming}/sitting` },
  { name: 'console-live', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/console` },
  { name: 'end-asked', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/console`, asks: (page) => page.getByRole('button', { name: 'Kết thúc nội dung' }).click() },
  { name: 'vote-asked', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/console`, asks: (page) => page.getByRole('button', { name: /^Mở biểu quyết 1/ }).click() },
  { name: 'here', who: 'member', at: ({ coming }) => `/meetings/${coming}/here?code=AAAAAAAAAAAAAAAA` },
  { name: 'room', who: 'secretary', at: ({ coming }) => `/meetings/${coming}/sitting/screen` },
];

const LOGINS: Record<Exclude<Viewer, 'public'>, string> = { member: 'luc.thi.que.chi', secretary: 'thu.ky', admin: 'quan.tri' };

let browser: Browser;
let installation: RunningInstallation;
let places: Places;
const viewers = new Map<Viewer, Person>();

const viewer = (who: Viewer): Person => {
  const person = viewers.get(who);
  if (!person) throw new Error(`nobody sees as ${who}`);
  return person;
};

test.beforeAll(async () => {
  test.setTimeout(180_000);
  browser = await launch();
  installation = await startInstallation({ clock: '2026-11-26T07:40:00+07:00' });
  nameCommittee(installation.dataDir);
  places = readPlaces(installation.dataDir);
  for (const who of ['public', 'member', 'secretary', 'admin'] as const) {
    const person = await newPerson(browser, who, { viewport: LANDSCAPE, hasTouch: true });
    await person.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`));
    });
    if (who !== 'public') await signIn(installation, person, LOGINS[who]);
    viewers.set(who, person);
  }
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

async function setView(person: Person, view: View): Promise<void> {
  await person.context.clearCookies({ name: 'phien_display' });
  await person.context.clearCookies({ name: 'phien_locale' });
  const cookies = [
    ...(view.display ? [{ name: 'phien_display', value: view.display, url: installation.origin }] : []),
    ...(view.locale ? [{ name: 'phien_locale', value: view.locale, url: installation.origin }] : []),
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

/** Each screen in half of the views, each view on half of the screens; dialogs, and the long form, in all. */
const viewsOf = (entry: Entry): readonly View[] => (PICTURES ? LOOKED_AT : entry.asks ? DIALOG_VIEWS : sampled(VIEWS, 2, [...BEFORE, ...DURING].indexOf(entry)));

async function look(entry: Entry): Promise<string[]> {
  const person = viewer(entry.who);
  const { page } = person;
  const url = installation.origin + entry.at(places);
  const faults: string[] = [];
  const html = await (await person.context.request.get(url)).text();
  for (const [attribute] of html.matchAll(/<[a-z]+[^>]*\sstyle="[^"]*"/g)) faults.push(`${entry.name}: style attribute in ${attribute}`);
  for (const view of viewsOf(entry)) {
    const where = `${entry.name} (${view.name})`;
    await setView(person, view);
    const answer = await page.goto(url);
    if (answer?.status() !== (entry.status ?? 200)) faults.push(`${where}: status ${String(answer?.status())}`);
    await hydrated(page);
    if (view.locale !== 'en') await entry.ready?.(page);
    if (view.locale !== 'en' && entry.asks) {
      await entry.asks(page);
      await expect(page.locator('.ph-modal')).toBeVisible();
      await page.locator('.ph-modal').evaluate((modal) => Promise.all(modal.getAnimations().map(({ finished }) => finished)));
    }
    for (const fault of await seen(page)) faults.push(`${where}: ${fault}`);
    for (const part of await tooWide(page)) faults.push(`${where}: wide ${part}`);
    if (PICTURES) await picture(page, `screens/${entry.name}-${view.name}`);
    if (view.axe === undefined) continue;
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    const { violations } = await (view.axe === 'colours' ? axe.withRules(['color-contrast']) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])).analyze();
    for (const { id, nodes } of violations) faults.push(`${where}: ${id} ${nodes.slice(0, 3).map(({ target }) => String(target)).join(' | ')}${nodes[0] ? ` ${nodes[0].any[0]?.message ?? ''}` : ''}`);
  }
  const expected = entry.status === 404 ? /status of 404/ : null;
  faults.push(...person.complaints.splice(0).filter((complaint) => !expected?.test(complaint)).map((complaint) => `${entry.name}: ${complaint}`));
  await setView(person, { name: 'default', size: LANDSCAPE });
  return faults;
}

/** Each fault drawn on purpose, and the same page without it. */
const FAULTY: readonly (readonly [fault: RegExp, faulty: string, sound: string])[] = [
  [/^text over text/, '<p>Phiên họp thường kỳ</p><p style="margin-top:-50px">Chương trình</p>', '<p>Phiên họp thường kỳ</p><p>Chương trình</p>'],
  [/^cut/, '<div style="width:60px;overflow:hidden;white-space:nowrap"><span>Phiên họp thường kỳ</span></div>', '<div style="width:60px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis"><span>Phiên họp thường kỳ</span></div>'],
  [/^out of its frame/, '<span style="display:inline-block;width:40px;background:#ccc">thường-kỳ-tháng</span>', '<span style="display:inline-block;background:#ccc">thường-kỳ-tháng</span>'],
  [/^narrow column/, '<p style="width:60px">Tình hình kinh tế xã hội của tỉnh</p>', '<p style="width:200px">Tình hình kinh tế xã hội của tỉnh trong tháng</p>'],
  [/^under another/, '<button>Biểu quyết</button><div style="position:absolute;inset:0"></div>', '<button>Biểu quyết</button>'],
  [/^focusable, not seen/, '<button style="opacity:0">Biểu quyết</button>', '<button style="display:none">Biểu quyết</button>'],
  [/^header \d+ px/, '<header class="ph-top" style="height:150px">Phiên</header>', '<header class="ph-top" style="height:72px">Phiên</header>'],
  [/^bar .* takes/, '<div style="position:sticky;bottom:0;height:300px">Đồng ý</div>', '<div style="position:sticky;bottom:0;height:80px">Đồng ý</div>'],
  [/^answer out of view/, '<div class="ph-modal" style="height:90px;overflow:auto"><p>Sang nội dung 1?</p><div style="height:90px"></div><div class="ph-confirm-foot"><button>Sang</button></div></div>', '<div class="ph-modal" style="height:90px;overflow:auto"><p>Sang nội dung 1?</p><div class="ph-confirm-foot"><button>Sang</button></div></div>'],
];

test('what eyes would stop at is found, and nothing is found where there is nothing', async () => {
  const page = await browser.newPage({ viewport: LANDSCAPE });
  for (const [fault, faulty, sound] of FAULTY) {
    const drawn = (body: string): Promise<void> => page.setContent(`<body style="font:20px/1.4 sans-serif;margin:40px">${body}</body>`);
    await drawn(faulty);
    expect(await seen(page), faulty).toContainEqual(expect.stringMatching(fault));
    await drawn(sound);
    expect(await seen(page), sound).toEqual([]);
  }
  await page.close();
});

for (const entry of BEFORE) {
  test(`screen ${entry.name}`, async () => {
    expect(await look(entry)).toEqual([]);
  });
}

/** Opened anew where a fault has cost the installation before it. */
async function openSession(): Promise<void> {
  const { page } = viewer('secretary');
  await page.goto(`${installation.origin}/meetings/${places.coming}/sitting/attendance`);
  await page.getByText('Chọn cả danh sách đang xem').click();
  await page.getByRole('button', { name: 'Ghi có mặt trực tiếp' }).click();
  await expect(page.getByText(/Có mặt 21\/21/).first()).toBeVisible();
  const chair = await newPerson(browser, 'chair', { viewport: LANDSCAPE, hasTouch: true });
  await signIn(installation, chair, 'chu.tich');
  await chair.page.goto(`${installation.origin}/meetings/${places.coming}/sitting/console`);
  await chair.page.getByRole('button', { name: 'Khai mạc phiên họp' }).click();
  await confirm(chair.page, /Khai mạc/);
  await chair.page.getByRole('button', { name: /^Bắt đầu: Ổn định/ }).click();
  await moveOn(chair.page, /^Sang nội dung 1$/);
  await expect(chair.page.getByText('Nội dung 1', { exact: true }).first()).toBeVisible();
  await chair.context.close();
}

test.describe('while item 1 is on', () => {
  test.beforeAll(openSession);

  for (const entry of DURING) {
    test(`screen ${entry.name}`, async () => {
      expect(await look(entry)).toEqual([]);
    });
  }

  test('the room screen draws the page presented with the ink everybody sees', async () => {
    const presenter = await newPerson(browser, 'presenter', { viewport: LANDSCAPE, hasTouch: true });
    await signIn(installation, presenter, 'cu.minh.thac');
    const { page } = presenter;
    await page.goto(`${installation.origin}/meetings/${places.coming}`);
    await page.getByRole('link', { name: /^Báo cáo/ }).first().click();
    await paperShown(page);
    await page.getByRole('button', { name: /Trình bày tài liệu này/ }).click();
    await expect(page.getByText(/Đang trình bày/).first()).toBeVisible();
    const room = viewer('secretary').page;
    await room.goto(`${installation.origin}/meetings/${places.coming}/sitting/screen`);
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
});
