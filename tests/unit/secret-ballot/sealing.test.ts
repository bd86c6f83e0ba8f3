import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { CHOICE_BYTES, SEALED_LETTERS, isSealed, makeBoxKeys, openBallots, readTracker, sealBallot, trackerOf, type BoxKeys } from '../../../server/secret-ballot';
import { fromBase64Url, toBase64Url } from '../../../server/secret-ballot/base64url';

const QUESTION = '0199a000-0000-7000-8000-000000000001';
const OTHER = '0199a000-0000-7000-8000-000000000002';

let keys: BoxKeys;
beforeAll(async () => void (keys = await makeBoxKeys()));
const box = () => ({ questionId: QUESTION, publicKey: keys.publicKey });
const openOne = async (sealed: string, of = box(), privateKey = keys.privateKey) => (await openBallots(of, privateKey, [sealed]))[0];

/** The same bytes with one bit turned. */
function turned(sealed: string, bit: number): string {
  const bytes = fromBase64Url(sealed)!;
  bytes[bit >> 3]! ^= 1 << (bit & 7);
  return toBase64Url(bytes);
}

describe('sealing', () => {
  it('secret-ballot SC1 every choice has the same length sealed, none is twice the same, and what was chosen comes out', async () => {
    const choices = ['x', 'for', 'abstain', 'Không tán thành'.normalize('NFC'), '{"v":["p1","p2"]}', 'ờ'.repeat(66), 'a'.repeat(CHOICE_BYTES)];
    const sealed = await Promise.all([...choices, ...choices].map((choice) => sealBallot(box(), choice)));
    expect(new Set(sealed.map(({ length }) => length))).toEqual(new Set([SEALED_LETTERS]));
    expect(sealed.every(isSealed)).toBe(true);
    expect(new Set(sealed).size).toBe(sealed.length);
    for (const [at, one] of sealed.entries()) expect(await openOne(one)).toBe(choices[at % choices.length]);
    await expect(sealBallot(box(), '')).rejects.toThrow(RangeError);
    await expect(sealBallot(box(), 'ờ'.repeat(67))).rejects.toThrow(RangeError);
    await expect(sealBallot({ ...box(), publicKey: '?' }, 'for')).rejects.toThrow(RangeError);
    await expect(sealBallot({ ...box(), publicKey: keys.publicKey.slice(0, 40) }, 'for')).rejects.toThrow();
  });

  it('secret-ballot SC2 another question, another key, any changed bit: it does not open', async () => {
    const sealed = await sealBallot(box(), 'for');
    const others = await makeBoxKeys();
    expect(await openOne(sealed, { ...box(), questionId: OTHER })).toBeNull();
    expect(await openOne(sealed, box(), others.privateKey)).toBeNull();
    expect(await openOne(sealed, { ...box(), publicKey: others.publicKey })).toBeNull();
    const bits = SEALED_LETTERS * 6;
    for (let bit = 0; bit < bits; bit += 41) expect(await openOne(turned(sealed, bit)), `bit ${bit}`).toBeNull();
    expect(await openOne(sealed)).toBe('for');
  });

  it('secret-ballot SC1 what is no sealed ballot is told before it is kept', async () => {
    const sealed = await sealBallot(box(), 'for');
    for (const wrong of ['', sealed.slice(1), `${sealed}A`, `${sealed.slice(0, -1)}=`, `${sealed.slice(0, -1)}é`, sealed.replace(/^./u, '+')]) expect(isSealed(wrong), wrong.slice(0, 8)).toBe(false);
  });

  it('secret-ballot SC3 the tracker is 80 bits of the SHA-256, in letters that people can compare', async () => {
    const sealed = await sealBallot(box(), 'against');
    const tracker = await trackerOf(sealed);
    expect(tracker).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/u);
    // Counted another way: the letters as a number of base 32.
    const number = [...tracker.replaceAll('-', '')].reduce((sum, letter) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter)), 0n);
    expect(number.toString(16).padStart(20, '0')).toBe(createHash('sha256').update(Buffer.from(sealed, 'base64url')).digest('hex').slice(0, 20));
    expect(readTracker(` ${tracker.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')}`)).toBe(tracker);
    for (const wrong of ['', tracker.slice(1), `${tracker}0`, tracker.replace(/.$/u, 'U')]) expect(readTracker(wrong)).toBeNull();
  });
});
