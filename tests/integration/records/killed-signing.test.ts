import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signThrough } from '../../../app/features/signing/sign-through.server';
import { verifyInstallation } from '../../../server/application';
import { projectRoot } from '../../../server/adapters/project-root';
import type { KilledSigningOrder } from '../../support/killed-signing';
import { manyLike } from '../../support/many-documents';
import { childProgram } from '../../support/child-program';
import { adoptRecord, openTestInstallation, TEST_ENGINE } from '../../support/installation';
import { sampled } from '../../support/long';
import { approvedMinutes, closedAssembly, PIN, type ClosedAssembly } from '../minutes/session';

const AT = '2026-11-26T05:10:00Z';

let all: ClosedAssembly;
let documents: { officialId: string; sha256: string }[];
const folders: string[] = [];
let program: Promise<string[]> | undefined;

beforeAll(async () => {
  all = await closedAssembly();
  documents = await manyLike(all.installation.application, (await approvedMinutes(all)).officialId, 4);
  // They were written straight into the tables.
  await adoptRecord(all.installation);
  await all.installation.application.stop();
  folders.push(all.installation.dataDir);
}, 240_000);
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function run(order: KilledSigningOrder): Promise<string> {
  program ??= childProgram('killed-signing');
  const child = spawn(process.execPath, [...(await program), JSON.stringify(order)], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part) => void (said += String(part)));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? `${String(code)} ${said}`)));
}

// A copy of a data folder is an installation only where the rows are in it.
describe.skipIf(TEST_ENGINE === 'postgresql')('a run that is killed', () => {
  it.each(sampled([['begun', 0], ['signing', 1], ['stored', 1], ['in the transaction', 1], ['signed', 2]] as const, 2, 1))('records G45 at “%s” %i were signed; the rest waits for the PIN, and each is signed once', { timeout: 240_000 }, async (dies, signed) => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-killed-signing-'));
    folders.push(dataDir);
    cpSync(all.installation.dataDir, dataDir, { recursive: true });
    expect(await run({ dataDir, at: AT, documents, pin: PIN, signer: all.secretary, dies })).toBe('SIGKILL');
    const { application, clock } = await openTestInstallation({ dataDir, at: AT });
    clock.advance(60_000);
    const of = async () => application.query('records.signing-runs', { runId: null }, all.secretary);
    expect((await of()).runs).toMatchObject([{ state: 'cut_off', counts: { signed, waiting: 4 - signed } }]);
    const left = (await application.query('records.to-sign', {}, all.secretary)).waiting[0]?.documents ?? [];
    expect(left).toHaveLength(4 - signed);
    const { runId } = await application.execute('records.begin-run', { sealOfId: null, documents, pin: PIN }, all.secretary);
    await signThrough(application, runId, all.secretary);
    expect((await of()).runs.map(({ counts }) => counts)).toEqual([{ signed: 4 - signed, refused: signed, left: 0, waiting: 0 }, { signed, refused: 0, left: 4 - signed, waiting: 0 }]);
    const { reader } = application.database;
    for (const { officialId } of documents) expect(await reader.officialFile.count({ where: { officialId } })).toBe(2);
    expect(await reader.auditEntry.count({ where: { action: 'records.sign-next', objectType: 'official' } })).toBe(4);
    expect(await reader.historyEvent.count({ where: { type: 'records.signed' } })).toBe(4);
    await application.stop();
    expect(await verifyInstallation(dataDir, { noted: [], files: false })).toMatchObject({ chain: { ok: true }, differing: 0 });
  });
});
