import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WebSocket } from 'ws';
import type { Driver } from './driver';

const FIREFOX = 'firefox-esr';
const SIZE = { width: 1180, height: 862 };
/** Nothing is asked of the vendor's servers, and pages speak Vietnamese. */
const PREFERENCES: Record<string, boolean | string | number> = {
  'app.update.disabledForTesting': true,
  'app.normandy.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.systemAddon.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'signon.rememberSignons': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'intl.accept_languages': 'vi-VN, vi',
};

interface Answer {
  id?: number;
  type: 'success' | 'error' | 'event';
  method?: string;
  message?: string;
  result?: unknown;
  params?: unknown;
}

/** NS_BINDING_ABORTED: what a page still fetched, e.g. a face, when somebody left it. */
const LEFT_MEANWHILE = 'status=2152398850';

/** A window of Firefox over WebDriver BiDi, one browser each. */
export async function openFirefox(): Promise<Driver> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'phien-firefox-'));
  writeFileSync(path.join(profile, 'user.js'), Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
  const browser = spawn(FIREFOX, ['--headless', '--remote-debugging-port=0', '--no-remote', '--profile', profile], { env: { ...process.env, HOME: profile, MOZ_DISABLE_CONTENT_SANDBOX: '1' }, stdio: ['ignore', 'ignore', 'pipe'] });
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1];
      if (found) resolve(found);
    });
    browser.once('exit', () => reject(new Error(`Firefox ended: ${said}`)));
  });
  const socket = new WebSocket(`${address}/session`);
  await once(socket, 'open');
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  const complaints: string[] = [];
  socket.on('message', (data) => {
    const { id, type, result, method, params, message } = JSON.parse(String(data)) as Answer;
    if (method === 'log.entryAdded') {
      const { level, text } = params as { level: string; text: string | null };
      if (level === 'error' && !text?.includes(LEFT_MEANWHILE)) complaints.push(text ?? '');
    }
    const call = waiting.get(id ?? -1);
    if (call === undefined) return;
    waiting.delete(id ?? -1);
    if (type === 'error') call.reject(new Error(`Firefox: ${message ?? ''}`));
    else call.resolve(result);
  });
  let calls = 0;
  const ask = (method: string, params: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      waiting.set((calls += 1), { resolve, reject });
      socket.send(JSON.stringify({ id: calls, method, params }));
    });
  await ask('session.new', { capabilities: {} });
  await ask('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = (await ask('browsingContext.getTree', {})) as { contexts: { context: string }[] };
  const context = contexts[0]?.context ?? '';
  await ask('browsingContext.setViewport', { context, viewport: SIZE });
  return {
    complaints,
    go: async (url) => void (await ask('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(expression) {
      const answer = (await ask('script.evaluate', { expression: `Promise.resolve(${expression}).then((value) => JSON.stringify(value) ?? 'null')`, target: { context }, awaitPromise: true, userActivation: true })) as { result?: { value?: string }; exceptionDetails?: { text: string } };
      if (answer.exceptionDetails) throw new Error(`Firefox: ${answer.exceptionDetails.text}`);
      return JSON.parse(answer.result?.value ?? 'null') as unknown;
    },
    act: async (actions) => void (await ask('input.performActions', { context, actions })),
    picture: async () => Buffer.from(((await ask('browsingContext.captureScreenshot', { context })) as { data: string }).data, 'base64'),
    async close() {
      socket.close();
      const gone = once(browser, 'exit');
      browser.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
