import { describe, expect, it } from 'vitest';
import { lineTexts } from '~/features/sitting/line-texts';
import { endOf, isMyTurn, remainingOf, slipOf, voteToTell, type LiveItem, type SittingView } from '~/features/sitting/sitting-view';
import { adjournTexts } from '~/features/sitting/adjourn-texts';
import { hallTexts } from '~/features/sitting/hall-texts';
import { floorTexts } from '~/features/floor/texts';
import { sittingTexts } from '~/features/sitting/texts';
import { announcementsBetween } from '~/features/sitting/announcements';
import type { LiveQuestion } from '~/features/voting/data';
import { ballotTexts } from '~/features/voting/ballot-texts';
import { chairTexts } from '~/features/sitting/chair-texts';
import { votingTexts } from '~/features/voting/texts';
import { translator } from '~/ui/i18n';

const words = { t: translator(sittingTexts, 'vi'), ta: translator(adjournTexts, 'vi'), tl: translator(lineTexts, 'vi'), tv: translator(votingTexts, 'vi'), tb: translator(ballotTexts, 'vi'), tf: translator(floorTexts, 'vi'), th: translator(hallTexts, 'vi'), tc: translator(chairTexts, 'vi'), language: 'vi' as const };
const at = (time: string): Date => new Date(`2026-11-26T${time}+07:00`);

const item = (id: string, change: Partial<LiveItem> = {}): LiveItem => ({
  id, number: 1, kind: 'item', title: `Nội dung ${id}`, state: 'coming', presenterId: null, presenter: '', plannedMinutes: 40,
  plannedStart: at('08:10'), expectedStart: at('08:10'), expectedEnd: at('08:50'), startedAt: null, endedAt: null, stoodStill: 0, questions: 0, recused: [], block: null, putOffReason: '', movedTo: null, ...change,
});
const question = (change: Partial<LiveQuestion> = {}): LiveQuestion => ({
  id: 'q', itemId: 'a', order: 1, text: 'Thông qua kế hoạch?', mode: 'open', kind: 'approve', options: [], state: 'draft', openedAt: null, closedAt: null,
  members: 21, present: 19, needed: 11, passed: null, result: null, version: 1, seats: null, majority: null, inSeries: false, covers: null, way: 'hands', deadline: null, calledId: null,
  cast: null, called: null, next: null, counting: false, withoutTablets: 'hands' as const, counters: [], changeable: true, ...change,
});
const rule = { share: { numerator: 1, denominator: 2, comparison: 'more_than' as const }, tie: 'fails' as const };
const closed = question({
  state: 'closed', closedAt: at('08:40'), passed: true,
  result: { kind: 'approve', for: 15, against: 2, abstain: 1, percentFor: 71.4, reason: 'majority', chairSide: null, noBallot: 1, notTakingPart: 2, needed: 11, rule } as unknown as NonNullable<LiveQuestion['result']>,
});
const view = (change: Partial<SittingView> = {}, meeting: Partial<SittingView['meeting']> = {}): SittingView => ({
  meeting: { id: 'm', title: 'Phiên họp', state: 'in_session', startsAt: at('08:00'), endsAt: at('12:00'), openedAt: at('08:02'), closedAt: null, place: '', form: 'room', chair: '', secretary: '', ...meeting },
  items: [item('a', { state: 'now', startedAt: at('08:10') }), item('b', { number: 2 })],
  currentItemId: 'a', papers: [], sight: '', replaced: [], questions: [], decided: null,
  attendance: { quorum: { members: 21, present: 19, needed: 14, missing: 0, reached: true, percent: 90.5 }, inRoom: 19, online: 0, excused: 0, unexcused: 0, unknown: 2, left: 0, guests: 0, guestsPresent: 0 },
  sites: null, lights: null, presentation: null, floor: { turn: null, waiting: [], settled: [], pausedSince: null, adjournedUntil: null },
  presiding: { personId: 'c', name: 'Đỗ Khắc Trường Vân', position: 'Chủ tịch', called: null, forItem: false, isThere: true, deputies: [], claims: [] }, hall: { notice: null, attention: null, isBlack: false, answered: [] }, presenters: [], expectedEnd: at('12:00'), prepared: 0, takenAt: at('08:30'), officers: null, ...change,
});
const told = (before: SittingView, after: SittingView, me = 'me') => announcementsBetween(before, after, me, words);

