import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildMinutes, numberedAsPrinted, readableMinutes, withItsNumber } from '../../../server/shared/rules/minutes-text';
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
      span: { from: '2026-11-26T02:06:00Z', to: '2026-11-26T02:18:00Z' },
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
  remoteSites: 9,
  members: { total: 21, inRoom: 17, online: 2 },
  absent: [
    { name: 'Quản Trọng Hách', position: 'Giám đốc Công an tỉnh', reason: 'công tác' },
    {
      name: 'Giáp Văn Điều',
      position: 'Giám đốc Sở Giáo dục và Đào tạo',
      reason: 'dự hội nghị',
      substitute: { name: 'Hàn Thị Lưu', position: 'Phó Giám đốc Sở Giáo dục và Đào tạo' },
    },
  ],
  late: [],
  left: [],
  guests: 24,
  chair: { name: 'Đỗ Khắc Trường Vân', position: 'Chủ tịch UBND tỉnh' },
  secretary: { name: 'Đàm Thị Ngọc Ước', position: 'Phó Chánh Văn phòng Ủy ban nhân dân tỉnh' },
  quorumReached: true,
  items: [item(3, [yesNo('bq3', 17, 1, 1, true)]), item(5, [yesNo('bq5', 10, 8, 1, false), yesNo('bq7', 18, 1, 0, true, 'secret')]), item(8, [], true)],
  adopted: 'in_system',
};

const textOf = (id: string, given: MinutesFacts = facts): string | undefined => buildMinutes(given).find((paragraph) => paragraph.id === id)?.text;

