import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedIn, presenceIn, staysOf } from '../../../server/modules/sitting/presence';
import { ATTENDANCE_MARKED, CHECKED_IN, PERSON_LEFT } from '../../../server/modules/sitting/events';
import { expectedOf, fewerThan, picture, STEP_SECONDS, type Act } from '../../support/presence-oracle';

const BEGIN = Date.parse('2026-11-26T01:00:00Z');
const timeOf = (step: number): Date => new Date(BEGIN + step * STEP_SECONDS * 1000);
const PEOPLE = 4;
const STEPS = 60;

const acts = fc
  .array(fc.record({ at: fc.nat(STEPS - 1), person: fc.nat(PEOPLE - 1), act: fc.constantFrom('in', 'in', 'in', 'out', 'out', 'absent') }), { maxLength: 40 })
  .map((all) => (all as Act[]).sort((a, b) => a.at - b.at));

const eventOf = ({ at, person, act }: Act, index: number) => {
  const personId = `p${person}`;
  if (act === 'out') return { type: PERSON_LEFT, at: timeOf(at), payload: { personId } };
  if (act === 'in' && index % 2 === 0) return { type: CHECKED_IN, at: timeOf(at), payload: { personId, attendance: 'room', late: false } };
  return { type: ATTENDANCE_MARKED, at: timeOf(at), payload: { marks: [{ personId, attendance: act === 'in' ? 'online' : 'excused', reason: 'công tác' }] } };
};

describe('presence out of the events', () => {
  it('sitting L19 whatever is pressed, everybody is told late, away, gone or there as a look at every moment would have it', () => {
    fc.assert(
      fc.property(acts, fc.integer({ min: 0, max: 20 }), fc.integer({ min: 30, max: STEPS }), fc.integer({ min: 1, max: PEOPLE }), (all, opening, closing, needed) => {
        const stays = staysOf(all.map(eventOf));
        const rows = picture(all, PEOPLE, STEPS);
        const session = { from: timeOf(opening), to: timeOf(closing) };
        rows.forEach((row, person) => {
          const { wasThere, late, away, left } = expectedOf(row, opening, closing);
          expect(presenceIn(session, stays.get(`p${person}`) ?? [])).toEqual({
            wasThere,
            late: late === null ? null : timeOf(late),
            away: away.map(([from, to]) => ({ from: timeOf(from), to: timeOf(to) })),
            left: left === null ? null : timeOf(left),
          });
        });
        const counted = countedIn(session, rows.map((_row, person) => stays.get(`p${person}`) ?? []), needed);
        expect(counted).toEqual({
          atOpening: rows.filter((row) => row[opening]).length,
          fewer: fewerThan(rows, needed, opening, closing).map(([from, to]) => ({ from: timeOf(from), to: timeOf(to) })),
        });
      }),
      { numRuns: 500 },
    );
  });
});
