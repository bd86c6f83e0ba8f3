import { describe, expect, it } from 'vitest';
import { authorityLines, DEFAULT_PRESIDING, standingOf, whyNotPreside } from '../../../server/shared/rules/presiding';

const rule = { presiding: DEFAULT_PRESIDING, deputies: new Set(['d']), recused: new Set<string>() };
const seat = (change: Partial<Parameters<typeof whyNotPreside>[0]> = {}) => ({ personId: 'd', role: 'member', voting: true, isThere: true, ...change });

describe('who takes the chair', () => {
  it.each([
    ['a deputy who is there', seat(), {}, null],
    ['a member who is no deputy', seat({ personId: 'm' }), {}, 'sitting.not_deputy'],
    ['any member where the body says so', seat({ personId: 'm' }), { presiding: { ...DEFAULT_PRESIDING, by: 'members' as const } }, null],
    ['a deputy without a vote in this session', seat({ voting: false }), {}, 'sitting.not_deputy'],
    ['a deputy who writes the minutes', seat({ role: 'secretary' }), {}, 'sitting.not_deputy'],
    ['a deputy who is a substitute here', seat({ role: 'substitute', voting: false }), {}, 'sitting.not_deputy'],
    ['a deputy who left', seat({ isThere: false }), {}, 'sitting.deputy_away'],
    ['a deputy who takes no part in the item', seat(), { recused: new Set(['d']) }, 'sitting.deputy_recused'],
  ])('sitting L35 %s', (_who, candidate, change, refusal) => {
    expect(whyNotPreside(candidate, { ...rule, ...change })).toBe(refusal);
  });

  it('sitting L35 who presides has an office, and takes no other', () => {
    expect(standingOf(seat({ role: 'chair' }), rule)).toBeNull();
    expect([standingOf(seat(), rule), standingOf(seat({ personId: 'm' }), { ...rule, presiding: { ...DEFAULT_PRESIDING, by: 'members' } })]).toEqual(['deputy', 'member']);
  });

  it('minutes N23 a deputy signs for the chair, another member by authority given or by order', () => {
    expect(authorityLines(DEFAULT_PRESIDING, 'deputy', 'Phó Chủ tịch UBND tỉnh')).toEqual(['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']);
    expect(authorityLines(DEFAULT_PRESIDING, 'member', 'Giám đốc Sở Tài chính')).toEqual(['TUQ. CHỦ TỊCH', 'GIÁM ĐỐC SỞ TÀI CHÍNH']);
    expect(authorityLines({ ...DEFAULT_PRESIDING, member: 'TL' }, 'member', 'Chánh Văn phòng')).toEqual(['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG']);
    expect(authorityLines({ by: 'deputies', office: 'Trưởng ban', deputy: 'Phó Trưởng ban', member: 'TL' }, 'deputy', '')).toEqual(['KT. TRƯỞNG BAN', 'PHÓ TRƯỞNG BAN']);
  });
});
