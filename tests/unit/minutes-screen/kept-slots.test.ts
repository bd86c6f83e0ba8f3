import { describe, expect, it } from 'vitest';
import { KeptTexts } from '~/commands/kept-text';
import { forgetAllKept, keptLeft, KeptSlot } from '~/features/minutes/kept-slots';
import type { KeptWriting } from '~/features/minutes/unsent';
import { Seal } from '~/tablet/seal';
import { Locks } from '../../support/browser-locks';
import { emptyStorage } from '../../support/local-storage';

const words = (text: string): KeptWriting => ({ seq: 0, paragraphs: [], sent: null, waiting: [{ kind: 'text', id: 'p1', change: [text] }] });
/** The words that are kept, whoever keeps them. */
const lies = (texts: KeptTexts): string[] | undefined => keptLeft(texts, 'm1', [], true)?.words;
const MINUTES = { id: 'm1', href: '/meetings/1/minutes' };
const isFree = (): Promise<void> => Promise.resolve();
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function browser(): { texts: KeptTexts; page(id: string): { slot: KeptSlot; taken: KeptWriting[]; opens(free?: () => Promise<void>): Promise<void> } } {
  const held = emptyStorage();
  const locks = new Locks() as unknown as LockManager;
  const texts = new KeptTexts(new Seal('a', btoa('a'.padEnd(32, '.'))), () => held);
  return {
    texts,
    page(id) {
      let count = 0;
      const slot = new KeptSlot(texts, 'a', MINUTES, () => `${id}.${(count += 1)}`, () => locks);
      const taken: KeptWriting[] = [];
      const opens = (free = isFree): Promise<void> => {
        slot.hold(free, (kept) => {
          taken.push(kept);
          return slot.keep(kept);
        });
        return settle();
      };
      return { slot, taken, opens };
    },
  };
}

describe('where pages keep what they have not delivered', () => {
  it('minutes N40 two pages of one person forget nothing of each other, and what one leaves the other takes over once', async () => {
    const { texts, page } = browser();
    const [one, two, three] = [page('1'), page('2'), page('3')];
    await one.opens();
    one.slot.keep(words('Viết ngoại tuyến.'));
    await two.opens();
    two.slot.forget();
    await three.opens();
    expect([two.taken, three.taken, lies(texts)]).toEqual([[], [], ['Viết ngoại tuyến.']]);
    one.slot.release();
    await settle();
    expect([...two.taken, ...three.taken]).toEqual([words('Viết ngoại tuyến.')]);
    expect(lies(texts)).toEqual(['Viết ngoại tuyến.']);
  });

  it('minutes N40 what other pages left is taken one after the other, each when what is written here is saved', async () => {
    const { texts, page } = browser();
    for (const id of ['1', '2']) page(id).slot.keep(words(id));
    // Also what an earlier version kept under the one name there was.
    texts.keep('minutes.m1.written', words('0'), MINUTES.href);
    let goOn = (): void => undefined;
    const saved = new Promise<void>((resolve) => (goOn = resolve));
    const here = page('3');
    await here.opens(() => saved);
    expect(here.taken).toEqual([]);
    goOn();
    await settle();
    expect(here.taken.map((kept) => JSON.stringify(kept.waiting)).sort()).toEqual(['0', '1', '2'].map((text) => JSON.stringify(words(text).waiting)));
  });

  it('minutes N40 a page that was left and is there again takes up what it left itself, unless another has it', async () => {
    const { texts, page } = browser();
    const [one, two] = [page('1'), page('2')];
    await one.opens();
    one.slot.keep(words('Rời trang.'));
    one.slot.release();
    await one.opens();
    expect([one.taken, lies(texts)]).toEqual([[words('Rời trang.')], ['Rời trang.']]);
    // Held once more it is nobody else's, also where somebody waits for it.
    await two.opens();
    await one.opens();
    expect([one.taken.length, two.taken.length]).toEqual([1, 0]);
    one.slot.release();
    await settle();
    await one.opens();
    expect([one.taken.length, two.taken]).toEqual([1, [words('Rời trang.')]]);
  });

  it('minutes N40 a page that goes while it waits keeps nobody else from what was left', async () => {
    const { page } = browser();
    page('1').slot.keep(words('Còn lại.'));
    const [one, two] = [page('2'), page('3')];
    await one.opens(() => new Promise(() => undefined));
    await two.opens();
    expect([one.taken, two.taken]).toEqual([[], []]);
    one.slot.release();
    await settle();
    expect([one.taken, two.taken]).toEqual([[], [words('Còn lại.')]]);
  });

  it('minutes N40 a text kept by an earlier version stays until it is dropped', async () => {
    const { texts, page } = browser();
    texts.keep('minutes.m1', { paragraphs: [{ id: 'p1', text: 'Bản trước.' }] }, MINUTES.href);
    texts.keep('minutes.m2', { paragraphs: [] }, MINUTES.href);
    const here = page('1');
    await here.opens();
    here.slot.keep(words('Mới.'));
    const left = (isClosed: boolean, stored = 'Khác.') => keptLeft(texts, 'm1', [{ id: 'p1', text: stored }], isClosed);
    expect([here.taken, left(false), left(false, 'Bản trước.'), left(true)]).toEqual([[], { words: ['Bản trước.'], others: 0 }, null, { words: ['Mới.', 'Bản trước.'], others: 0 }]);
    forgetAllKept(texts, 'm1', 'before');
    expect([left(false), left(true)]).toEqual([null, { words: ['Mới.'], others: 0 }]);
    forgetAllKept(texts, 'm1', 'all');
    expect(left(true)).toBeNull();
    expect(texts.list().map(({ name }) => name)).toEqual(['minutes.m2']);
  });

  it('minutes N41 what was taken out and never delivered is told too, and can be dropped', () => {
    const { texts, page } = browser();
    page('1').slot.keep({ ...words('Chữ mới.'), sent: { opId: 'x', steps: [{ kind: 'remove', id: 'p1' }] } });
    page('2').slot.keep({ ...words(''), waiting: [{ kind: 'text', id: 'p2', change: [-4] }] });
    expect(keptLeft(texts, 'm1', [], true)).toEqual({ words: ['Chữ mới.'], others: 2 });
    forgetAllKept(texts, 'm1', 'all');
    expect(keptLeft(texts, 'm1', [], true)).toBeNull();
  });
});
