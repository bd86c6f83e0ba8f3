import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { chromium, expect, test, type Browser } from '@playwright/test';
import { startInstallation, type RunningInstallation } from './support/installation';
import { LAUNCH } from './support/browser';
import { arrive, expectNoComplaints, newPerson, TABLET } from './support/people';

/** A tablet in the hall: another host name than localhost, a certificate of the installation's own authority. */
const HOST = 'phien.test';

let browser: Browser;
let installation: RunningInstallation;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  browser = await chromium.launch({ ...LAUNCH, args: [...LAUNCH.args, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`] });
  installation = await startInstallation({ hostName: HOST, env: { PHIEN_TLS: 'local', HOST: '127.0.0.1' } });
});

test.afterAll(async () => {
  await browser?.close();
  await installation?.stop();
});

/** One request to the server under its own name, believing `ca` alone. */
function get(path: string, ca?: string): Promise<{ status: number; type: string; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(installation.origin);
    const options = { host: '127.0.0.1', port, path, servername: HOST, headers: { host: `${HOST}:${port}` }, ...(ca === undefined ? { rejectUnauthorized: false } : { ca }) };
    request(options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => void parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', body: Buffer.concat(parts) }));
    })
      .on('error', reject)
      .end();
  });
}

test('the certificate that tablets download is the one the server stands behind', async () => {
  const authority = await get('/trust/authority.crt');
  expect([authority.status, authority.type]).toEqual([200, expect.stringContaining('application/x-x509-ca-cert')]);
  const certificate = new X509Certificate(authority.body);
  expect(certificate.ca).toBe(true);
  expect((await get('/health', certificate.toString())).body.toString()).toBe('{"ok":true}');
  const person = await newPerson(browser, 'anyone', { ...TABLET, ignoreHTTPSErrors: true });
  await person.page.goto(`${installation.origin}/trust`);
  await expect(person.page.getByRole('heading', { name: 'Để thiết bị tin cậy máy chủ này' })).toBeVisible();
  const [download] = await Promise.all([person.page.waitForEvent('download'), person.page.getByRole('link', { name: 'Tải chứng thư' }).click()]);
  expect(download.url()).toBe(`${installation.origin}/trust/authority.crt`);
  const shown = (await person.page.locator('body').innerText()).replaceAll(/[\s:]/g, '').toUpperCase();
  expect(shown).toContain(certificate.fingerprint256.replaceAll(':', ''));
  expectNoComplaints(person);
  await person.context.close();
});

test('on a host name other than localhost people sign in with a cookie of this host alone, and the sitting is pushed over wss', async () => {
  const person = await arrive(browser, installation, 'thu.ky', { ...TABLET, ignoreHTTPSErrors: true });
  const { page, context } = person;
  const cookie = (await context.cookies()).find(({ name }) => name === '__Host-phien');
  expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: HOST });
  expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle, typeof crypto.randomUUID()])).toEqual([true, 'object', 'string']);
  // The first picture of the sitting arrives on a socket, whichever page opens it.
  const pictured: string[] = [];
  page.on('websocket', (socket) => {
    if (!socket.url().includes('/socket.io/')) return;
    socket.on('framereceived', ({ payload }) => { if (String(payload).includes('"view"')) pictured.push(socket.url()); });
  });
  const answer = await page.goto(installation.origin);
  expect(answer?.headers()['strict-transport-security']).toContain('max-age=31536000');
  await page.getByRole('link', { name: /Mở phiên họp|Vào phiên họp|Chương trình và mọi tài liệu/ }).first().click();
  await page.getByRole('link', { name: 'Điều hành' }).first().click();
  await expect.poll(() => pictured[0] ?? '', { timeout: 30_000 }).toMatch(new RegExp(`^wss://${HOST}:`));
  expectNoComplaints(person);
});
