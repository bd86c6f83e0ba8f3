import { chromium } from 'playwright';
const base = 'http://localhost:4851';
const [who, size, out, ...paths] = process.argv.slice(2);
const [w, h] = size.split('x').map(Number);
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const c = await b.newContext({ viewport: { width: w, height: h }, hasTouch: w < 1300 });
const p = await c.newPage();
p.on('console', (m) => m.type() === 'error' && console.log('console:', m.text().slice(0, 300)));
p.on('pageerror', (e) => console.log('pageerror:', e.message.slice(0, 300)));
await p.goto(base + '/sign-in', { timeout: 120000 });
await p.fill('input[name=userName]', who);
await p.fill('input[name=password]', 'phien-mau-2026-xyz');
await p.keyboard.press('Enter');
await p.waitForURL((u) => !u.pathname.includes('sign-in'), { timeout: 120000 });
let i = 0;
for (const path of paths) {
  if (path.startsWith('js:')) { await p.evaluate(path.slice(3)); }
  else if (path.startsWith('click:')) { await p.getByRole('button', { name: new RegExp(path.slice(6)) }).first().click({ timeout: 15000 }); await p.waitForTimeout(900); }
  else { await p.goto(base + path, { timeout: 120000 }); }
  await p.waitForTimeout(1200);
  await p.screenshot({ path: `${out}-${i++}.png` });
  console.log(p.url());
}
await b.close();
