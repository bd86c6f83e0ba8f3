import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeBackup } from '../../../server/adapters/backup/make';
import { isPart, partsOf } from '../../../server/adapters/standby/shipped-files';
import { checkBallotKeys } from '../../../server/transports/cli/doctor-ballots';
import { rowsOf } from '../../support/installation';
import { namedId } from '../../support/named-id';
import { count, give, openSecretVote, type SecretVote } from './secret-vote';

let vote: SecretVote;
const folders: string[] = [];
afterEach(async () => {
  await vote.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const folder = (): string => {
  const made = mkdtempSync(path.join(os.tmpdir(), 'phien-keys-apart-'));
  folders.push(made);
  return made;
};
const filesBelow = (root: string): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(path.join(root, name)).isFile());

describe('keys of open secret ballots', () => {
  it('ballot-keys KS7 are in no backup, export or standby', { timeout: 120_000 }, async () => {
    vote = await openSecretVote();
    await give(vote, vote.members[1]!, 'for');
    const { dataDir, application } = vote.installation;
    const name = `${vote.questionId}.key`;
    const key = JSON.parse(readFileSync(path.join(dataDir, 'ballot-keys', name), 'utf8')) as { sealed: string; salt: string };
    const backup = folder();
    await makeBackup({ dataDir, folder: backup, blobs: null, rows: rowsOf(dataDir), recipients: [], settings: {}, spareBytes: 0 });
    const holds = (bytes: Buffer): boolean => [key.sealed, key.salt, name].some((word) => bytes.includes(word));
    const inBackup = filesBelow(backup);
    expect(inBackup.length).toBeGreaterThan(2);
    expect(inBackup.filter((file) => file.includes('ballot-keys') || holds(readFileSync(path.join(backup, file))))).toEqual([]);
    // The search would find it.
    expect(holds(readFileSync(path.join(dataDir, 'ballot-keys', name)))).toBe(true);
    const parts = await partsOf(dataDir);
    expect(parts.map((part) => part.name)).toContain('installation.json');
    expect(parts.filter((part) => part.name.includes('ballot'))).toEqual([]);
    expect(isPart(`ballot-keys/${name}`)).toBe(false);
    const { exportId } = await application.execute('exports.request', { kind: 'session', subjectId: vote.meetingId }, vote.secretary);
    await application.jobs.drain();
    const { blobKey, sha256, size } = await application.query('exports.file', { exportId }, vote.secretary);
    const chunks: Buffer[] = [];
    for await (const chunk of await application.staging.open({ key: blobKey, sha256, size })) chunks.push(chunk as Buffer);
    expect(holds(Buffer.concat(chunks))).toBe(false);
    expect(Buffer.concat(chunks).length).toBeGreaterThan(100);
  });

  it('ballot-keys KS8 the doctor names a key without a box, and a box without its key', async () => {
    vote = await openSecretVote();
    const { dataDir } = vote.installation;
    const look = () => checkBallotKeys(dataDir, rowsOf(dataDir));
    expect(await look()).toMatchObject({ state: 'ok', value: '1' });
    const stray = path.join(dataDir, 'ballot-keys', `${namedId('stray')}.key`);
    writeFileSync(stray, '{}');
    expect(await look()).toMatchObject({ state: 'warn', value: namedId('stray') });
    rmSync(stray);
    const [own, away] = [path.join(dataDir, 'ballot-keys'), path.join(folder(), 'keys')];
    cpSync(own, away, { recursive: true });
    rmSync(own, { recursive: true });
    expect(await look()).toMatchObject({ state: 'fail', value: vote.questionId });
    cpSync(away, own, { recursive: true });
    await give(vote, vote.members[1]!, 'for');
    await count(vote);
    expect(await look()).toBeNull();
    expect(existsSync(path.join(own, `${vote.questionId}.key`))).toBe(false);
  });
});
