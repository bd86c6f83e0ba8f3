import { describe, expect, it } from 'vitest';
import { inRollOrder, nameBefore } from '../../../server/modules/voting/ballot';

describe('the order of a roll call', () => {
  it('voting V49 reads names by protocol, or by given names where the body’s rule says so', () => {
    const voters = ['Nguyễn Văn Ước', 'Lê Thị Ân', 'Đỗ Khắc Đạt', 'Trần Ái', 'Hà Ân'].map((fullName) => ({ seat: { fullName } }));
    const names = (rollOrder?: 'protocol' | 'name') => inRollOrder(voters, { rollOrder }).map(({ seat }) => seat.fullName);
    expect(names()).toEqual(voters.map(({ seat }) => seat.fullName));
    expect(names('name')).toEqual(['Trần Ái', 'Hà Ân', 'Lê Thị Ân', 'Đỗ Khắc Đạt', 'Nguyễn Văn Ước']);
    expect([nameBefore(['a', 'b'], 'a'), nameBefore(['a', 'b'], 'b'), nameBefore(['a', 'b'], null), nameBefore([], null)]).toEqual([null, 'a', 'b', null]);
  });
});
