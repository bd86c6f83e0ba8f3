import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultOf, inProtocolOrder, lightOf, MOST_SPOTS, moved, PLAN_SHAPES, planOf, rowName, seatByProtocol, seatingNow, spotOf, spotsInOrder, type Placed } from '../../../server/shared/rules/seat-plan';

const someone = (personId: string, over: Partial<Placed> = {}): Placed => ({ personId, role: 'member', protocolOrder: 1, substituteForId: null, site: null, attendance: 'unknown', onlyItemId: null, ...over });

describe('plans of rooms', () => {
  it('rooms RM2 every shape has the spots asked for, each with its own name on its own cell, up to 1,600', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PLAN_SHAPES), fc.integer({ min: 1, max: MOST_SPOTS }), (shape, seats) => {
        // Along two sides of a table at most so many sit as the grid is long.
        const count = shape === 'table' || shape === 'u' ? Math.min(seats, 190) : seats;
        const plan = planOf(shape, count);
        expect(plan.spots).toHaveLength(count);
        expect(faultOf(plan)).toBeNull();
        expect(plan.spots.every(({ x, y }) => x >= 0 && y >= 0 && x < 100 && y < 100)).toBe(true);
      }),
      { numRuns: 60 },
    );
    expect([0, 25, 26, 27].map(rowName)).toEqual(['A', 'Z', 'AA', 'AB']);
  });

  it('rooms RM2 a plan without spots, with too many, with a name twice or two spots on one cell is none', () => {
    const spot = { name: 'A1', x: 0, y: 0 };
    expect(faultOf({ order: 'centre', spots: [] })?.reason).toBe('rooms.no_spots');
    expect(faultOf({ order: 'centre', spots: Array.from({ length: MOST_SPOTS + 1 }, (_one, index) => ({ name: `S${index}`, x: index % 100, y: Math.floor(index / 100) })) })?.reason).toBe('rooms.too_many_spots');
    expect(faultOf({ order: 'centre', spots: [spot, { ...spot, x: 1 }] })).toEqual({ reason: 'rooms.spot_twice', spot: 'A1' });
    expect(faultOf({ order: 'centre', spots: [spot, { ...spot, name: 'A2' }] })).toEqual({ reason: 'rooms.spots_overlap', spot: 'A2' });
  });

  it('rooms RM2 a table longer than the grid is refused with the spot', () => {
    expect(faultOf(planOf('u', 400, 5))?.reason).toBe('rooms.off_grid');
  });

  it('rooms RM5 the middle of the head is best, then its right hand, its left, and so outwards and away; or along the rows', () => {
    const u = planOf('u', 11, 5);
    expect(spotsInOrder(u).map(({ name }) => name)).toEqual(['A3', 'A2', 'A4', 'A1', 'A5', 'B1', 'C1', 'B2', 'C2', 'B3', 'C3']);
    expect(spotsInOrder({ ...u, order: 'row' }).slice(0, 5).map(({ name }) => name)).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
  });

  it('rooms RM6 chair, members with substitutes in their place, secretary, guests; not who is elsewhere, excused, asked to one item or substituted', () => {
    const people = [
      someone('guest', { role: 'guest', protocolOrder: 1_000 }),
      someone('oneItem', { role: 'guest', onlyItemId: 'i' }),
      someone('commune', { role: 'guest', site: 'UBND xã Hòa Khê' }),
      someone('secretary', { role: 'secretary', protocolOrder: 900 }),
      someone('second', { protocolOrder: 3 }),
      someone('first', { protocolOrder: 2 }),
      someone('ill', { protocolOrder: 4, attendance: 'excused' }),
      someone('abroad', { protocolOrder: 5, attendance: 'online' }),
      someone('sent', { role: 'substitute', protocolOrder: 70, substituteForId: 'first' }),
      someone('chair', { role: 'chair', protocolOrder: 9 }),
    ];
    expect(inProtocolOrder(people).map(({ personId }) => personId)).toEqual(['chair', 'sent', 'second', 'secretary', 'guest']);
    const seating = seatByProtocol(planOf('u', 4, 3), people);
    expect(seating).toEqual({ A2: 'chair', A1: 'sent', A3: 'second', B1: 'secretary' });
    expect(seatByProtocol(planOf('u', 5, 3), people, { A2: 'guest' })).toEqual({ A2: 'guest', A1: 'chair', A3: 'sent', B1: 'second', C1: 'secretary' });
  });

  it('meetings M55 however people are moved, nobody has two spots, no spot two people, and only the taken off are lost', () => {
    const plan = planOf('u', 9, 3);
    const spots = plan.spots.map(({ name }) => name);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(fc.constantFrom(...spots)))), (moves) => {
        let seating = seatByProtocol(plan, ['a', 'b', 'c'].map((id) => someone(id)));
        for (const [person, to] of moves) {
          const before = Object.values(seating);
          const occupant = to === null ? undefined : seating[to];
          const had = spotOf(seating, person);
          seating = moved(seating, person, to);
          expect(spotOf(seating, person)).toBe(to);
          const people = Object.values(seating);
          expect(new Set(people).size).toBe(people.length);
          const lost = before.filter((one) => !people.includes(one));
          expect(lost).toEqual([...(to === null && had !== null ? [person] : []), ...(occupant !== undefined && occupant !== person && had === null ? [occupant] : [])]);
        }
      }),
    );
  });

  it('meetings M55 a substitute sits in the member’s place until given another; who left the session leaves the spot', () => {
    const plan = planOf('u', 5, 3);
    const people = [someone('a'), someone('b'), someone('s', { substituteForId: 'a' })];
    expect(seatingNow(plan, { A2: 'a', A1: 'b', A3: 'gone', Z9: 'b' }, people)).toEqual({ A2: 's', A1: 'b' });
    expect(seatingNow(plan, { A2: 'a', B1: 's' }, people)).toEqual({ A2: 'a', B1: 's' });
  });

  it('sitting L53 a light tells the most of a seat: gone before speaking before asking before being there', () => {
    const there = { attendance: 'room', leftAt: null };
    const quiet = { speaks: false, asks: false };
    expect(lightOf(there, quiet)).toBe('present');
    expect(lightOf({ ...there, attendance: 'online' }, quiet)).toBe('online');
    expect(lightOf({ ...there, attendance: 'unknown' }, quiet)).toBe('expected');
    expect(lightOf({ ...there, attendance: 'excused' }, quiet)).toBe('absent');
    expect(lightOf({ ...there, leftAt: new Date(0) }, { speaks: true, asks: true })).toBe('absent');
    expect(lightOf(there, { speaks: false, asks: true })).toBe('asks');
    expect(lightOf(there, { speaks: true, asks: true })).toBe('speaking');
  });
});
