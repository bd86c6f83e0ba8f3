import type { SittingView } from '../sitting';

/**
 * Whether a page that shows more of a session than the pushed picture holds has to ask for it again. Everything else (items,
 * times, what is shown) it draws from the picture.
 * @param mayCheckIn the own place in the list is open: the picture counts people and names none.
 */
export function isNews(before: SittingView, after: SittingView, mayCheckIn: boolean): boolean {
  if (before.sight !== after.sight || before.prepared !== after.prepared || before.meeting.state !== after.meeting.state) return true;
  // Who is among those present may only lose that.
  return mayCheckIn ? JSON.stringify(before.attendance) !== JSON.stringify(after.attendance) : present(after) < present(before);
}

const present = ({ attendance: { inRoom, online, guestsPresent } }: SittingView): number => inRoom + online + guestsPresent;

/** The newest picture of a session that runs, where the page and the picture agree that it does; null for one that does not. */
export function runningPicture(state: string, loaded: SittingView | null, pushed: SittingView | null): SittingView | null {
  if (state !== 'in_session') return null;
  if (pushed?.meeting.state !== 'in_session') return loaded;
  return loaded && loaded.takenAt > pushed.takenAt ? loaded : pushed;
}
