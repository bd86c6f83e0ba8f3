import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMinutes, numberedAsPrinted, readableMinutes, spacedLabel, withItsNumber } from '../../../server/shared/rules/minutes-text';
import type { ItemFact, MinutesFacts, VoteFact } from '../../../server/shared/rules/minutes-text';

const yesNo = (ref: string, forVotes: number, against: number, abstain: number, passed: boolean, mode: 'open' | 'secret' = 'open'): VoteFact => ({
  ref,
  question: 'Thông qua dự thảo để trình HĐND tỉnh?',
  mode,
  members: 21,
  needed: 11,
  result: { kind: 'yes_no', for: forVotes, against, abstain, notTakingPart: 21 - forVotes - against - abstain, passed },
});

const item = (number: number, votes: readonly VoteFact[], paperOnly = false): ItemFact => ({
  kind: 'item',
  ref: `nd${number}`,
  number,
  title: 'Điều chỉnh kế hoạch đầu tư công',
  paperOnly,
  presentations: [
    {
      presenter: { name: 'Cù Minh Thạc', position: 'Giám đốc Sở Tài chính' },
      documents: ['Tờ trình'],
      spans: [{ from: '2026-11-26T02:06:00Z', to: '2026-11-26T02:18:00Z' }],
      byOffice: false,
    },
  ],
  votes,
});

const facts: MinutesFacts = {
  ref: 'phien',
  body: 'Ủy ban nhân dân tỉnh',
  bodyShort: 'UBND tỉnh',
  opened: '2026-11-26T01:02:00Z',
  closed: '2026-11-26T04:47:00Z',
  place: 'Phòng họp số 1, Trụ sở Ủy ban nhân dân tỉnh',
  form: 'hybrid',
  remoteSites: 9,
  hasPapers: true,
  members: { total: 21, inRoom: 17, online: 2 },
  absent: [
    { name: 'Quản Trọng Hách', position: 'Giám đốc Công an tỉnh', reason: 'công tác' },
    {
      name: 'Giáp Văn Điều',
      position: 'Giám đốc Sở Giáo dục và Đào tạo',
      reason: 'dự hội nghị',
      substitute: { name: 'Hàn Thị Lưu', position: 'Phó Giám đốc Sở Giáo dục và Đào tạo', isThere: true },
    },
  ],
  late: [],
  away: [],
  left: [],
  guests: { invited: 26, present: 24 },
  chair: { name: 'Đỗ Khắc Trường Vân', position: 'Chủ tịch UBND tỉnh', isThere: true },
  secretary: { name: 'Đàm Thị Ngọc Ước', position: 'Phó Chánh Văn phòng Ủy ban nhân dân tỉnh', isThere: true },
  quorum: { needed: 14, atOpening: 18, fewer: [] },
  items: [item(3, [yesNo('bq3', 17, 1, 1, true)]), item(5, [yesNo('bq5', 10, 8, 1, false), yesNo('bq7', 18, 1, 0, true, 'secret')]), item(8, [], true)],
};

const textOf = (id: string, given: MinutesFacts = facts): string | undefined => buildMinutes(given).find((paragraph) => paragraph.id === id)?.text;

