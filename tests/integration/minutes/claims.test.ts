import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { recordedMinutes } from '../../../server/modules/minutes/facts';
import { eventsOf } from '../../../server/kernel/repository.history';
import { localMoment, shortTime } from '../../../server/shared/rules/date-forms';
import { saysNothing } from '../../../server/shared/rules/minutes-text';
import { assemble, type Assembly } from '../sitting/assembly';
import { expectedOf, fewerThan, picture, STEP_SECONDS, type Act } from '../../support/presence-oracle';

const MEMBERS = 5;
const NEEDED = 4;
const STEPS = 90;
const BEGIN = Date.parse('2026-11-26T01:00:00Z');
const timeOf = (step: number): Date => new Date(BEGIN + step * STEP_SECONDS * 1000);
const said = (at: Date | string): string => shortTime(localMoment(at));

const step = fc.record({
  wait: fc.integer({ min: 0, max: 5 }),
  act: fc.constantFrom('in', 'in', 'out', 'out', 'out', 'absent', 'next', 'next', 'end', 'postpone', 'present', 'present', 'stop', 'vote', 'conclude'),
  person: fc.nat(MEMBERS - 1),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

let all: Assembly | null = null;
afterEach(async () => {
  await all?.close();
  all = null;
});

/** Plays a sitting by commands alone; what the installation refuses changes nothing and is not noted either. */
async function play(of: Assembly, steps: readonly Step[]) {
  const { execute, meetingId, secretary, chair, members, items, installation } = of;
  const acts: Act[] = [];
  let now = 0;
  let current: string | null = null;
  const did = async (work: Promise<unknown>): Promise<boolean> => work.then(() => true, (error: { reason?: string }) => {
    if (!error.reason) throw error;
    return false;
  });
  const mark = async (person: number, act: Act['act']): Promise<void> => {
    const personId = members[person]?.personId ?? '';
    const work =
      act === 'out' ? execute('sitting.leave', { meetingId, personId }, secretary)
        : act === 'in' && person % 2 === 0 ? execute('sitting.check-in', { meetingId, place: 'online' }, members[person] ?? chair)
          : execute('sitting.mark-attendance', { meetingId, marks: [{ personId, attendance: act === 'in' ? 'room' : 'excused', reason: act === 'in' ? null : 'công tác.' }] }, secretary);
    if (await did(work)) acts.push({ at: now, person, act });
  };
  installation.clock.set(timeOf(0).toISOString());
  for (let person = 0; person < NEEDED; person += 1) await mark(person, 'in');
  const opening = (now = 3);
  installation.clock.set(timeOf(now).toISOString());
  expect(await did(execute('sitting.open-session', { meetingId }, chair))).toBe(true);
  const order = Object.values(items);
  for (const { wait, act, person } of steps) {
    now = Math.min(now + wait, STEPS - 1);
    installation.clock.set(timeOf(now).toISOString());
    if (act === 'in' || act === 'out' || act === 'absent') await mark(person, act);
    const next: string = order[(order.indexOf(current ?? '') + 1) % order.length] ?? items.first;
    if (act === 'next' && (await did(execute('sitting.start-item', { meetingId, itemId: next, currentItemId: current }, chair)))) current = next;
    if (act === 'end' && current && (await did(execute('sitting.end-item', { meetingId, itemId: current }, chair)))) current = null;
    if (act === 'postpone' && (await did(execute('sitting.postpone-item', { meetingId, itemId: items.second, currentItemId: current }, chair))) && current === items.second) current = null;
    const presenter = [chair, secretary, members[1] ?? chair][person % 3] ?? chair;
    if (act === 'present') await did(execute('sitting.start-presenting', { meetingId, documentId: person % 2 ? of.papers.first : of.papers.second }, presenter));
    if (act === 'stop') await did(execute('sitting.stop-presenting', { meetingId }, chair));
    if (act === 'vote' && current) {
      const asked = await execute('voting.create-question', { meetingId, itemId: current, text: `Thống nhất ${now}?`, kind: 'approve' }, secretary).catch(() => null);
      if (asked && (await did(execute('voting.open-question', { meetingId, questionId: asked.questionId }, secretary)))) {
        const there = picture(acts, MEMBERS, STEPS).filter((row) => row[now]).length;
        await did(execute('voting.record-show-of-hands', { meetingId, questionId: asked.questionId, present: there, hands: { kind: 'approve', for: Math.min(person, there), against: there - Math.min(person, there), abstain: 0 } }, secretary));
      }
    }
    if (act === 'conclude' && current) {
      const { version } = await installation.application.database.reader.agendaItem.findUniqueOrThrow({ where: { id: current } });
      await did(execute('sitting.record-conclusion', { meetingId, itemId: current, text: `Thống nhất ${now}.`, version }, secretary));
    }
  }
  const closing = Math.min(now + 4, STEPS);
  installation.clock.set(timeOf(closing).toISOString());
  await execute('sitting.close-session', { meetingId, postponeRest: true }, chair);
  return { acts, opening, closing };
}

/** Every word the draft says of one sitting is held against its events. */
async function judge(of: Assembly, { acts, opening, closing }: Awaited<ReturnType<typeof play>>): Promise<void> {
  const db = of.installation.application.database.reader;
  const [paragraphs, events] = await Promise.all([recordedMinutes(db, of.meetingId), eventsOf(db, of.meetingId)]);
  const textOf = new Map(paragraphs.map(({ id, text }) => [id, text]));
  const about = (id: string): string => textOf.get(`attendance:${id}`) ?? '';
  const times = new Set(events.map(({ at }) => said(at)));
  for (const { source, text } of paragraphs) {
    if (source.kind === 'hand') expect(saysNothing(text) || /^(Chủ trì|Thư ký)/u.test(text)).toBe(true);
    for (const [time] of text.matchAll(/\d\d giờ \d\d/g)) expect(times, text).toContain(time);
    expect(text).not.toMatch(/(?<![\p{L}])([\p{L}]+) \1(?![\p{L}])/iu);
    expect(text).not.toMatch(/từ (\d\d giờ \d\d) đến \1|:\p{L}|[.;]\.|đã được|tóm tắt/u);
  }
  const rows = picture(acts, MEMBERS, STEPS);
  rows.forEach((row, person) => {
    const name = `${of.members[person]?.fullName},`;
    const part = expectedOf(row, opening, closing);
    expect(about('absent').includes(name), about('absent')).toBe(!part.wasThere);
    const own = (id: string): string | null => about(id).split(/; |gồm: /u).find((one) => one.startsWith(name)) ?? null;
    if (part.late === null) expect(own('late')).toBeNull();
    else expect(own('late')).toContain(`(lúc ${said(timeOf(part.late))})`);
    if (part.left === null) expect(own('left')).toBeNull();
    else expect(own('left')).toContain(`(từ ${said(timeOf(part.left))})`);
    if (part.away.length === 0) expect(own('away')).toBeNull();
    for (const [from, to] of part.away) expect(own('away')).toContain(`từ ${said(timeOf(from))} đến ${said(timeOf(to))}`);
  });
  const present = rows.filter((row) => expectedOf(row, opening, closing).wasThere).length;
  expect(about('members')).toContain(`có mặt ${present}/${MEMBERS} đồng chí`);
  const fewer = fewerThan(rows, NEEDED, opening, closing);
  expect(textOf.get('quorum')?.includes('không đủ')).toBe(fewer.length > 0);
  for (const [, to] of fewer) expect(textOf.get('quorum')).toContain(to === closing ? 'đến khi phiên họp kết thúc' : `đến ${said(timeOf(to))}`);
  const presented = events.filter(({ type }) => type === 'sitting.presentation_started' || type === 'sitting.paper_presented').map(({ payload }) => payload);
  for (const itemId of Object.values(of.items)) {
    const told = paragraphs.filter(({ id, source }) => id.startsWith(`item:${itemId}:presentation`) && source.kind === 'event');
    const people = new Set(presented.filter((payload) => payload['itemId'] === itemId).map((payload) => payload['personId']));
    const tells = itemId !== of.items.pause && itemId !== of.items.paper;
    expect(told).toHaveLength(tells ? people.size : 0);
  }
  const concluded = new Set(events.filter(({ type }) => type === 'sitting.conclusion_recorded').map(({ payload }) => payload['itemId']));
  concluded.delete(of.items.pause);
  expect(paragraphs.filter(({ text, source }) => source.kind === 'event' && text.includes('Kết luận của Chủ tọa: Thống nhất'))).toHaveLength(concluded.size);
  const passed = events.filter(({ type, payload }) => type === 'voting.question_closed' && payload['passed'] === true).length;
  expect(paragraphs.filter(({ text }) => text.includes('Ủy ban nhân dân tỉnh thông qua.'))).toHaveLength(passed);
}

describe('what the draft claims', () => {
  it.each(fc.sample(fc.array(step, { minLength: 25, maxLength: 45 }), { numRuns: 12, seed: 20261126 }).map((steps, index) => [index + 1, steps] as const))(
    'minutes N20 sitting %i: nothing is said that no event says, and the presence of each person is told right',
    async (_index, steps) => {
      all = await assemble({ members: MEMBERS });
      await judge(all, await play(all, steps));
    },
  );
});
