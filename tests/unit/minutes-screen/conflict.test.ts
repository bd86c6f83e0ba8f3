import { describe, expect, it } from 'vitest';
import { differences, merged } from '~/features/minutes/conflict-view';

const p = (id: string, text: string) => ({ id, text });
const mine = [p('a', 'Một'), p('b', 'Hai của tôi'), p('c', 'Ba'), p('x', 'Tôi thêm')];
const theirs = [p('a', 'Một'), p('b', 'Hai của bạn'), p('t', 'Bạn thêm'), p('c', 'Ba ')];

describe('two versions of the minutes', () => {
  it('minutes N4 shows what differs, and nothing the server would clean away', () => {
    expect(differences(mine, theirs)).toEqual([
      { id: 'b', mine: 'Hai của tôi', theirs: 'Hai của bạn' },
      { id: 'x', mine: 'Tôi thêm', theirs: null },
      { id: 't', mine: null, theirs: 'Bạn thêm' },
    ]);
  });

  it('minutes N4 keeps mine unless the other was taken, paragraph by paragraph', () => {
    expect(merged(mine, theirs, new Set())).toEqual(mine);
    expect(merged(mine, theirs, new Set(['b', 't', 'x'])).map(({ id, text }) => `${id}:${text}`)).toEqual(['a:Một', 'b:Hai của bạn', 't:Bạn thêm', 'c:Ba']);
  });
});