describe('what everybody is told wherever they are', () => {
  it('sitting L25 nothing where only presence or a page changed', () => {
    const shown = { personId: 'p', name: 'Cù Minh Thạc', documentId: 'd', documentTitle: 'Tờ trình', version: 1, inkId: 'd', pages: 8, page: 2, itemId: 'a', numbers: null };
    expect(told(view(), view({ presentation: shown, takenAt: at('08:31') }))).toEqual([]);
  });

  it('sitting L25 a vote that opens, and its result with word, rule and numbers, interrupt; once each', () => {
    const open = view({ questions: [question({ state: 'open', openedAt: at('08:35') })] });
    expect(told(view(), open)).toEqual([{ text: 'Mở biểu quyết: Thông qua kế hoạch?', urgent: true }]);
    expect(told(open, open)).toEqual([]);
    const done = view({ questions: [closed], decided: closed });
    const [result, ...rest] = told(open, done);
    expect(rest).toEqual([]);
    expect(result?.urgent).toBe(true);
    expect(result?.text).toContain('Thông qua kế hoạch?');
    expect(result?.text).toContain('Cần 11 trên 21, được 15');
    expect(told(done, view({ currentItemId: 'b', decided: closed }))).toEqual([{ text: 'Đang bàn Nội dung 2: Nội dung b.', urgent: false }]);
  });

  it('sitting L54 chair and secretary are told of a lost quorum with its numbers, once for each time, and of its return; others are not', () => {
    const enough = { members: 21, present: 14, needed: 14, missing: 0, reached: true, percent: 66.7 };
    const seen = (quorum: typeof enough) => view({ officers: { quorum } as unknown as NonNullable<SittingView['officers']> });
    const [had, lost, less] = [seen(enough), seen({ ...enough, present: 13, missing: 1, reached: false }), seen({ ...enough, present: 12, missing: 2, reached: false })];
    expect(told(had, lost)).toEqual([{ text: 'Không còn đủ số thành viên theo quy định. Có mặt 13 trên 21, cần 14.', urgent: true }]);
    expect(told(lost, less)).toEqual([]);
    expect(told(less, had)).toEqual([{ text: 'Đã đủ số thành viên trở lại. Có mặt 14 trên 21, cần 14.', urgent: false }]);
    const counts = view().attendance;
    expect(told(view(), view({ attendance: { ...counts, quorum: { ...enough, present: 13, reached: false } } }))).toEqual([]);
  });

  it('sitting L25 a question withdrawn is no result', () => {
    const open = view({ questions: [question({ state: 'open', openedAt: at('08:35') })] });
    expect(told(open, view({ questions: [question()] }))).toEqual([{ text: 'Đã rút lại câu hỏi biểu quyết.', urgent: false }]);
  });

  it('sitting L25 opening, closing and one’s own turn, which nobody else is told of', () => {
    expect(told(view({ currentItemId: null }, { state: 'published', openedAt: null }), view({ currentItemId: null }))).toEqual([{ text: 'Phiên họp đã khai mạc.', urgent: false }]);
    expect(told(view({ currentItemId: null }), view({ currentItemId: null }, { state: 'closed', closedAt: at('11:58') }))).toEqual([{ text: 'Phiên họp đã bế mạc.', urgent: false }]);
    const mine = view({ items: [item('a', { state: 'done' }), item('b', { number: 2, state: 'now', presenterId: 'me' })], currentItemId: 'b' });
    expect(isMyTurn(mine, 'me')).toBe(true);
    expect(told(view(), mine).map(({ text }) => text)).toEqual(['Đang bàn Nội dung 2: Nội dung b.', 'Đến lượt đồng chí trình bày.']);
    expect(told(view(), mine, 'else').map(({ text }) => text)).toEqual(['Đang bàn Nội dung 2: Nội dung b.']);
  });

  it('sitting L23 the open question goes before the last result, which is told while its item runs and two minutes more', () => {
    const open = question({ id: 'r', state: 'open', openedAt: at('08:45') });
    expect(voteToTell(view({ questions: [closed, open], decided: closed }), at('08:46'))?.id).toBe('r');
    expect(voteToTell(view({ questions: [closed], decided: closed }), at('09:30'))?.id).toBe('q');
    const next = view({ currentItemId: 'b', decided: closed });
    expect(voteToTell(next, at('08:41'))?.id).toBe('q');
    expect(voteToTell(next, at('08:43'))).toBeNull();
  });
});

describe('times that agree', () => {
  it('sitting L24 a clock begins at its planned length, also where the tablet is a moment behind', () => {
    const begun = item('a', { state: 'now', startedAt: at('08:10') });
    expect(remainingOf(begun, new Date(at('08:10').getTime() - 900))).toBe(40 * 60_000);
    expect(remainingOf(begun, at('08:11'))).toBe(39 * 60_000);
    expect(remainingOf(begun, at('08:51'))).toBe(-60_000);
  });

  it('sitting L24 before the opening nothing is called as planned, early or late', () => {
    expect(endOf(view({}, { state: 'published', openedAt: null }), at('07:50')).late).toBeNull();
  });

  it('sitting L24 late and early are the difference of the minutes that are shown', () => {
    for (const seconds of [0, 1, 29, 30, 59]) {
      const { end, late } = endOf(view({ expectedEnd: new Date(at('12:00').getTime() + seconds * 1000) }), at('08:30'));
      expect([seconds, late]).toEqual([seconds, 0]);
      expect(end.getTime()).toBe(at('12:00').getTime() + seconds * 1000);
    }
    expect(endOf(view({ expectedEnd: at('12:02') }), at('08:30')).late).toBe(2);
    expect(endOf(view({ expectedEnd: at('11:58:30') }), at('08:30')).late).toBe(-2);
  });

  it('sitting L18 what follows moves on while the current item runs over, and while the opening is waited for', () => {
    expect(slipOf(view(), at('08:49'))).toBe(0);
    expect(slipOf(view(), at('08:55'))).toBe(5 * 60_000);
    const waiting = view({ currentItemId: null, takenAt: at('07:50') }, { state: 'published', openedAt: null });
    expect(slipOf(waiting, at('07:59'))).toBe(0);
    expect(slipOf(waiting, at('08:03'))).toBe(3 * 60_000);
    expect(slipOf(view({ currentItemId: null }, { state: 'closed', closedAt: at('11:58') }), at('13:00'))).toBe(0);
  });
});
