import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBallotKeys } from '../../../server/adapters/ballot-keys/ballot-keys';
import { destroyKey, keepKey } from '../../../server/adapters/ballot-keys/key-files';
import type { BallotKeys } from '../../../server/kernel/ports/ballot-keys';
import { makeBoxKeys, openBallots, sealBallot } from '../../../server/secret-ballot';
import { namedId } from '../../support/named-id';

const [ONE, TWO] = [namedId('one'), namedId('two')];

let dataDir: string;
let said: string[];
const keepers: BallotKeys[] = [];

function keeper(secret = 'secret of the installation'): BallotKeys {
  const made = createBallotKeys({ dataDir, secret: () => Promise.resolve(secret), tell: (message) => void said.push(message) });
  keepers.push(made);
  return made;
}

beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'phien-ballot-keys-'));
  said = [];
});
afterEach(async () => {
  for (const one of keepers.splice(0)) await one.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const folder = (): string => path.join(dataDir, 'ballot-keys');
const file = (questionId: string): string => path.join(folder(), `${questionId}.key`);
/** Processes that this test started and that have the keys. */
const children = (): number[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/u.test(name)) return [];
    try {
      const ours = /\bPPid:\s+(\d+)/u.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] === String(process.pid);
      return ours && /ballot-keys(?:-child)?\.[cm]?[jt]s/u.test(readFileSync(`/proc/${name}/cmdline`, 'utf8')) ? [Number(name)] : [];
    } catch {
      return [];
    }
  });

/** The one that answers now. Never a number that stands for whole groups of processes. */
function theChild(): number {
  const [one] = children();
  if (!one || one < 2) throw new Error('no process has the keys');
  return one;
}

async function sealedFor(questionId: string, publicKey: string, choices: readonly string[]): Promise<string[]> {
  return Promise.all(choices.map((choice) => sealBallot({ questionId, publicKey }, choice)));
}

