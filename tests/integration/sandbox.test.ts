import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { entryFor } from '../../server/adapters/entry';
import { createSandbox } from '../../server/adapters/sandbox/sandbox';
import { decodePlain, encodePlain } from '../../server/adapters/sandbox/plain-wire';
import { verifyApart } from '../../server/modules/signing';
import { inheritedNames, longPredictorRow, thousandSignatures } from '../support/hostile-files';

const options = { trustAnchors: [], crls: [], now: new Date('2026-11-26T00:00:00Z') };
const sandbox = createSandbox();
afterAll(() => sandbox.stop());

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
const verify = (bytes: Uint8Array, share = 'one', at = sandbox) => verifyApart(at, { bytes: once(bytes) }, options, share);
const noPdf = Buffer.from('không phải PDF');

describe('a file from outside is verified in a process of its own', { timeout: 120_000 }, () => {
  it('signing V20 which answers in plain data', async () => {
    const report = await verify(noPdf);
    expect(report.verdict).toBe('indeterminate');
    expect(report.judgedAt).toEqual(options.now);
  });

  it('signing V20 names inherited by hundreds of fields, rows of 500 MB and a thousand signatures get an answer in its bounds', async () => {
    for (const [name, bytes] of Object.entries({ names: inheritedNames(240, 10_000_000), row: longPredictorRow(), signatures: thousandSignatures(1_500) })) {
      const report = await verify(bytes);
      expect(['invalid', 'indeterminate'], name).toContain(report.verdict);
      expect(JSON.stringify(report).length, name).toBeLessThan(Math.max(64 * 1024, 100 * bytes.length));
      expect(JSON.stringify(report).length, name).toBeLessThan(512 * 1024);
    }
  });

  it('signing V20 what is beyond the limits of the process is stopped, says nothing of the file, and the next is served', async () => {
    const narrow = createSandbox({ wallMs: 1 });
    await expect(verify(noPdf, 'one', narrow)).rejects.toMatchObject({ code: 'rejected', reason: 'sandbox.stopped' });
    narrow.stop();
    const mute = createSandbox({ outputBytes: 10 });
    await expect(verify(noPdf, 'one', mute)).rejects.toMatchObject({ reason: 'sandbox.stopped' });
    mute.stop();
    const absent = createSandbox({ program: { file: '/khong-co.js', execArgv: [] } });
    await expect(verify(noPdf, 'one', absent)).rejects.toMatchObject({ code: 'unavailable', reason: 'sandbox.unavailable' });
    absent.stop();
  });

  it('signing V20 a process asked for beforehand is the one that works: one for each file, none more', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'phien-sandbox-'));
    const [started, script] = [path.join(folder, 'started'), path.join(folder, 'count.mjs')];
    const { file, execArgv } = entryFor('verify');
    writeFileSync(script, `import { appendFileSync } from 'node:fs';\nappendFileSync(${JSON.stringify(started)}, 'x');\nawait import(${JSON.stringify(pathToFileURL(file).href)});\n`);
    const eager = createSandbox({ program: { file: script, execArgv }, idleMs: 0 });
    eager.ready();
    eager.ready();
    expect((await verify(noPdf, 'one', eager)).verdict).toBe('indeterminate');
    expect(readFileSync(started, 'utf8')).toBe('x');
    expect((await verify(noPdf, 'one', eager)).verdict).toBe('indeterminate');
    expect(readFileSync(started, 'utf8')).toBe('xx');
    eager.stop();
    rmSync(folder, { recursive: true });
  });

  it('signing V20 who sends many waits behind who sends one', async () => {
    const single = createSandbox({ parallel: 1, waiting: 4, waitingOfOne: 3 });
    const order: string[] = [];
    const many = [1, 2, 3, 4].map(() => verify(noPdf, 'many', single).then(() => order.push('many')));
    const refused = verify(noPdf, 'many', single);
    const other = verify(noPdf, 'other', single).then(() => order.push('other'));
    await expect(refused).rejects.toMatchObject({ code: 'unavailable', reason: 'sandbox.busy' });
    await Promise.all([...many, other]);
    expect(order.indexOf('other')).toBeLessThanOrEqual(2);
    single.stop();
  });
});

describe('plain data on its way to a process and back', () => {
  it('keeps dates, bytes and texts, whatever these look like', () => {
    const value = { at: new Date(5), bytes: new Uint8Array([0, 255]), text: '{"$date":1}', list: [null, 1, 'x'], deep: { at: [new Date(6)] } };
    expect(decodePlain(encodePlain(value))).toEqual({ ...value, bytes: Buffer.from([0, 255]) });
  });
});
