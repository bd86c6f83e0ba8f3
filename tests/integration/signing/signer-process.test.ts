import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FileSignerStore, keysApart } from '../../../server/adapters/signer';
import { addSignatureFields, signPdf, verifyPdf } from '../../../server/pades';
import { FIELDS, installation, minutes, NOW, PIN, self, type Installation } from '../pades/fixtures';

let of: Installation;
let store: FileSignerStore;
const told: string[] = [];
const tell = (message: string) => void told.push(message);
const IDLE_MS = 1_500;

beforeEach(async () => {
  told.length = 0;
  of = await installation();
  store = new FileSignerStore(of.dir, keysApart(of.dir, { tell, idleMs: IDLE_MS }));
}, 60_000);
afterEach(() => store.stop());

/** Processes of this one that have the keys: the deepest of what was started. */
function signers(): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n').map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/u.exec(line) ?? []);
  const below = (parent: number): number[] => lines.filter(([, , parentId]) => Number(parentId) === parent).flatMap(([, pid]) => [Number(pid), ...below(Number(pid))]);
  const mine = new Set(below(process.pid));
  return lines.filter(([, pid, , args = '']) => mine.has(Number(pid)) && /\/signer(?:-child\.ts|\.js)$/u.test(args)).map(([, pid]) => Number(pid));
}

const signed = async () => {
  const signer = await store.open('secretary', PIN, self('secretary'));
  try {
    return await signPdf(addSignatureFields(minutes(), FIELDS), { field: 'SIG_THUKY', signer, signedAt: NOW });
  } finally {
    await signer.close();
  }
};

describe('the process that has the keys', { timeout: 60_000 }, () => {
  it('signing T6 signs what is valid, and no word of it has a key', async () => {
    expect(verifyPdf(await signed(), { ...of.trust, now: NOW })).toMatchObject({ verdict: 'valid' });
    expect(signers().length).toBeGreaterThan(0);
    expect(told).toEqual([]);
    const store = new FileSignerStore(of.dir, keysApart(of.dir, { tell }));
    const signer = await store.open('secretary', PIN, self('secretary'));
    expect(JSON.stringify(signer, (_name, value: unknown) => (value instanceof Uint8Array ? null : value))).not.toMatch(/PRIVATE/u);
    expect(Object.keys(signer).sort()).toEqual(['algorithm', 'chain', 'close', 'sign', 'testOnly']);
    await store.stop();
  });

  it('signing T7 it has nothing of the environment, ends when nobody asks, and the next PIN starts another one', async () => {
    process.env['PHIEN_TEST_SECRET_WORD'] = 'khong-cho-ai';
    await signed();
    const [pid] = signers();
    expect(readFileSync(`/proc/${String(pid)}/environ`, 'utf8')).not.toContain('khong-cho-ai');
    expect(readFileSync(`/proc/${String(pid)}/limits`, 'utf8')).toMatch(/Max core file size\s+0\s+0/u);
    if (spawnSync('unshare', ['-rn', 'true']).status === 0) expect(readlinkSync(`/proc/${String(pid)}/ns/net`)).not.toBe(readlinkSync('/proc/self/ns/net'));
    delete process.env['PHIEN_TEST_SECRET_WORD'];
    await vi.waitFor(() => expect(signers()).toEqual([]), { timeout: 10_000 });
    await signed();
    expect(signers().length).toBeGreaterThan(0);
  });

  it('signing T7 killed in the middle it takes the keys with it: the act is refused, and the next PIN signs', async () => {
    const signer = await store.open('secretary', PIN, self('secretary'));
    for (const pid of signers()) process.kill(pid, 'SIGKILL');
    await expect(signer.sign(Buffer.from('x'))).rejects.toMatchObject({ code: 'unavailable', reason: 'signing.key_gone' });
    expect(verifyPdf(await signed(), { ...of.trust, now: NOW })).toMatchObject({ verdict: 'valid' });
  });

  it('signing T8 a closed key signs no more, and a wrong PIN opens nothing', async () => {
    const signer = await store.open('secretary', PIN, self('secretary'));
    await signer.close();
    await expect(signer.sign(Buffer.from('x'))).rejects.toMatchObject({ reason: 'signing.key_gone' });
    await expect(store.open('secretary', '000000', self('secretary'))).rejects.toMatchObject({ reason: 'signing.wrong_pin', params: { left: 4 } });
    await expect(store.open('nobody', PIN, self('nobody'))).rejects.toMatchObject({ reason: 'signing.no_certificate' });
  });
});
