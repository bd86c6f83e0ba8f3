import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KeptTexts } from '~/commands/kept-text';
import { Cowriting } from '~/features/minutes/cowriting';
import { leaveDesk, takeDesk, type Desk } from '~/features/minutes/desks';
import { keptLeft, KeptSlot } from '~/features/minutes/kept-slots';
import { paragraphsOf } from '../../../server/shared/rules/written-minutes';
import { Seal } from '~/tablet/seal';
import { Locks } from '../../support/browser-locks';
import { newUuid } from '../../support/ink-samples';
import { emptyStorage } from '../../support/local-storage';
import { MINUTES_ID, MinutesLog } from '../../support/minutes-log';

let log: MinutesLog;
let texts: KeptTexts;
let locks: LockManager;
beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true });
  const held = emptyStorage();
  log = new MinutesLog([{ id: 'p1', text: 'Một.' }, { id: 'p2', text: 'Hai.' }]);
  texts = new KeptTexts(new Seal('a', btoa('a'.padEnd(32, '.'))), () => held);
  locks = new Locks() as unknown as LockManager;
});
afterEach(() => vi.unstubAllGlobals());

/** A page of the minutes in one window, at that log. */
function page(): Desk {
  const slot = new KeptSlot(texts, 'a', { id: MINUTES_ID, href: '/meetings/1/minutes' }, newUuid, () => locks);
  const writing = new Cowriting({ text: log.text, seq: log.seq }, 'a', {
    async join(opId, seq) {
      await log.hold;
      return log.join(opId, seq);
    },
    async send(message) {
      await log.hold;
      return log.take(message, 'a');
    },
    keep: (kept) => slot.keep(kept),
    forget: () => slot.forget(),
    newId: newUuid,
    now: () => Date.now(),
  });
  log.tablets.push(writing);
  return { writing, slot };
}
const wordsOf = ({ writing }: Desk, id: string): string => paragraphsOf(writing.snapshot().text).find((paragraph) => paragraph.id === id)?.text ?? '';
/** The words this browser keeps. */
const lies = (): string[] | undefined => keptLeft(texts, MINUTES_ID, [], true)?.words;
const isSaved = ({ writing }: Desk) => vi.waitFor(() => expect(writing.snapshot().state).toBe('saved'));

describe('a page of the minutes that is left', () => {
  it('minutes N40 sends what was just written, then leaves; what could not go out stays kept', async () => {
    const one = page();
    const here = takeDesk('a.1', one);
    await one.writing.join();
    one.writing.write('p1', 'Một. Vừa viết.');
    const left = vi.fn();
    await leaveDesk('a.1', here, left);
    expect([log.paragraphs[0], lies(), left.mock.calls.length]).toEqual(['p1: Một. Vừa viết.', undefined, 1]);
    const two = page();
    const there = takeDesk('a.1', two);
    await two.writing.join();
    two.writing.close('state');
    two.writing.write('p2', 'Hai. Muộn.');
    await leaveDesk('a.1', there, left);
    expect([lies(), left.mock.calls.length]).toEqual([[' Muộn.'], 2]);
    // Open again, the same page takes up what it left, once.
    const again = takeDesk('a.1', two);
    await two.writing.join();
    await vi.waitFor(() => expect(log.paragraphs[1]).toBe('p2: Hai. Muộn.'));
    await isSaved(two);
    await leaveDesk('a.1', again, left);
    expect(log.edits.length).toBe(2);
  });

  it('minutes N40 whoever comes back meanwhile goes on with its words, once, and is not taken out of the room', async () => {
    const one = page();
    const here = takeDesk('a.2', one);
    await one.writing.join();
    let goOn = (): void => undefined;
    log.hold = new Promise((resolve) => (goOn = resolve));
    one.writing.write('p1', 'Một. Đang gửi.');
    one.writing.write('p2', 'Hai. Đang đợi.');
    const left = vi.fn();
    const leaving = leaveDesk('a.2', here, left);
    const two = page();
    const there = takeDesk('a.2', two);
    expect([wordsOf(two, 'p1'), wordsOf(two, 'p2')]).toEqual(['Một. Đang gửi.', 'Hai. Đang đợi.']);
    const joining = two.writing.join();
    goOn();
    await Promise.all([joining, leaving]);
    await isSaved(two);
    expect([left.mock.calls.length, log.paragraphs, lies()]).toEqual([0, ['p1: Một. Đang gửi.', 'p2: Hai. Đang đợi.'], undefined]);
    await leaveDesk('a.2', there, left);
    expect(left.mock.calls.length).toBe(1);
  });
});