describe('keys of secret ballots', () => {
  it('ballot-keys KS1 KS2 one key per question, on disk and sealed, for the account of the server alone', async () => {
    const keys = keeper();
    const publicKey = await keys.make(ONE);
    expect(await keys.make(ONE)).toBe(publicKey);
    expect(await keys.make(TWO)).not.toBe(publicKey);
    expect(await keys.kept()).toEqual([ONE, TWO].sort());
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(statSync(file(ONE)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder()).sort()).toEqual([`${ONE}.key`, `${TWO}.key`].sort());
  });

  it('ballot-keys KS1 two processes that make the key of one question at once tell the same one', async () => {
    const told = await Promise.all(Array.from({ length: 4 }, () => keeper().make(ONE)));
    expect(new Set(told).size).toBe(1);
    expect(readdirSync(folder())).toEqual([`${ONE}.key`]);
    const [sealed = ''] = await sealedFor(ONE, told[0] ?? '', ['for']);
    expect(await keeper().open({ questionId: ONE, publicKey: told[0] ?? '' }, [sealed])).toEqual(['for']);
  });

  it('ballot-keys KS2 the private key is in its file only sealed, and the file alone opens nothing', async () => {
    const made = await makeBoxKeys();
    const plain = Buffer.from(made.privateKey);
    await keepKey(folder(), 'one secret', ONE, made);
    const content = readFileSync(file(ONE));
    for (const form of ['hex', 'base64', 'base64url', 'latin1'] as const) expect(content.toString('latin1')).not.toContain(plain.toString(form).replace(/=+$/u, ''));
    const sealed = await sealedFor(ONE, made.publicKey, ['for']);
    await expect(keeper('another secret').open({ questionId: ONE, publicKey: made.publicKey }, sealed)).rejects.toMatchObject({ code: 'rejected', reason: 'voting.ballot_key_gone' });
    expect(await keeper('one secret').open({ questionId: ONE, publicKey: made.publicKey }, sealed)).toEqual(['for']);
  });

  it('ballot-keys KS3 what comes back is drawn by lot', async () => {
    const keys = keeper();
    const publicKey = await keys.make(ONE);
    const choices = Array.from({ length: 50 }, (_, at) => `${at}`);
    const sealed = await sealedFor(ONE, publicKey, choices);
    const opened = await keys.open({ questionId: ONE, publicKey }, sealed);
    expect(opened).not.toEqual(choices);
    expect([...opened].sort()).toEqual([...choices].sort());
    expect(await keys.open({ questionId: ONE, publicKey }, sealed)).not.toEqual(opened);
  });

  it('ballot-keys KS4 the process dies: the key is there, the question is answered by the next one, and it is told', async () => {
    const keys = keeper();
    const publicKey = await keys.make(ONE);
    const first = theChild();
    process.kill(first, 'SIGKILL');
    const sealed = await sealedFor(ONE, publicKey, ['for', 'against', 'for']);
    expect((await keys.open({ questionId: ONE, publicKey }, sealed)).sort()).toEqual(['against', 'for', 'for']);
    const second = theChild();
    expect(second).not.toBe(first);
    // In the midst of the work.
    const many = await sealedFor(ONE, publicKey, Array.from({ length: 150 }, () => 'for'));
    const opening = keys.open({ questionId: ONE, publicKey }, many);
    process.kill(second, 'SIGKILL');
    expect(await opening).toHaveLength(150);
    expect(said.join('\n')).toContain('the next question starts another one');
    expect(said.join('\n')).not.toContain('for');
  });

  it('ballot-keys KS4 it ends with the program, has nothing of its environment and leaves no core file', async () => {
    const keys = keeper();
    await keys.make(ONE);
    const child = theChild();
    const environment = readFileSync(`/proc/${child}/environ`, 'utf8');
    expect(environment.split('\0').filter((one) => one !== '' && !/^(PATH|NODE_ENV|LD_LIBRARY_PATH|_|PWD|SHLVL|OLDPWD)=/u.test(one))).toEqual([]);
    expect(readFileSync(`/proc/${child}/limits`, 'utf8')).toMatch(/Max core file size\s+0\s/u);
    await keys.stop();
    expect(children()).toEqual([]);
  });

  it('ballot-keys KS5 no key, the key of another box, a changed seal: nothing opens, and it is said', async () => {
    const keys = keeper();
    const publicKey = await keys.make(ONE);
    const sealed = await sealedFor(ONE, publicKey, ['for']);
    const gone = { code: 'rejected', reason: 'voting.ballot_key_gone' };
    await expect(keys.open({ questionId: TWO, publicKey }, sealed)).rejects.toMatchObject(gone);
    await expect(keys.open({ questionId: ONE, publicKey: (await makeBoxKeys()).publicKey }, sealed)).rejects.toMatchObject(gone);
    const content = JSON.parse(readFileSync(file(ONE), 'utf8')) as { sealed: string };
    writeFileSync(file(ONE), JSON.stringify({ ...content, sealed: Buffer.from(Buffer.from(content.sealed, 'base64url').map((byte) => byte ^ 1)).toString('base64url') }));
    await expect(keys.open({ questionId: ONE, publicKey }, sealed)).rejects.toMatchObject(gone);
    writeFileSync(file(ONE), 'spoilt');
    await expect(keys.open({ questionId: ONE, publicKey }, sealed)).rejects.toMatchObject(gone);
    await expect(keys.make(ONE)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(keys.make('../../etc/passwd')).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('ballot-keys KS6 destroyed it is overwritten before it is removed, and destroying again ends the same wherever it was cut off', async () => {
    const made = await makeBoxKeys();
    await keepKey(folder(), 'secret', ONE, made);
    const before = readFileSync(file(ONE));
    const [seen, points]: [Buffer[], string[]] = [[], []];
    expect(await destroyKey(folder(), ONE, null, (point) => {
      points.push(point);
      if (point === 'overwritten') seen.push(readFileSync(file(ONE)));
    })).toBe(true);
    expect(points).toEqual(['overwritten', 'removed']);
    expect(seen[0]).toHaveLength(before.length);
    expect(seen[0]?.equals(before)).toBe(false);
    expect(seen[0]?.toString('latin1')).not.toContain('sealed');
    expect(existsSync(file(ONE))).toBe(false);
    expect(await destroyKey(folder(), ONE)).toBe(false);
    // Cut off once it was overwritten.
    await keepKey(folder(), 'secret', TWO, made);
    await destroyKey(folder(), TWO, null, () => {
      throw new Error('cut off');
    }).catch(() => undefined);
    expect(existsSync(file(TWO))).toBe(true);
    expect(await keeper('secret').destroy({ questionId: TWO, publicKey: null })).toBe(true);
    expect(readdirSync(folder())).toEqual([]);
  });

  it('ballot-keys KS6 the order of overwriting, flushing and removing, as the system was told it', async (context) => {
    if (!existsSync('/usr/bin/strace')) return context.skip();
    await keepKey(folder(), 'secret', ONE, await makeBoxKeys());
    const script = `import { destroyKey } from ${JSON.stringify(path.resolve('server/adapters/ballot-keys/key-files.ts'))}; await destroyKey(${JSON.stringify(folder())}, ${JSON.stringify(ONE)});`;
    const program = path.join(dataDir, 'destroy.mts');
    writeFileSync(program, script);
    const trace = path.join(dataDir, 'trace');
    execFileSync('strace', ['-f', '-e', 'trace=openat,pwrite64,fsync,unlink,rmdir', '-o', trace, process.execPath, '--import', 'tsx', program]);
    const calls = readFileSync(trace, 'utf8').split('\n');
    const at = (pattern: RegExp): number => calls.findIndex((line) => pattern.test(line));
    const written = at(/pwrite64\(/u);
    const flushed = calls.findIndex((line, index) => index > written && line.includes('fsync('));
    const removed = at(new RegExp(`unlink\\(.*${ONE}`, 'u'));
    const folderFlushed = calls.findIndex((line, index) => index > removed && line.includes('fsync('));
    const order = [written, flushed, removed, folderFlushed];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(written).toBeGreaterThan(0);
  });

  it('ballot-keys KS3 KS5 what was opened once is opened by no key made later for the same question', async () => {
    const keys = keeper();
    const publicKey = await keys.make(ONE);
    const sealed = await sealedFor(ONE, publicKey, ['for']);
    await keys.destroy({ questionId: ONE, publicKey: null });
    expect(await keys.make(ONE)).not.toBe(publicKey);
    await expect(keys.open({ questionId: ONE, publicKey }, sealed)).rejects.toMatchObject({ reason: 'voting.ballot_key_gone' });
    const other = await makeBoxKeys();
    expect(await openBallots({ questionId: ONE, publicKey }, other.privateKey, sealed)).toEqual([null]);
  });
});
