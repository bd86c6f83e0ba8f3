import { describe, expect, it } from 'vitest';
import { buildMinutes, type MinutesFacts } from '../../../server/shared/rules/minutes-text';
import type { PresidedFact } from '../../../server/shared/rules/minutes-chair';

const chair = { name: 'Đỗ Khắc Trường Vân', position: 'Chủ tịch UBND tỉnh' };
const deputy = { name: 'Lương Thục Khuê', position: 'Phó Chủ tịch thường trực' };
const at = (time: string): string => new Date(`2026-11-26T${time}:00+07:00`).toISOString();
const fact = (change: Partial<PresidedFact>): PresidedFact => ({ at: at('08:30'), until: at('11:47'), person: deputy, previous: chair, called: chair, isCalled: false, way: 'given', forItem: false, itemRef: 'i', ...change });
const facts = (presided: PresidedFact[], change: Partial<MinutesFacts> = {}): MinutesFacts => ({
  ref: 'm', body: 'Ủy ban nhân dân tỉnh', bodyShort: 'UBND tỉnh', opened: at('08:02'), closed: at('11:47'), place: 'Phòng họp số 1', form: 'room', remoteSites: 0, hasPapers: false,
  members: { total: 21, inRoom: 19, online: 0 }, absent: [], late: [], away: [], left: [], guests: { invited: 0, present: 0 }, chair: { ...chair, isThere: true }, secretary: { name: 'Đàm Thị Ngọc Ước', position: '', isThere: true },
  quorum: { needed: 14, atOpening: 19, fewer: [] }, presided,
  items: [
    { kind: 'item', ref: 'i', number: 1, title: 'Kinh tế', paperOnly: false, presentations: [], votes: [], span: { from: at('08:09'), to: at('09:00') } },
    { kind: 'item', ref: 'p', number: 2, title: 'Mật', paperOnly: true, presentations: [], votes: [] },
  ],
  ...change,
});
const said = (presided: PresidedFact[], change: Partial<MinutesFacts> = {}) => Object.fromEntries(buildMinutes(facts(presided, change)).map(({ id, text }) => [id, text]));

describe('who presided, in the minutes', () => {
  it('minutes N23 when, to whom and over what stands with its item, and who presided with the times', () => {
    const text = said([fact({ until: at('09:00'), forItem: true }), fact({ at: at('09:00'), way: 'item_over', isCalled: true, person: chair, previous: deputy })]);
    expect(text['item:i:chair']).toBe('2. Lúc 08 giờ 30, đồng chí Đỗ Khắc Trường Vân giao đồng chí Lương Thục Khuê – Phó Chủ tịch thường trực chủ trì nội dung này. Sau nội dung này, đồng chí Đỗ Khắc Trường Vân – Chủ tịch Ủy ban nhân dân tỉnh tiếp tục chủ trì phiên họp.');
    expect(text['chair']).toBe('Chủ trì (chủ tọa): Đồng chí Đỗ Khắc Trường Vân – Chủ tịch Ủy ban nhân dân tỉnh; đồng chí Lương Thục Khuê – Phó Chủ tịch thường trực (từ 08 giờ 30 đến 09 giờ 00).');
    expect(text['presiding']).toBeUndefined();
  });

  it.each([
    ['given for the rest', fact({}), 'Lúc 08 giờ 30, đồng chí Đỗ Khắc Trường Vân giao đồng chí Lương Thục Khuê – Phó Chủ tịch thường trực chủ trì phiên họp từ thời điểm này.'],
    ['asked for', fact({ way: 'claimed' }), 'Lúc 08 giờ 30, đồng chí Lương Thục Khuê – Phó Chủ tịch thường trực chủ trì phiên họp thay đồng chí Đỗ Khắc Trường Vân, theo xác nhận của thư ký.'],
    ['proposed', fact({ way: 'proposed' }), 'Lúc 08 giờ 30, đồng chí Lương Thục Khuê – Phó Chủ tịch thường trực chủ trì phiên họp thay đồng chí Đỗ Khắc Trường Vân, theo đề nghị của thư ký.'],
    ['taken back', fact({ way: 'taken_back', isCalled: true, person: chair, previous: deputy }), 'Lúc 08 giờ 30, đồng chí Đỗ Khắc Trường Vân – Chủ tịch Ủy ban nhân dân tỉnh tiếp tục chủ trì phiên họp.'],
    ['kept', fact({ way: 'kept', previous: deputy }), 'Sau nội dung này, đồng chí Đỗ Khắc Trường Vân không có mặt, đồng chí Lương Thục Khuê – Phó Chủ tịch thường trực tiếp tục chủ trì phiên họp.'],
  ])('minutes N23 %s', (_way, one, sentence) => {
    expect(said([one])['item:i:chair']).toBe(`2. ${sentence}`);
  });

  it('minutes N23 between items, and during one of which nothing is told, it stands after them', () => {
    for (const itemRef of [null, 'p']) expect(said([fact({ itemRef })])['presiding']).toContain('giao đồng chí Lương Thục Khuê');
  });

  it('minutes N20 N23 a chair who never came did not preside; whoever did is named alone', () => {
    expect(said([fact({ way: 'claimed' })], { chair: { ...chair, isThere: false } })['chair']).toBe('Chủ trì (chủ tọa): Đồng chí Lương Thục Khuê – Phó Chủ tịch thường trực (từ 08 giờ 30 đến 11 giờ 47).');
    expect(said([])['chair']).toBe('Chủ trì (chủ tọa): Đồng chí Đỗ Khắc Trường Vân – Chủ tịch Ủy ban nhân dân tỉnh.');
  });
});