describe('minutes text', () => {
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
    ['attendance:guests', '3. Đại biểu mời: 24 đồng chí – có danh sách kèm theo.'],
    ['chair', 'Chủ trì (chủ tọa): Đồng chí Đỗ Khắc Trường Vân – Chủ tịch Ủy ban nhân dân tỉnh.'],
    ['secretary', 'Thư ký (người ghi biên bản): Đồng chí Đàm Thị Ngọc Ước – Phó Chánh Văn phòng Ủy ban nhân dân tỉnh.'],
    ['quorum', 'Với số thành viên có mặt nêu trên, phiên họp đủ điều kiện tiến hành theo quy định.'],
    ['opening', 'Đồng chí Chủ tọa tuyên bố lý do, thông qua Chương trình phiên họp gồm 3 nội dung.'],
    ['item:nd3:title', 'Nội dung 3. Điều chỉnh kế hoạch đầu tư công'],
    ['item:nd3:presentation', '1. Trình bày: Đồng chí Cù Minh Thạc, Giám đốc Sở Tài chính báo cáo tóm tắt Tờ trình (từ 09 giờ 06 đến 09 giờ 18).'],
    [
      'vote:bq3',
      '3. Biểu quyết: “Thông qua dự thảo để trình HĐND tỉnh?”. Hình thức: công khai. Kết quả: tán thành 17/21 thành viên (81,0%); không tán thành 1; ' +
        'không biểu quyết 1; không tham gia 2. Ủy ban nhân dân tỉnh thông qua. Số phiếu tán thành cần đạt: 11/21 thành viên.',
    ],
    ['item:nd8:title', 'Nội dung 8. Thực hiện theo tài liệu giấy; biên bản riêng theo quy định về bảo vệ bí mật nhà nước.'],
    ['closing', 'Biên bản đã được thông qua qua Hệ thống. Phiên họp kết thúc vào 11 giờ 47 phút, ngày 26 tháng 11 năm 2026./.'],
  ])('%s reads as the skeleton', (id, text) => {
    expect(textOf(id)).toBe(text);
  });
  it('says plainly what did not pass and what was secret', () => {
    expect(textOf('vote:bq5')).toContain('tán thành 10/21 thành viên (47,6%); không tán thành 8; không biểu quyết 1; không tham gia 2. Ủy ban nhân dân tỉnh không thông qua.');
    expect(textOf('vote:bq7')).toContain('Hình thức: bỏ phiếu kín.');
  });
  it('options, no absentee, no site, no quorum, adopted at the session', () => {
    const options: VoteFact = {
      ...yesNo('bq4', 0, 0, 0, true),
      result: { kind: 'options', options: [{ label: 'Phương án 1', votes: 11 }, { label: 'Phương án 2', votes: 7 }], none: 1, notTakingPart: 2, chosen: 'Phương án 1' },
    };
    const other: MinutesFacts = { ...facts, absent: [], remoteSites: 0, members: { total: 21, inRoom: 13, online: 0 }, quorumReached: false, adopted: 'at_session', items: [item(4, [options])] };
    expect(textOf('vote:bq4', other)).toContain('Phương án 1 11/21 thành viên (52,4%); Phương án 2 7/21 thành viên (33,3%); không chọn 1; không tham gia 2. Ủy ban nhân dân tỉnh thông qua Phương án 1.');
    expect(textOf('attendance:absent', other)).toBe('2. Vắng mặt: không.');
    expect(textOf('form', other)).toBe('Hình thức: Họp trực tiếp; tài liệu được cung cấp trên Hệ thống họp không giấy tờ.');
    expect(textOf('quorum', other)).toContain('chưa đủ điều kiện');
    expect(textOf('closing', other)).toContain('thông qua tại phiên họp');
  });
  it('a paper-only item tells nothing but its number', () => {
    expect(buildMinutes(facts).filter((paragraph) => paragraph.id.startsWith('item:nd8'))).toHaveLength(1);
  });
  it('who came late and who left early stand between the absent and the guests, with their times', () => {
    const late = [{ name: 'Giáp Văn Điều', position: 'Giám đốc Sở Giáo dục và Đào tạo', at: '2026-11-26T01:15:00Z' }];
    const given: MinutesFacts = { ...facts, late, left: [{ name: 'Quản Trọng Hách', position: 'Giám đốc Công an tỉnh', at: '2026-11-26T03:40:00Z' }] };
    expect(textOf('attendance:late', given)).toBe('3. Đến sau giờ khai mạc: 1 đồng chí, gồm: Giáp Văn Điều, Giám đốc Sở Giáo dục và Đào tạo (lúc 08 giờ 15).');
    expect(textOf('attendance:left', given)).toBe('4. Về trước khi phiên họp kết thúc: 1 đồng chí, gồm: Quản Trọng Hách, Giám đốc Công an tỉnh (từ 10 giờ 40).');
    expect(textOf('attendance:guests', given)).toBe('5. Đại biểu mời: 24 đồng chí – có danh sách kèm theo.');
  });
  it('an item tells when it was really taken, who led through which papers, what was put off; a break tells itself', () => {
    const span = { from: '2026-11-26T02:02:00Z', to: '2026-11-26T02:47:00Z' };
    const second = { presenter: { name: 'Lục Thị Quế Chi', position: 'Giám đốc Sở Tư pháp' }, documents: ['Báo cáo thẩm định', 'Bảng tiếp thu'] };
    const held = { ...item(3, []), span, conclusion: 'Thống nhất.' };
    const items = [{ ...held, presentations: [...held.presentations, second] }, { kind: 'break' as const, ref: 'nghi', span }, { ...item(4, []), postponed: 'unopened' as const }, { ...item(5, []), span, postponed: 'unfinished' as const }];
    const given: MinutesFacts = { ...facts, items };
    expect(textOf('item:nd3:time', given)).toBe('1. Thời gian: từ 09 giờ 02 đến 09 giờ 47.');
    expect(textOf('item:nd3:presentation:2', given)).toBe('3. Trình bày: Đồng chí Lục Thị Quế Chi, Giám đốc Sở Tư pháp báo cáo tóm tắt Báo cáo thẩm định; Bảng tiếp thu.');
    expect(textOf('item:nd3:conclusion', given)).toBe('5. Kết luận của Chủ tọa: Thống nhất.');
    expect(textOf('item:nghi:break', given)).toBe('Phiên họp tạm nghỉ từ 09 giờ 02 đến 09 giờ 47.');
    expect(buildMinutes(given).filter(({ id }) => id.startsWith('item:nd4')).map(({ text }) => text)).toEqual(['Nội dung 4. Điều chỉnh kế hoạch đầu tư công', 'Nội dung này chưa được xem xét tại phiên họp; chuyển sang phiên họp sau.']);
    expect(textOf('item:nd5:conclusion', given)).toContain('Nội dung này chưa kết thúc tại phiên họp');
    expect(textOf('opening', given)).toContain('gồm 3 nội dung');
  });
  it('N13 lead-ins without words are left out and the numbers run on; numbers of the writer stay', () => {
    const drafted = buildMinutes({ ...facts, items: [item(3, [yesNo('bq3', 17, 1, 1, true)])] });
    const written = drafted.flatMap((one) => (one.id === 'item:nd3:conclusion' ? [{ ...one, text: '4. Kết luận của Chủ tọa: như sau' }, { id: 'hand:1', text: '1. Giao Sở Tài chính.' }, { id: 'hand:2', text: '2. Giao Sở Tư pháp.' }] : [one]));
    const read = readableMinutes<{ id: string; text: string }>(written);
    const inItem = read.slice(read.findIndex(({ id }) => id === 'item:nd3:title') + 1, read.findIndex(({ id }) => id === 'heading:conclusion'));
    expect(inItem.map(({ text }) => text.slice(0, 14))).toEqual(['1. Trình bày: ', '2. Biểu quyết:', '3. Kết luận củ', '1. Giao Sở Tài', '2. Giao Sở Tư ']);
    expect(read.some(({ id }) => id === 'conclusion')).toBe(false);
  });
  it('N17 while being written every paragraph shows the number it will be printed with; what says nothing shows none', () => {
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
        const given = { ...facts, place: 'Hội trường', members: { total, inRoom, online }, guests, remoteSites: sites, absent: [], items };
        const paragraphs = buildMinutes(given);
        expect(new Set(paragraphs.map((paragraph) => paragraph.id)).size).toBe(paragraphs.length);
        const known = new Set([total, inRoom, online, guests, sites, items.length, members, 2001, 8, 2, 11, 47, 26, 2026, 9, 6, 18, ...items.map((entry) => entry.number)]);
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
