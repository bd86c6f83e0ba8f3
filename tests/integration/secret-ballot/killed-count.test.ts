import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyInstallation } from '../../../server/application';
import { projectRoot } from '../../../server/adapters/project-root';
import type { KilledCountOrder } from '../../support/killed-count';
import { childProgram } from '../../support/child-program';
import { adoptRecord, openTestInstallation, TEST_ENGINE } from '../../support/installation';
import { sampled } from '../../support/long';
import { give, openSecretVote, type SecretVote } from './secret-vote';

const AT = '2026-11-26T01:10:00Z';

let vote: SecretVote;
const folders: string[] = [];
let program: Promise<string[]> | undefined;

beforeAll(async () => {
  vote = await openSecretVote();
  for (const [at, member] of vote.members.slice(0, 19).entries()) await give(vote, member, at < 11 ? 'for' : at < 17 ? 'against' : at < 18 ? 'abstain' : 'no choice of this question');
  // The room was written straight into the tables.
  await adoptRecord(vote.installation);
  await vote.installation.application.stop();
  folders.push(vote.installation.dataDir);
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

async function run(order: KilledCountOrder): Promise<string> {
  program ??= childProgram('killed-count');
  const child = spawn(process.execPath, [...(await program), JSON.stringify(order)], { cwd: projectRoot, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (part) => void (said += String(part)));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ?? `${String(code)} ${said}`)));
}

// A copy of a data folder is an installation only where the rows are in it.
describe.skipIf(TEST_ENGINE === 'postgresql')('a count that is killed', () => {
  it.each(sampled(['closed', 'before opening', 'opened', 'in the transaction', 'counted', 'key destroyed', 'noted'] as const, 2, 1))('voting V56 V57 at “%s” it goes on with the same result, and no ballot is lost or doubled', { timeout: 120_000 }, async (dies) => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-killed-count-'));
    folders.push(dataDir);
    cpSync(vote.installation.dataDir, dataDir, { recursive: true });
    expect(await run({ dataDir, at: AT, meetingId: vote.meetingId, questionId: vote.questionId, chair: vote.chair, dies })).toBe('SIGKILL');
    const again = await openTestInstallation({ dataDir, at: AT });
    const { application } = again;
    await application.jobs.drain();
    again.clock.advance(20 * 60_000);
    await application.jobs.drain();
    const asked = { meetingId: vote.meetingId, questionId: vote.questionId };
    const [question] = (await application.query('voting.questions', { meetingId: vote.meetingId }, vote.chair)).questions;
    expect(question).toMatchObject({ state: 'closed', members: 21, present: 19, passed: true, result: { for: 11, against: 6, abstain: 1, invalid: 1, noBallot: 0 } });
    expect((await application.query('voting.ballot-bundle', asked, vote.chair)).counts).toEqual({ ballots: 19, invalid: 1, choices: { abstain: 1, against: 6, for: 11 } });
    expect(await application.query('voting.secret-ballot', asked, vote.chair)).toMatchObject({ state: 'counted', keyGone: true });
    expect(existsSync(path.join(dataDir, 'ballot-keys')) ? readdirSync(path.join(dataDir, 'ballot-keys')) : []).toEqual([]);
    const { reader } = application.database;
    expect(await reader.openedBallot.count()).toBe(19);
    expect(await reader.sealedBallot.count({ where: { ciphertext: { not: null } } })).toBe(0);
    for (const action of ['voting.close-question', 'voting.open-ballots', 'voting.note-key-destroyed']) expect(await reader.auditEntry.count({ where: { action } }), action).toBe(1);
    await application.stop();
    expect(await verifyInstallation(dataDir, { noted: [], files: false })).toMatchObject({ chain: { ok: true }, differing: 0 });
  });
});
