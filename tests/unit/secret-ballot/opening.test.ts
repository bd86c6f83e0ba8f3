import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { countBallots, makeBoxKeys, makeBundle, openBallots, sealBallot, trackerOf, type BoxKeys } from '../../../server/secret-ballot';
import { toBase64Url } from '../../../server/secret-ballot/base64url';
import { drawBelow, shuffled } from '../../../server/secret-ballot/open';
import { bindings } from '../../../server/secret-ballot/suite';

const QUESTION = '0199a000-0000-7000-8000-000000000001';
const CHOICES = ['abstain', 'against', 'for'];
const isChoice = (choice: string): boolean => CHOICES.includes(choice);

let keys: BoxKeys;
beforeAll(async () => void (keys = await makeBoxKeys()));
const box = () => ({ questionId: QUESTION, publicKey: keys.publicKey });

/** A ballot of somebody who seals with a program of their own. */
async function sealedByHand(plain: Uint8Array): Promise<string> {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const { info, aad } = bindings(box());
  const recipientPublicKey = await suite.kem.deserializePublicKey(Buffer.from(keys.publicKey, 'base64url'));
  const { enc, ct } = await suite.seal({ recipientPublicKey, info }, plain, aad);
  return toBase64Url(Buffer.concat([Buffer.from(enc), Buffer.from(ct)]));
}

/** χ² of counts against equal chances, and what it may be (mean k − 1, σ² = 2(k − 1); five σ). */
function evenness(counts: readonly number[]): { chi: number; most: number } {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return { chi, most: counts.length - 1 + 5 * Math.sqrt(2 * (counts.length - 1)) };
}

describe('opening', () => {
  it('secret-ballot SC4 all come out, in an order that is drawn', async () => {
    const choices = Array.from({ length: 60 }, (_, at) => `ballot ${at}`);
    const sealed = await Promise.all(choices.map((choice) => sealBallot(box(), choice)));
    const [first, second] = [await openBallots(box(), keys.privateKey, sealed), await openBallots(box(), keys.privateKey, sealed)];
    expect([...first].sort()).toEqual([...choices].sort());
    expect([...second].sort()).toEqual([...choices].sort());
    expect(first).not.toEqual(choices);
    expect(second).not.toEqual(first);
  });

  it('secret-ballot SC4 each order is as likely as any other; a shuffle that is not would be found', () => {
    const orders = (shuffle: (list: number[]) => number[]): number[] => {
      const counts = new Map<string, number>();
      for (let round = 0; round < 24_000; round += 1) {
        const order = shuffle([0, 1, 2, 3]).join('');
        counts.set(order, (counts.get(order) ?? 0) + 1);
      }
      return [...counts.values()];
    };
    const fair = evenness(orders(shuffled));
    expect(fair.chi).toBeLessThan(fair.most);
    const swapsWithAny = evenness(orders((list) => {
      for (const at of list.keys()) {
        const other = drawBelow(list.length);
        [list[at], list[other]] = [list[other]!, list[at]!];
      }
      return list;
    }));
    expect(swapsWithAny.chi).toBeGreaterThan(swapsWithAny.most);
  });

  it('secret-ballot SC4 a drawn number is even where the range does not divide the draw', () => {
    const counts = Array.from({ length: 7 }, () => 0);
    for (let round = 0; round < 70_000; round += 1) counts[drawBelow(7)]! += 1;
    const { chi, most } = evenness(counts);
    expect(chi).toBeLessThan(most);
  });

  it('secret-ballot SC5 what does not open, or holds no choice, is counted as invalid', async () => {
    const plain = (...bytes: number[]): Uint8Array => Uint8Array.from({ length: 201 }, (_, at) => bytes[at] ?? 0);
    const sealed = [
      await sealBallot(box(), 'for'),
      await sealBallot(box(), 'for me'),
      await sealBallot({ ...box(), questionId: '0199a000-0000-7000-8000-000000000002' }, 'for'),
      await sealedByHand(plain(0)),
      await sealedByHand(plain(201, 102)),
      await sealedByHand(plain(1, 102, 102)),
      await sealedByHand(plain(2, 0xc3, 0x28)),
      await sealedByHand(Uint8Array.of(3, 102, 111, 114)),
      '',
    ];
    const opened = await openBallots(box(), keys.privateKey, sealed);
    expect(opened).toHaveLength(sealed.length);
    expect(opened.filter((choice) => choice !== null).sort()).toEqual(['for', 'for me']);
    expect(countBallots(opened, isChoice)).toEqual({ ballots: 9, invalid: 8, choices: { for: 1 } });
  });

  it('secret-ballot SC6 the counts of a bundle are those of its ballots, whatever they are', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...CHOICES), fc.constant(null), fc.string())), (choices) => {
      const { ballots, invalid, choices: counted } = countBallots(choices, isChoice);
      expect(Object.values(counted).reduce((sum, count) => sum + count, invalid)).toBe(ballots);
      expect(countBallots(shuffled(choices), isChoice)).toEqual({ ballots, invalid, choices: counted });
    }));
  });

  it('secret-ballot SC6 SC7 a bundle tells trackers in their order and ballots in theirs, and no invalid text', async () => {
    const sealed = await Promise.all(['for', 'against', 'for', 'Nguyễn Văn A'].map((choice) => sealBallot(box(), choice)));
    const trackers = await Promise.all(sealed.map(trackerOf));
    const choices = await openBallots(box(), keys.privateKey, sealed);
    const facts = { question: { id: QUESTION }, rule: {}, result: {}, publicKey: keys.publicKey, trackers, choices };
    const bundle = makeBundle(facts, isChoice);
    expect(bundle.trackers).toEqual([...trackers].sort());
    expect(bundle.counts).toEqual({ ballots: 4, invalid: 1, choices: { against: 1, for: 2 } });
    expect(JSON.stringify(bundle)).not.toContain('Nguyễn');
    expect(() => makeBundle({ ...facts, trackers: trackers.slice(1) }, isChoice)).toThrow(RangeError);
    expect(() => makeBundle({ ...facts, trackers: [...trackers.slice(1), trackers[1]!] }, isChoice)).toThrow(RangeError);
  });

  it('secret-ballot SC7 where a tracker stands says nothing of where its ballot stands', async () => {
    // Every tracker is guessed to go with the ballot at its own place, over many counts: chance finds one in each.
    const sealed = await Promise.all(Array.from({ length: 30 }, (_, at) => sealBallot(box(), `ballot ${at}`)));
    const trackers = await Promise.all(sealed.map(trackerOf));
    const inOrder = trackers.map((tracker, at) => ({ tracker, choice: `ballot ${at}` })).sort((a, b) => (a.tracker < b.tracker ? -1 : 1));
    const rounds = 40;
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      const { choices } = makeBundle({ question: { id: QUESTION }, rule: {}, result: {}, publicKey: keys.publicKey, trackers, choices: await openBallots(box(), keys.privateKey, sealed) }, () => true);
      found += inOrder.filter(({ choice }, at) => choices[at] === choice).length;
    }
    // Fixed points of a random order: mean 1, variance 1.
    expect(found).toBeLessThan(rounds + 4 * Math.sqrt(rounds));
  });
});
