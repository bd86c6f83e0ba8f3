import { describe, expect, it } from 'vitest';
import { isNews, runningPicture } from '~/features/meetings/session-news';
import type { SittingView } from '~/features/sitting/sitting-view';

const counts = { inRoom: 10, online: 2, excused: 0, unexcused: 0, unknown: 9, left: 0, guests: 1, guestsPresent: 1 };
const picture = (change: { sight?: string; state?: string; prepared?: number; attendance?: Partial<typeof counts>; currentItemId?: string; takenAt?: Date } = {}): SittingView =>
  ({ meeting: { state: change.state ?? 'in_session' }, prepared: change.prepared ?? 7, sight: change.sight ?? 'a', attendance: { ...counts, ...change.attendance }, currentItemId: change.currentItemId ?? null, takenAt: change.takenAt ?? new Date(0) }) as unknown as SittingView;

describe('a page that shows a little of a session asks for its own data again', () => {
  it('not for what it draws from the picture: items, times, what is shown', () => {
    for (const mayCheckIn of [true, false]) expect(isNews(picture(), picture({ currentItemId: 'b', takenAt: new Date(9) }), mayCheckIn)).toBe(false);
  });

  it('when something prepared changed, or the session began or ended', () => {
    expect(isNews(picture(), picture({ prepared: 8 }), false)).toBe(true);
    expect(isNews(picture(), picture({ sight: 'b' }), false)).toBe(true);
    expect(isNews(picture({ state: 'published' }), picture(), false)).toBe(true);
    expect(isNews(picture(), picture({ state: 'closed' }), false)).toBe(true);
  });

  it('while the own place is open when anybody comes or goes, afterwards only when somebody is there no more', () => {
    const more = picture({ attendance: { inRoom: 11, unknown: 8 } });
    const fewer = picture({ attendance: { inRoom: 9, left: 1 } });
    expect([isNews(picture(), more, true), isNews(picture(), fewer, true)]).toEqual([true, true]);
    expect([isNews(picture(), more, false), isNews(picture(), fewer, false)]).toEqual([false, true]);
  });

  it('and draws the newest picture only while page and picture both say that the session runs', () => {
    const [early, late] = [picture({ takenAt: new Date(1) }), picture({ takenAt: new Date(2) })];
    expect([runningPicture('in_session', early, late), runningPicture('in_session', late, early), runningPicture('in_session', early, null)]).toEqual([late, late, early]);
    expect(runningPicture('in_session', early, picture({ state: 'closed' }))).toBe(early);
    expect([runningPicture('closed', null, late), runningPicture('published', null, picture({ state: 'published' }))]).toEqual([null, null]);
  });
});