describe('minutes text', () => {
  it('minutes N19 a sitting that crosses midnight says the day wherever it is another than the one said before', () => {
    const late = { name: 'Tạ Thị Mơ', position: 'Giám đốc Sở Y tế', at: '2026-11-26T17:20:00Z' };
    const span = { from: '2026-11-26T16:30:00Z', to: '2026-11-26T17:15:00Z' };
    const after = { from: '2026-11-26T17:15:00Z', to: '2026-11-26T18:00:00Z' };
    const texts = buildMinutes({ ...facts, opened: '2026-11-26T15:00:00Z', closed: '2026-11-26T18:05:00Z', late: [late], items: [{ ...item(1, []), span, presentations: [] }, { ...item(2, []), span: after, presentations: [] }] }).map(({ text }) => text);
    expect(texts.find((text) => text.includes('Thời gian: từ 23'))).toContain('từ 23 giờ 30 đến 00 giờ 15 ngày 27 tháng 11 năm 2026.');
    expect(texts.find((text) => text.includes('Thời gian: từ 00'))).toContain('từ 00 giờ 15 ngày 27 tháng 11 năm 2026 đến 01 giờ 00.');
    expect(texts.find((text) => text.includes('Tạ Thị Mơ'))).toContain('(lúc 00 giờ 20 ngày 27 tháng 11 năm 2026)');
    expect(texts.at(-1)).toContain('01 giờ 05 phút, ngày 27 tháng 11 năm 2026');
  });

  it.each([
    ['start', 'Thời gian bắt đầu: 08 giờ 02 phút, ngày 26 tháng 11 năm 2026.'],
    ['place', 'Địa điểm: Phòng họp số 1, Trụ sở Ủy ban nhân dân tỉnh, kết hợp trực tuyến tới 9 điểm cầu.'],
    ['form', 'Hình thức: Họp trực tiếp kết hợp trực tuyến; tài liệu được cung cấp trên Hệ thống họp không giấy tờ.'],
    ['attendance:members', '1. Thành viên UBND tỉnh: có mặt 19/21 đồng chí (17 trực tiếp, 2 trực tuyến) – có danh sách kèm theo.'],
    [
      'attendance:absent',
      '2. Vắng mặt: 2 đồng chí, gồm: Quản Trọng Hách, Giám đốc Công an tỉnh – công tác; Giáp Văn Điều, Giám đốc Sở Giáo dục và Đào tạo – dự hội nghị, ' +
      'cử Hàn Thị Lưu, Phó Giám đốc Sở Giáo dục và Đào tạo dự thay (người dự thay không tham gia biểu quyết).',
    ],
    ['attendance:guests', '3. Đại biểu mời: có mặt 24/26 đồng chí – có danh sách kèm theo.'],
    ['chair', 'Chủ trì (chủ tọa): Đồng chí Đỗ Khắc Trường Vân – Chủ tịch Ủy ban nhân dân tỉnh.'],
    ['secretary', 'Thư ký (người ghi biên bản): Đồng chí Đàm Thị Ngọc Ước – Phó Chánh Văn phòng Ủy ban nhân dân tỉnh.'],
    ['quorum', 'Khi khai mạc có mặt 18/21 thành viên, phiên họp đủ điều kiện tiến hành theo quy định (cần 14).'],
    ['opening', 'Phiên họp khai mạc lúc 08 giờ 02. Chương trình phiên họp gồm 3 nội dung.'],
    ['item:nd3:title', 'Nội dung 3. Điều chỉnh kế hoạch đầu tư công'],
    ['item:nd3:presentation', '1. Trình bày: Đồng chí Cù Minh Thạc, Giám đốc Sở Tài chính – Tờ trình (từ 09 giờ 06 đến 09 giờ 18).'],
    [
      'vote:bq3',
      '3. Biểu quyết: “Thông qua dự thảo để trình HĐND tỉnh?”. Hình thức: công khai. Kết quả: tán thành 17/21 thành viên (81,0%); không tán thành 1; ' +
      'không biểu quyết 1; không tham gia 2. Ủy ban nhân dân tỉnh thông qua. Số phiếu tán thành cần đạt: 11/21 thành viên.',
    ],
    ['item:nd8:title', 'Nội dung 8. Thực hiện theo tài liệu giấy; biên bản riêng theo quy định về bảo vệ bí mật nhà nước.'],
    ['closing', 'Phiên họp kết thúc vào 11 giờ 47 phút, ngày 26 tháng 11 năm 2026./.'],
  ])('%s reads as the skeleton', (id, text) => {
    expect(textOf(id)).toBe(text);
  });
  it('says plainly what did not pass and what was secret', () => {
    expect(textOf('vote:bq5')).toContain('tán thành 10/21 thành viên (47,6%); không tán thành 8; không biểu quyết 1; không tham gia 2. Ủy ban nhân dân tỉnh không thông qua.');
    expect(textOf('vote:bq7')).toContain('Hình thức: bỏ phiếu kín.');
  });
  it('options, no absentee, no site, no quorum', () => {
    const options: VoteFact = {
      ...yesNo('bq4', 0, 0, 0, true),
      result: { kind: 'options', options: [{ label: 'Phương án 1', votes: 11 }, { label: 'Phương án 2', votes: 7 }], none: 1, notTakingPart: 2, chosen: 'Phương án 1' },
    };
    const other: MinutesFacts = { ...facts, absent: [], form: 'room', remoteSites: 0, members: { total: 21, inRoom: 13, online: 0 }, quorum: { needed: 14, atOpening: 13, fewer: [] }, items: [item(4, [options])] };
    expect(textOf('vote:bq4', other)).toContain('“Phương án 1” 11/21 thành viên (52,4%); “Phương án 2” 7/21 thành viên (33,3%); không chọn 1; không tham gia 2. Ủy ban nhân dân tỉnh chọn “Phương án 1”.');
    expect(textOf('attendance:absent', other)).toBe('2. Vắng mặt: không.');
    expect(textOf('form', other)).toBe('Hình thức: Họp trực tiếp; tài liệu được cung cấp trên Hệ thống họp không giấy tờ.');
    expect(textOf('quorum', other)).toContain('chưa đủ điều kiện');
  });
  it('minutes N20 what was not recorded is not said: a presentation, a presence, papers, an absent substitute, guests nobody invited', () => {
    const nobody = { ...item(3, []), presentations: [] };
    const given: MinutesFacts = {
      ...facts, items: [nobody], hasPapers: false, guests: { invited: 0, present: 0 }, chair: { ...facts.chair, isThere: false },
      absent: [{ name: 'Giáp Văn Điều', position: '', reason: 'công tác.', substitute: { name: 'Hàn Thị Lưu', position: 'Phó Giám đốc', isThere: false } }],
    };
    expect(buildMinutes(given).find(({ id }) => id === 'item:nd3:presentation')).toEqual({ id: 'item:nd3:presentation', source: { kind: 'hand' }, text: '1. Trình bày: ' });
    expect(readableMinutes(buildMinutes(given)).some(({ text }) => text.includes('Trình bày'))).toBe(false);
    expect(textOf('form', given)).toBe('Hình thức: Họp trực tiếp kết hợp trực tuyến.');
    expect(textOf('form', { ...given, form: 'online' })).toBe('Hình thức: Họp trực tuyến.');
    expect(textOf('attendance:absent', given)).toBe('2. Vắng mặt: 1 đồng chí, gồm: Giáp Văn Điều – công tác, cử Hàn Thị Lưu, Phó Giám đốc dự thay (người dự thay không có mặt).');
    expect(textOf('attendance:guests', given)).toBeUndefined();
    expect(buildMinutes(given).find(({ id }) => id === 'chair')?.source).toEqual({ kind: 'hand' });
    for (const { text } of buildMinutes(facts)) expect(text).not.toMatch(/đã được thông qua|tóm tắt|tuyên bố lý do/u);
  });
  it('minutes N20 who went and came back, and a quorum lost and found again, are told with their times', () => {
    const spans = [{ from: '2026-11-26T02:10:00Z', to: '2026-11-26T02:25:00Z' }, { from: '2026-11-26T03:10:00Z', to: facts.closed }];
    const given: MinutesFacts = { ...facts, away: [{ name: 'Quản Trọng Hách', position: 'Giám đốc Công an tỉnh', spans: spans.slice(0, 1) }], quorum: { needed: 14, atOpening: 18, fewer: spans } };
    expect(textOf('attendance:away', given)).toBe('3. Vắng mặt một thời gian trong phiên họp: 1 đồng chí, gồm: Quản Trọng Hách, Giám đốc Công an tỉnh (từ 09 giờ 10 đến 09 giờ 25).');
    expect(textOf('quorum', given)).toBe('Khi khai mạc có mặt 18/21 thành viên, phiên họp đủ điều kiện tiến hành theo quy định (cần 14). Số thành viên có mặt không đủ 14 từ 09 giờ 10 đến 09 giờ 25; từ 10 giờ 10 đến khi phiên họp kết thúc.');
  });
  it('minutes N20 a break shorter than a minute is none, a conclusion stays beside a postponement, also a paper-only item says it was put off', () => {
    const pause = (to: string) => ({ kind: 'break' as const, ref: 'nghi', span: { from: '2026-11-26T01:52:10Z', to } });
    expect(textOf('item:nghi:break', { ...facts, items: [pause('2026-11-26T01:52:50Z')] })).toBeUndefined();
    expect(textOf('item:nghi:break', { ...facts, items: [pause('2026-11-26T01:53:10Z')] })).toBe('Phiên họp tạm nghỉ từ 08 giờ 52 đến 08 giờ 53.');
    const given: MinutesFacts = { ...facts, items: [{ ...item(3, []), conclusion: 'Bổ sung hồ sơ.', postponed: 'unfinished' }, { ...item(8, [], true), postponed: 'unopened' }] };
    expect(textOf('item:nd3:conclusion', given)).toContain('Kết luận của Chủ tọa: Bổ sung hồ sơ.');
    expect(textOf('item:nd3:postponed', given)).toContain('chưa kết thúc');
    expect(textOf('item:nd8:postponed', given)).toContain('chưa được xem xét');
    const without: MinutesFacts = { ...facts, items: [{ ...item(3, []), recused: [{ name: 'Doãn Ích Lân', position: 'Giám đốc Sở Công Thương', reason: 'có người thân trong danh sách được xét.' }] }] };
    expect(textOf('item:nd3:recused', without)).toBe('1. Không tham gia nội dung này: Đồng chí Doãn Ích Lân, Giám đốc Sở Công Thương (lý do: có người thân trong danh sách được xét).');
    expect(buildMinutes(facts).some(({ id }) => id.endsWith(':recused'))).toBe(false);
  });
  it('sitting L82 up to a hundred of each are named; of more there is the number, and the list has their names', () => {
    const people = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `Ủy viên ${index + 1}`, position: 'Ủy viên', reason: 'đi công tác', at: '2026-11-26T01:20:00Z' }));
    const words = (count: number): string => buildMinutes({ ...facts, absent: people(count), late: people(count), left: people(count) }).map(({ text }) => text).join('\n');
    expect(words(100)).toContain('Vắng mặt: 100 đồng chí, gồm: ');
    expect(words(100).match(/Ủy viên 100, Ủy viên/gu)).toHaveLength(3);
    expect(words(101)).toContain('Vắng mặt: 101 đồng chí – có danh sách kèm theo.');
    expect(words(101)).not.toContain('Ủy viên 1,');
  });

  it('minutes N21 words never touch the colon of their label', () => {
    expect(spacedLabel('3. Ý kiến thảo luận:Các thành viên')).toBe('3. Ý kiến thảo luận: Các thành viên');
    expect(spacedLabel('Địa điểm:Hội trường', ['Địa điểm: '])).toBe('Địa điểm: Hội trường');
    expect(spacedLabel('Ý kiến thảo luận:\n- Sở Y tế')).toBe('Ý kiến thảo luận:\n- Sở Y tế');
    const stored = [{ id: 'item:a:title', text: 'Nội dung 1. A' }, { id: 'item:a:discussion', text: '1. Ý kiến thảo luận:' }, { id: 'item:a:conclusion', text: '2. Kết luận của Chủ tọa:Thống nhất.' }];
    expect(numberedAsPrinted(stored).map(({ text }) => text)).toEqual(['Nội dung 1. A', 'Ý kiến thảo luận: ', '1. Kết luận của Chủ tọa: Thống nhất.']);
    expect(readableMinutes(stored).map(({ text }) => text)).toEqual(['Nội dung 1. A', '1. Kết luận của Chủ tọa: Thống nhất.']);
  });
  it('a paper-only item tells nothing but its number', () => {
    expect(buildMinutes(facts).filter((paragraph) => paragraph.id.startsWith('item:nd8'))).toHaveLength(1);
  });
  it('who came late and who left early stand between the absent and the guests, with their times', () => {
    const late = [{ name: 'Giáp Văn Điều', position: 'Giám đốc Sở Giáo dục và Đào tạo', at: '2026-11-26T01:15:00Z' }];
    const given: MinutesFacts = { ...facts, late, left: [{ name: 'Quản Trọng Hách', position: 'Giám đốc Công an tỉnh', at: '2026-11-26T03:40:00Z' }] };
    expect(textOf('attendance:late', given)).toBe('3. Đến sau giờ khai mạc: 1 đồng chí, gồm: Giáp Văn Điều, Giám đốc Sở Giáo dục và Đào tạo (lúc 08 giờ 15).');
    expect(textOf('attendance:left', given)).toBe('4. Về trước khi phiên họp kết thúc: 1 đồng chí, gồm: Quản Trọng Hách, Giám đốc Công an tỉnh (từ 10 giờ 40).');
    expect(textOf('attendance:guests', given)).toBe('5. Đại biểu mời: có mặt 24/26 đồng chí – có danh sách kèm theo.');
  });
  it('an item tells when it was really taken, who led through which papers, what was put off; a break tells itself', () => {
    const span = { from: '2026-11-26T02:02:00Z', to: '2026-11-26T02:47:00Z' };
    const second = { presenter: { name: 'Lục Thị Quế Chi', position: 'Giám đốc Sở Tư pháp' }, documents: ['Báo cáo thẩm định', 'Bảng tiếp thu.'], spans: [span, { from: '2026-11-26T02:50:00Z', to: '2026-11-26T02:50:20Z' }], byOffice: true };
    const held = { ...item(3, []), span, conclusion: 'Thống nhất.' };
    const items = [{ ...held, presentations: [...held.presentations, second] }, { kind: 'break' as const, ref: 'nghi', span }, { ...item(4, []), postponed: 'unopened' as const }, { ...item(5, []), span, postponed: 'unfinished' as const }];
    const given: MinutesFacts = { ...facts, items };
    expect(textOf('item:nd3:time', given)).toBe('1. Thời gian: từ 09 giờ 02 đến 09 giờ 47.');
    expect(textOf('item:nd3:presentation:2', given)).toBe('3. Trình chiếu: Đồng chí Lục Thị Quế Chi, Giám đốc Sở Tư pháp – Báo cáo thẩm định; Bảng tiếp thu (từ 09 giờ 02 đến 09 giờ 47, lúc 09 giờ 50).');
    expect(textOf('item:nd3:conclusion', given)).toBe('5. Kết luận của Chủ tọa: Thống nhất.');
    expect(textOf('item:nghi:break', given)).toBe('Phiên họp tạm nghỉ từ 09 giờ 02 đến 09 giờ 47.');
    expect(buildMinutes(given).filter(({ id }) => id.startsWith('item:nd4')).map(({ text }) => text)).toEqual(['Nội dung 4. Điều chỉnh kế hoạch đầu tư công', 'Nội dung này chưa được xem xét tại phiên họp, được hoãn lại.']);
    expect(textOf('item:nd5:postponed', given)).toContain('Nội dung này chưa kết thúc tại phiên họp');
    expect(textOf('opening', given)).toContain('gồm 3 nội dung');
  });
  it('minutes N13 lead-ins without words are left out and the numbers run on; numbers of the writer stay', () => {
    const drafted = buildMinutes({ ...facts, items: [item(3, [yesNo('bq3', 17, 1, 1, true)])] });
    const written = drafted.flatMap((one) => (one.id === 'item:nd3:conclusion' ? [{ ...one, text: '4. Kết luận của Chủ tọa: như sau' }, { id: 'hand:1', text: '1. Giao Sở Tài chính.' }, { id: 'hand:2', text: '2. Giao Sở Tư pháp.' }] : [one]));
    const read = readableMinutes<{ id: string; text: string }>(written);
    const inItem = read.slice(read.findIndex(({ id }) => id === 'item:nd3:title') + 1, read.findIndex(({ id }) => id === 'heading:conclusion'));
    expect(inItem.map(({ text }) => text.slice(0, 14))).toEqual(['1. Trình bày: ', '2. Biểu quyết:', '3. Kết luận củ', '1. Giao Sở Tài', '2. Giao Sở Tư ']);
    expect(read.some(({ id }) => id === 'conclusion')).toBe(false);
  });
  it('minutes N17 while being written every paragraph shows the number it will be printed with; what says nothing shows none', () => {
    const drafted = buildMinutes({ ...facts, items: [item(3, [yesNo('bq3', 17, 1, 1, true)])] });
    const shown = numberedAsPrinted(drafted).filter(({ id }) => /^(item:nd3:|vote:)/.test(id) && !id.endsWith(':title'));
    expect(shown.map(({ text }) => text.slice(0, 13))).toEqual(['1. Trình bày:', 'Ý kiến thảo l', '2. Biểu quyết', 'Kết luận của ']);
    const printed = new Map(readableMinutes(drafted).map(({ id, text }) => [id, text]));
    for (const { id, text } of shown) if (printed.has(id)) expect(printed.get(id)).toBe(text);
    const [discussion] = drafted.filter(({ id }) => id.endsWith(':discussion'));
    const typed = withItsNumber(discussion?.text ?? '', 'Ý kiến thảo luận: có 02 ý kiến.');
    const written = drafted.map((one) => (one.id === discussion?.id ? { ...one, text: typed } : one));
    expect(readableMinutes(written).filter(({ id }) => /^(item:nd3:|vote:)/.test(id)).map(({ text }) => text.slice(0, 13))).toEqual(['Nội dung 3. Đ', '1. Trình bày:', '2. Ý kiến thả', '3. Biểu quyết']);
    expect(withItsNumber('Lời ghi tay', 'Lời ghi tay khác')).toBe('Lời ghi tay khác');
  });
  it('conclusions are left to the hand, everything else names its fact', () => {
    const hand = buildMinutes(facts).filter((paragraph) => paragraph.source.kind === 'hand').map((paragraph) => paragraph.id);
    expect(hand).toEqual(['item:nd3:discussion', 'item:nd3:conclusion', 'item:nd5:discussion', 'item:nd5:conclusion', 'conclusion']);
  });
  it('no number stands in the text that is not in the facts; ids are unique', () => {
    const count = fc.integer({ min: 30, max: 999 });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count, count, fc.boolean()), { maxLength: 5 }), count, count, count, count, (votes, inRoom, online, guests, sites) => {
        const total = inRoom + online;
        const members = 4000;
        const items = votes.map(([a, b, c, passed], index) => item(1000 + index, [{ ...yesNo(`v${index}`, a, b, c, passed), members, needed: 2001, result: { kind: 'yes_no', for: a, against: b, abstain: c, notTakingPart: members - a - b - c, passed } }]));
        const given = { ...facts, place: 'Hội trường', members: { total, inRoom, online }, guests: { invited: guests, present: guests }, remoteSites: sites, absent: [], items };
        const paragraphs = buildMinutes(given);
        expect(new Set(paragraphs.map((paragraph) => paragraph.id)).size).toBe(paragraphs.length);
        const known = new Set([total, inRoom, online, guests, sites, items.length, members, 2001, 14, 18, 8, 2, 11, 47, 26, 2026, 9, 6, 18, ...items.map((entry) => entry.number)]);
        for (const [a, b, c] of votes) for (const value of [a, b, c, members - a - b - c]) known.add(value);
        for (const { text } of paragraphs) {
          const body = text.replace(/^[1-9]\. /, '').replace(/ \((\d+),(\d)%\)/g, (_whole, units: string, tenth: string) => {
            expect(votes.some(([a]) => Math.round((a * 1000) / members) === Number(units) * 10 + Number(tenth))).toBe(true);
            return '';
          });
          for (const digits of body.match(/\d+/g) ?? []) expect(known).toContain(Number(digits));
        }
      }),
    );
  });
});
