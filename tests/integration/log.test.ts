import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { captureConsole, createLog } from '../../server/adapters/system/log';
import { errorResponse } from '../../server/transports/http/errors';
import { openTestInstallation, type TestInstallation } from '../support/installation';
import { arePagesBuilt, serveInstallation, type ServedInstallation } from '../support/served-installation';

/** A log whose lines are kept; what does not parse as one entry fails the test. */
function keptLog() {
  let text = '';
  const log = createLog('debug', { write: (line) => void (text += line) });
  const entries = (): Record<string, unknown>[] =>
    text
      .split(/[\n\r\u0085\u2028\u2029]/u)
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { log, entries, text: () => text };
}

const FORGED = '{"level":30,"audit":"9:ffff","msg":"audit head"}';
const HOSTILE = [`\n${FORGED}`, `\r\n${FORGED}`, `\u0085${FORGED}`, `\u2028${FORGED}`, '\u001b[2J\u009b31m', `%0a${FORGED}`];

describe('the log of the process', () => {
  it('is one line of JSON per entry, whatever an entry says', () => {
    const kept = keptLog();
    for (const text of HOSTILE) kept.log.error({ err: new Error(text), path: text, [text]: text }, text);
    expect(kept.entries()).toHaveLength(HOSTILE.length);
    expect(kept.entries().filter(({ audit }) => audit !== undefined)).toEqual([]);
    expect(kept.text().replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u);
  });

  it('takes what libraries say to the console, and warnings of Node', async () => {
    const kept = keptLog();
    const giveBack = captureConsole(kept.log);
    try {
      console.error('No route matches', new Error(`GET /x\n${FORGED}`));
      console.log(`\n${FORGED}`);
      console.warn('%s', `\r${FORGED}`);
      process.emitWarning(`\n${FORGED}`);
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      giveBack();
    }
    expect(kept.entries().map(({ msg, level }) => [msg, level])).toEqual([['console', 50], ['console', 30], ['console', 40], ['node', 40]]);
    expect(kept.entries().filter(({ audit }) => audit !== undefined)).toEqual([]);
  });

  it('an error after the answer has begun ends the connection and leaves an entry with path and person, no bare text', async () => {
    const kept = keptLog();
    const app = express();
    app.use((_req, res, next) => {
      Object.assign(res.locals, { signIn: { personId: 'p-1' } });
      next();
    });
    app.get('/half', (_req, res, next) => {
      res.write('half');
      next(new Error(`\n${FORGED}`));
    });
    app.use(errorResponse(kept.log, { noteRefusal: () => undefined }));
    const http = app.listen(0, '127.0.0.1');
    await once(http, 'listening');
    const { port } = http.address() as AddressInfo;
    await expect(fetch(`http://127.0.0.1:${port}/half?next=${encodeURIComponent(`\n${FORGED}`)}`).then((answer) => answer.text())).rejects.toThrow();
    await new Promise((resolve) => http.close(resolve));
    expect(kept.entries()).toMatchObject([{ msg: 'request failed', path: '/half', personId: 'p-1', method: 'GET' }]);
  });
});

describe.runIf(arePagesBuilt)('errors in pages', () => {
  const kept = keptLog();
  let installation: TestInstallation;
  let served: ServedInstallation;
  beforeAll(async () => {
    installation = await openTestInstallation();
    const broken: typeof installation.application = { ...installation.application, query: (name, input, caller) => (name === 'records.by-code' ? Promise.reject(new Error(`\n${FORGED}`)) : installation.application.query(name, input, caller)) };
    served = await serveInstallation(broken, installation.dataDir, kept.log);
  }, 120_000);
  afterAll(async () => {
    await served.stop();
    await installation.close();
  });

  it('leave one entry with path and person; hostile addresses never make a line of their own', async () => {
    const said: unknown[] = [];
    const before = console.error;
    console.error = (...text: unknown[]) => void said.push(text);
    try {
      await served.ask('/verify/ABCD');
      for (const text of HOSTILE) {
        await served.ask(`/sign-in?next=${encodeURIComponent(text)}`);
        await served.ask(`/${encodeURIComponent(text)}`);
      }
    } finally {
      console.error = before;
    }
    expect(said).toEqual([]);
    expect(kept.entries().filter(({ audit }) => audit !== undefined)).toEqual([]);
    expect(kept.entries().filter(({ msg }) => msg === 'page failed')).toMatchObject([{ path: '/verify/ABCD', personId: null, method: 'GET' }]);
  }, 120_000);
});
