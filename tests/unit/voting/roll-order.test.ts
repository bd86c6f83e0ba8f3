import { describe, expect, it } from 'vitest';
import { inRollOrder, nameBefore, nextName } from '../../../server/modules/voting/ballot';

describe('the order of a roll call', () => {
  it('voting V49 reads names by protocol, or by given names where the body’s rule says so', () => {
    const voters = ['Nguyễn Văn Ước', 'Lê Thị Ân', 'Đỗ Khắc Đạt', 'Trần Ái', 'Hà Ân'].map((fullName) => ({ seat: { fullName } }));
    const names = (rollOrder?: 'protocol' | 'name') => inRollOrder(voters, { rollOrder }).map(({ seat }) => seat.fullName);
    expect(names()).toEqual(voters.map(({ seat }) => seat.fullName));
    expect(names('name')).toEqual(['Trần Ái', 'Hà Ân', 'Lê Thị Ân', 'Đỗ Khắc Đạt', 'Nguyễn Văn Ước']);
    const roll = (...names: string[]) => ({ members: names.map((personId) => ({ personId })), voters: names.map((personId) => ({ personId })), cast: new Set<string>() });
    expect([nameBefore(roll('a', 'b'), 'a'), nameBefore(roll('a', 'b'), 'b'), nameBefore(roll('a', 'b'), null), nameBefore(roll(), null)]).toEqual([null, 'a', 'b', null]);
  });

  it('voting V71 goes on from whoever was called also when they can vote no more', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((personId) => ({ personId })) as [{ personId: string }, { personId: string }, { personId: string }, { personId: string }];
    const gone = { members: [a, b, c, d], voters: [a, b, d], cast: new Set(['a']) };
    expect([nextName(gone, 'c'), nameBefore(gone, 'c'), nextName(gone, 'd'), nextName(gone, null)]).toEqual(['d', 'b', null, 'b']);
  });
});
