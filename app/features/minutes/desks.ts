import type { Cowriting } from './cowriting';
import type { KeptSlot } from './kept-slots';

/** One page that writes, and where it keeps what is unsent. */
export interface Desk {
  writing: Cowriting;
  slot: KeptSlot;
}

/** Who writes in this window, by person and minutes: a page that is left still sends for a moment, and whoever comes back goes on with its words. */
const desks = new Map<string, Desk>();

/** Goes on with what a page of this window that was left has not sent, and with what other pages left. */
export function takeDesk(key: string, desk: Desk): Desk {
  const { writing, slot } = desk;
  const before = desks.get(key);
  if (before && before.writing !== writing) {
    const left = before.writing.stop();
    before.slot.release();
    before.slot.forget();
    if (left) writing.takeUp(left);
  }
  const here = { ...desk };
  desks.set(key, here);
  const isFree = (): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => void (writing.snapshot().state === 'saved' && (off(), resolve()));
      const off = writing.subscribe(look);
      look();
    });
  slot.hold(isFree, (kept) => {
    const isTaken = writing.takeUp(kept);
    if (isTaken) void writing.join();
    return isTaken;
  });
  writing.start();
  return here;
}

/** Leaving the page by a link goes on in the same window: what was just written is still sent, unless somebody has come back. @param left nobody is here any more. */
export async function leaveDesk(key: string, here: Desk, left: () => void): Promise<void> {
  await here.writing.save(2_000);
  if (desks.get(key) !== here) return;
  desks.delete(key);
  here.writing.stop();
  here.slot.release();
  left();
}
