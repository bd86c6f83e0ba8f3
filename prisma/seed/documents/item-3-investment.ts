import type { Block } from '../../../server/shared/protocol/administrative-document';
import { slashed, spelled, two, type SessionCalendar } from './calendar';
import { ADJUSTED_PROJECTS, INVESTMENT, PROJECTS, SECTORS, SOURCES, byCommune, byInvestor, bySector, bySource, type Project, type SectorKey, type Slice } from './data/investment';
import { communeInvestmentTable, projectSheet } from './sections';
import { COUNCIL_CHAIR, agency } from './data/province';
import { PARENT, administrative, type SampleDocuments } from './sample-document';
import { annex, article, column, figure, h1, h2, italic, landscape, opening, p, percent, ps, row, signature, signed, table, total } from './writing';

const CHANGE = figure(INVESTMENT.decrease);
const DOWN = ADJUSTED_PROJECTS.filter((one) => one.change < 0);
const UP = ADJUSTED_PROJECTS.filter((one) => one.change > 0);

function adjustmentTable(caption?: string): Block {
  return table(
    [column('STT', 12, 'center'), column('Dự án', null), column('Kế hoạch đã giao', 29, 'right'), column('Tăng (+), giảm (-)', 29, 'right'), column('Sau điều chỉnh', 27, 'right')],
    [
      ...ADJUSTED_PROJECTS.map((one, i) => row(String(i + 1), one.name, figure(one.plan), signed(one.change), figure(one.plan + one.change))),
      total('', 'Cộng', figure(ADJUSTED_PROJECTS.reduce((a, o) => a + o.plan, 0)), '0', figure(ADJUSTED_PROJECTS.reduce((a, o) => a + o.plan + o.change, 0))),
    ],
    { unit: 'triệu đồng', ...(caption ? { caption } : {}) },
  );
}

function sliceTable(caption: string, label: string, slices: Slice[], withChange: boolean): Block {
  return table(
    [column('TT', 11, 'center'), column(label, null), column('Số dự án', 18, 'center'), column('Kế hoạch đã giao', 28, 'right'), ...(withChange ? [column('Tăng (+), giảm (-)', 26, 'right'), column('Sau điều chỉnh', 28, 'right')] : [column('Giải ngân', 28, 'right'), column('Tỷ lệ (%)', 20, 'right')])],
    [
      ...slices.map((s, i) => row(String(i + 1), s.label, String(s.count), figure(s.plan), ...(withChange ? [signed(s.change), figure(s.plan + s.change)] : [figure(s.paid), percent(s.paid, s.plan)]))),
      total('', 'Tổng số', String(PROJECTS.length), figure(INVESTMENT.plan), ...(withChange ? ['0', figure(INVESTMENT.plan)] : [figure(INVESTMENT.paid), percent(INVESTMENT.paid, INVESTMENT.plan)])),
    ],
    { caption, unit: 'triệu đồng' },
  );
}

function reason(one: Project): string {
  const left = one.plan - one.paid;
  return one.change < 0
    ? `- Dự án ${one.name} (chủ đầu tư: ${one.investor}): kế hoạch giao ${figure(one.plan)} triệu đồng, đã giải ngân ${figure(one.paid)} triệu đồng (${percent(one.paid, one.plan)}%), còn ${figure(left)} triệu đồng. ${one.state}. Đề nghị giảm ${figure(-one.change)} triệu đồng, phần vốn còn lại ${figure(one.plan + one.change)} triệu đồng bảo đảm thanh toán khối lượng đến hết năm.`
    : `- Dự án ${one.name} (chủ đầu tư: ${one.investor}): kế hoạch giao ${figure(one.plan)} triệu đồng, đã giải ngân ${figure(one.paid)} triệu đồng (${percent(one.paid, one.plan)}%). ${one.state}. Đề nghị bổ sung ${figure(one.change)} triệu đồng; lũy kế vốn bố trí sau điều chỉnh ${figure(one.before + one.plan + one.change)} triệu đồng, không vượt tổng mức đầu tư ${figure(one.cost)} triệu đồng.`;
}

function submission(c: SessionCalendar): Block[] {
  const cut = spelled(c.cutOff);
  return [
    ...opening({
      agency: ['SỞ TÀI CHÍNH'], parent: PARENT, number: '318', notation: 'TTr-STC', date: c.documents, kind: 'TỜ TRÌNH',
      abstract: `Về việc điều chỉnh kế hoạch đầu tư công năm ${c.year} và dự thảo Nghị quyết trình Hội đồng nhân dân tỉnh`, to: ['Ủy ban nhân dân tỉnh Thanh Giang'],
    }),
    ...[
      'Căn cứ Luật Tổ chức chính quyền địa phương;', 'Căn cứ Luật Đầu tư công;', 'Căn cứ Luật Ngân sách nhà nước;', `Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh về kế hoạch đầu tư công năm ${c.year};`,
      'Căn cứ đề nghị của các chủ đầu tư, ý kiến của các sở, ngành và Ủy ban nhân dân cấp xã có dự án điều chỉnh,',
    ].map(italic),
    p(`Sở Tài chính trình Ủy ban nhân dân tỉnh xem xét việc điều chỉnh kế hoạch đầu tư công năm ${c.year}, thông qua dự thảo Nghị quyết để trình Hội đồng nhân dân tỉnh như sau:`),
    h1('I. SỰ CẦN THIẾT VÀ CƠ SỞ ĐIỀU CHỈNH'),
    h2('1. Kết quả giao và giải ngân kế hoạch vốn'),
    ...ps(
      `Kế hoạch đầu tư công năm ${c.year} của tỉnh đã giao chi tiết cho 120 dự án với tổng số vốn ${figure(INVESTMENT.plan)} triệu đồng. Đến hết ${cut}, các chủ đầu tư đã giải ngân ${figure(INVESTMENT.paid)} triệu đồng, đạt ${percent(INVESTMENT.paid, INVESTMENT.plan)}% kế hoạch.`,
      'Các lĩnh vực giáo dục và đào tạo, cấp nước, thoát nước có tỷ lệ giải ngân cao hơn bình quân chung; lĩnh vực thủy lợi, phòng chống thiên tai và y tế đạt thấp, chủ yếu do ba dự án nhóm B gặp vướng mắc về mặt bằng, thời tiết và đấu thầu thiết bị.',
    ),
    sliceTable('Biểu 1. Giải ngân theo lĩnh vực', 'Lĩnh vực', bySector(), false),
    { t: 'chart', form: 'bar', caption: 'Hình 1. Kế hoạch và giải ngân theo nguồn vốn', unit: 'triệu đồng', labels: ['Trung ương', 'Tập trung', 'Sử dụng đất', 'Xổ số'], series: [{ name: 'Kế hoạch', values: bySource().map((s) => s.plan) }, { name: 'Giải ngân', values: bySource().map((s) => s.paid) }], height: 50 },
    h2('2. Sự cần thiết phải điều chỉnh'),
    ...ps(
      'Qua rà soát từng dự án, Sở Tài chính nhận thấy 04 dự án không có khả năng giải ngân hết kế hoạch vốn đã giao; nếu không điều chỉnh kịp thời sẽ phải hủy dự toán cuối năm. Trong khi đó 03 dự án có khối lượng hoàn thành vượt kế hoạch vốn, nhà thầu đã ứng vốn thi công, có nguy cơ phát sinh nợ đọng xây dựng cơ bản.',
      'Việc điều chỉnh trong nội bộ tổng mức vốn đã được Hội đồng nhân dân tỉnh quyết định là cần thiết, đúng thẩm quyền và góp phần đạt mục tiêu giải ngân trên 95% kế hoạch năm.',
    ),
    h1('II. NGUYÊN TẮC VÀ PHƯƠNG ÁN'),
    h2('1. Nguyên tắc điều chỉnh'),
    ...ps(
      '- Không làm thay đổi tổng kế hoạch vốn, không vượt kế hoạch đầu tư công trung hạn và tổng mức đầu tư của từng dự án.',
      '- Điều chỉnh từ dự án chậm tiến độ sang dự án đã có khối lượng nghiệm thu, còn thiếu vốn và hoàn thành trong năm.',
      '- Cân đối theo từng nguồn vốn; chủ đầu tư được bổ sung vốn cam kết giải ngân hết trước ngày 31 tháng 01 năm sau.',
    ),
    h2('2. Rà soát khả năng thực hiện của các dự án'),
    p('a) Các dự án đề nghị điều chỉnh giảm:'),
    ...DOWN.map((one) => p(reason(one))),
    p('b) Các dự án đề nghị điều chỉnh tăng:'),
    ...UP.map((one) => p(reason(one))),
    { t: 'break' },
    h2('3. Phương án điều chỉnh'),
    p(`Trên cơ sở kết quả giải ngân đến hết ${cut} và khả năng hấp thụ vốn của từng dự án, Sở Tài chính đề xuất điều chỉnh kế hoạch đầu tư công năm ${c.year} như sau:`),
    p(`a) Điều chỉnh giảm ${CHANGE} triệu đồng của 04 dự án chậm tiến độ, không có khả năng giải ngân hết kế hoạch vốn trong năm ${c.year};`),
    p(`b) Điều chỉnh tăng ${CHANGE} triệu đồng cho 03 dự án có khối lượng hoàn thành, thiếu vốn thanh toán. Cụ thể:`),
    adjustmentTable(),
    p(`c) Tổng kế hoạch đầu tư công năm ${c.year} của tỉnh sau điều chỉnh không thay đổi; không phát sinh nợ đọng xây dựng cơ bản.`),
    h2('4. Nguồn vốn và cơ cấu'),
    p(`Sau điều chỉnh, tổng kế hoạch vốn là ${figure(INVESTMENT.plan)} triệu đồng. Phần vốn ngân sách trung ương của dự án Đường Thượng Vân – Mường Sáng chuyển cho Cầu Bình Lạc; phần chênh lệch còn lại cân đối trong nguồn ngân sách địa phương, thực hiện sau khi cấp có thẩm quyền cho phép.`),
    sliceTable('Biểu 2. Cơ cấu nguồn vốn sau điều chỉnh', 'Nguồn vốn', bySource(), true),
    sliceTable('Biểu 3. Kế hoạch vốn theo địa bàn sau điều chỉnh', 'Địa bàn', byCommune(), true),
    communeInvestmentTable('Biểu 4. Giải ngân theo địa bàn'),
    h1('III. TÁC ĐỘNG VÀ TỔ CHỨC THỰC HIỆN'),
    ...ps(
      '1. Tác động: hoàn thành, đưa vào sử dụng Cầu Bình Lạc, Trường trung học phổ thông Tân Khê và công trình cấp nước sạch xã Hòa Khê trong năm; 04 dự án điều chỉnh giảm được tiếp tục bố trí vốn trong kế hoạch năm sau theo tiến độ thực tế.',
      '2. Ban Quản lý dự án đầu tư xây dựng tỉnh tập trung giải quyết dứt điểm mặt bằng đoạn Km14+200 – Km21+600, hoàn thành đấu thầu lại gói thiết bị y tế; báo cáo tiến độ hằng tuần.',
      '3. Ủy ban nhân dân xã Hòa Khê bố trí đủ vốn đối ứng của công trình cấp nước sạch trong tháng; Kho bạc Nhà nước khu vực kiểm soát, thanh toán trong 01 ngày làm việc kể từ khi nhận đủ hồ sơ.',
    ),
    h1('IV. KIẾN NGHỊ'),
    p(`Sở Tài chính kính trình Ủy ban nhân dân tỉnh xem xét, thống nhất nội dung điều chỉnh và thông qua dự thảo Nghị quyết để trình Hội đồng nhân dân tỉnh tại kỳ họp gần nhất.`),
    p('(Kèm theo: dự thảo Nghị quyết; Phụ lục danh mục dự án; Báo cáo tổng hợp, tiếp thu ý kiến)./.'),
    signature(['GIÁM ĐỐC'], agency('taichinh').head, ['- Như trên;', '- Các PCT UBND tỉnh;', '- Sở Tư pháp, Kho bạc NN khu vực;', '- Lưu: VT, QLNS.']),
  ];
}

function resolution(c: SessionCalendar): Block[] {
  return [
    ...opening({
      agency: ['HỘI ĐỒNG NHÂN DÂN', 'TỈNH THANH GIANG'], notation: 'NQ-HĐND', date: `Thanh Giang, ngày      tháng      năm ${c.year}`, kind: 'NGHỊ QUYẾT',
      abstract: `Điều chỉnh kế hoạch đầu tư công năm ${c.year} tỉnh Thanh Giang`, draft: 'DỰ THẢO',
    }),
    { t: 'p', text: [{ s: 'HỘI ĐỒNG NHÂN DÂN TỈNH THANH GIANG', b: true }], align: 'center' },
    ...['Căn cứ Luật Tổ chức chính quyền địa phương;', 'Căn cứ Luật Đầu tư công;', 'Căn cứ Luật Ngân sách nhà nước;', 'Xét Tờ trình của Ủy ban nhân dân tỉnh về việc điều chỉnh kế hoạch đầu tư công; Báo cáo thẩm tra của Ban Kinh tế – Ngân sách; ý kiến thảo luận của đại biểu Hội đồng nhân dân tỉnh tại kỳ họp,'].map(italic),
    { t: 'p', text: [{ s: 'QUYẾT NGHỊ:', b: true }], align: 'center' },
    article(1, `Điều chỉnh kế hoạch đầu tư công năm ${c.year}`),
    ...ps(`1. Điều chỉnh giảm ${CHANGE} triệu đồng kế hoạch vốn của 04 dự án.`, `2. Điều chỉnh tăng ${CHANGE} triệu đồng kế hoạch vốn cho 03 dự án.`, '3. Chi tiết từng dự án như sau:'),
    adjustmentTable(),
    article(2, 'Tổng kế hoạch vốn sau điều chỉnh'),
    p(`Tổng kế hoạch đầu tư công năm ${c.year} sau điều chỉnh là ${figure(INVESTMENT.plan)} triệu đồng, phân theo lĩnh vực:`),
    sliceTable('Kế hoạch vốn theo lĩnh vực sau điều chỉnh', 'Lĩnh vực', bySector(), true),
    article(3, 'Thời gian thực hiện và giải ngân'),
    ...ps(
      `1. Vốn điều chỉnh tăng được thực hiện và giải ngân đến hết ngày 31 tháng 01 năm ${c.nextYear}.`,
      '2. Dự án được điều chỉnh tăng phải hoàn thành nghiệm thu, bàn giao đưa vào sử dụng trong năm kế hoạch; chủ đầu tư lập hồ sơ quyết toán trong thời hạn quy định.',
      '3. Đối với dự án điều chỉnh giảm, chủ đầu tư xây dựng lại tiến độ chi tiết theo tháng, gửi Ủy ban nhân dân tỉnh trong 15 ngày kể từ ngày Nghị quyết có hiệu lực.',
    ),
    article(4, 'Tổ chức thực hiện'),
    ...ps(
      '1. Hội đồng nhân dân tỉnh giao Ủy ban nhân dân tỉnh giao kế hoạch vốn điều chỉnh cho chủ đầu tư, chịu trách nhiệm về tính chính xác của số liệu, chỉ đạo bảo đảm tiến độ và hiệu quả sử dụng vốn.',
      '2. Thường trực Hội đồng nhân dân, các Ban, các Tổ đại biểu và đại biểu Hội đồng nhân dân tỉnh giám sát việc thực hiện Nghị quyết.',
      '3. Những nội dung khác không quy định tại Nghị quyết này tiếp tục thực hiện theo nghị quyết về kế hoạch đầu tư công năm đã ban hành.',
    ),
    p(`Nghị quyết này đã được Hội đồng nhân dân tỉnh Thanh Giang thông qua tại kỳ họp thường lệ cuối năm ${c.year} và có hiệu lực từ ngày thông qua./.`),
    signature(['CHỦ TỊCH'], COUNCIL_CHAIR, ['- Ủy ban Thường vụ Quốc hội;', '- Chính phủ;', '- Bộ Tài chính;', '- Thường trực Tỉnh ủy;', '- UBND tỉnh;', '- Đại biểu HĐND tỉnh;', '- Lưu: VT, KTNS.']),
    { t: 'break' },
    annex('Phụ lục', 'CHI TIẾT CÁC DỰ ÁN ĐIỀU CHỈNH KẾ HOẠCH VỐN', '(Kèm theo Nghị quyết của Hội đồng nhân dân tỉnh)'),
    ...ADJUSTED_PROJECTS.flatMap((one, i) => projectSheet(one, i + 1)),
  ];
}

function bySectorRows(cells: (one: Project, i: number) => string[], totals: (label: string, list: readonly Project[]) => string[]) {
  return [
    total(...totals('TỔNG SỐ', PROJECTS)),
    ...(Object.keys(SECTORS) as SectorKey[]).flatMap((sector, s) => {
      const own = PROJECTS.filter((one) => one.sector === sector);
      return [total(...totals(`${['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'][s]}|${SECTORS[sector]}`, own)), ...own.map((one, i) => row(...cells(one, i)))];
    }),
  ];
}

function labelled(label: string): [string, string] {
  const [left = '', right] = label.split('|');
  return right === undefined ? ['', left] : [left, right];
}

const add = (list: readonly Project[], of: (one: Project) => number) => figure(list.reduce((a, one) => a + of(one), 0));

function projectAnnex(c: SessionCalendar): Block[] {
  const reference = `(Kèm theo Tờ trình số 318/TTr-STC ngày ${slashed(c.documents)} của Sở Tài chính)`;
  const cut = `${two(c.cutOff.day)}/${two(c.cutOff.month)}/${c.cutOff.year}`;
  return [
    landscape(
      annex('Phụ lục I', `DANH MỤC DỰ ÁN VÀ KẾ HOẠCH VỐN NĂM ${c.year} SAU ĐIỀU CHỈNH`, reference),
      table(
        [column('TT', 12, 'center'), column('Danh mục dự án', null), column('Mã dự án', 18, 'center'), column('Địa điểm', 27), column('Thời gian', 21, 'center'), column('Tổng mức đầu tư', 23, 'right'), column('Vốn đã bố trí', 22, 'right'), column('Kế hoạch đã giao', 22, 'right'), column('Tăng (+), giảm (-)', 21, 'right'), column('Sau điều chỉnh', 22, 'right')],
        bySectorRows(
          (one, i) => [String(i + 1), one.name, one.code, one.commune, one.period, figure(one.cost), figure(one.before), figure(one.plan), signed(one.change), figure(one.plan + one.change)],
          (label, list) => [...labelled(label), '', '', '', add(list, (o) => o.cost), add(list, (o) => o.before), add(list, (o) => o.plan), signed(list.reduce((a, o) => a + o.change, 0)), add(list, (o) => o.plan + o.change)],
        ),
        { unit: 'triệu đồng', size: 11, numberRow: true },
      ),
    ),
    landscape(
      annex('Phụ lục II', `TÌNH HÌNH THỰC HIỆN, GIẢI NGÂN CÁC DỰ ÁN ĐẾN NGÀY ${cut}`, reference),
      table(
        [column('TT', 12, 'center'), column('Danh mục dự án', null), column('Chủ đầu tư', 42), column('Nguồn vốn', 32), column('Kế hoạch', 22, 'right'), column('Giải ngân', 22, 'right'), column('Tỷ lệ (%)', 16, 'right'), column('Tiến độ, vướng mắc', 55)],
        bySectorRows(
          (one, i) => [String(i + 1), one.name, one.investor, SOURCES[one.source], figure(one.plan), figure(one.paid), percent(one.paid, one.plan), one.state],
          (label, list) => [...labelled(label), '', '', add(list, (o) => o.plan), add(list, (o) => o.paid), percent(list.reduce((a, o) => a + o.paid, 0), list.reduce((a, o) => a + o.plan, 0)), ''],
        ),
        { unit: 'triệu đồng', size: 11, numberRow: true },
      ),
    ),
    landscape(
      annex('Phụ lục III', `TỔNG HỢP KẾ HOẠCH VỐN NĂM ${c.year} THEO CHỦ ĐẦU TƯ`, reference),
      sliceTable('Tổng hợp theo chủ đầu tư', 'Chủ đầu tư', byInvestor(), true),
    ),
  ];
}

const COMMENTS: ReadonlyArray<readonly [string, string, string]> = [
  ['Sở Xây dựng', 'Thống nhất phương án điều chỉnh; đề nghị bổ sung tiến độ giải phóng mặt bằng của từng dự án giao thông.', 'Tiếp thu, bổ sung tại mục II.2 Tờ trình và cột tiến độ của Phụ lục II.'],
  ['Sở Nông nghiệp và Môi trường', 'Đề nghị giữ nguyên vốn chuẩn bị đầu tư của Hồ chứa nước xã Phú Vân.', 'Tiếp thu: chỉ giảm 18.000 triệu đồng phần xây lắp chưa đủ thủ tục; giữ nguyên vốn chuẩn bị đầu tư.'],
  ['Sở Tư pháp', 'Dự thảo Nghị quyết đúng thẩm quyền; đề nghị chỉnh lý căn cứ, quy định rõ hiệu lực và trách nhiệm giám sát.', 'Tiếp thu, chỉnh lý phần căn cứ, Điều 3 và Điều 4.'],
  ['Sở Y tế', 'Đề nghị xem xét mức giảm của Trung tâm y tế đặc khu Hòn Ngọc để không ảnh hưởng gói thiết bị.', 'Giải trình: gói thiết bị đấu thầu lại, dự kiến ký hợp đồng quý I năm sau; vốn thiết bị được ưu tiên bố trí trong kế hoạch năm sau.'],
  ['Sở Giáo dục và Đào tạo', 'Thống nhất bổ sung 52.400 triệu đồng cho Trường trung học phổ thông Tân Khê.', 'Tiếp thu.'],
  ['Sở Công Thương', 'Thống nhất; không có ý kiến khác.', 'Tiếp thu.'],
  ['Sở Nội vụ', 'Thống nhất; đề nghị làm rõ trách nhiệm của chủ đầu tư chậm giải ngân để xem xét thi đua.', 'Tiếp thu, bổ sung nội dung kiểm điểm trách nhiệm tại phần tổ chức thực hiện.'],
  ['Sở Khoa học và Công nghệ', 'Thống nhất; đề nghị cập nhật dữ liệu dự án lên hệ thống thông tin đầu tư công hằng tuần.', 'Tiếp thu.'],
  ['Sở Dân tộc và Tôn giáo', 'Đề nghị lưu ý vốn ổn định dân cư vùng nguy cơ thiên tai tại xã Mường Sáng, xã Thượng Vân.', 'Giải trình: các dự án này giải ngân theo tiến độ, không đề nghị điều chỉnh.'],
  ['Kho bạc Nhà nước khu vực', 'Đề nghị thống nhất mã dự án giữa quyết định giao vốn và hệ thống.', 'Tiếp thu, đã đối chiếu 120/120 mã dự án.'],
  ['Thanh tra tỉnh', 'Đề nghị bảo đảm không bố trí vượt tổng mức đầu tư.', 'Tiếp thu; đã kiểm tra, không có dự án vượt tổng mức đầu tư.'],
  ['Ban QLDA đầu tư xây dựng tỉnh', 'Cam kết giải ngân hết phần vốn bổ sung của Cầu Bình Lạc, Trường trung học phổ thông Tân Khê.', 'Ghi nhận, đưa vào Tờ trình.'],
  ['Trung tâm Nước sạch và VSMTNT', 'Khối lượng đã nghiệm thu của công trình xã Hòa Khê là 93.200 triệu đồng.', 'Tiếp thu, bổ sung 46.000 triệu đồng.'],
  ['UBND xã Thượng Vân', 'Cam kết hoàn thành chi trả bồi thường cho 67 hộ trước ngày 31 tháng 12.', 'Ghi nhận, theo dõi tại Báo cáo nhiệm vụ.'],
  ['UBND xã Đông Lạc', 'Đề nghị bảo đảm vốn xử lý đoạn kè xung yếu 420 m.', 'Tiếp thu: vốn còn lại 116.500 triệu đồng bảo đảm đoạn xung yếu.'],
  ['UBND xã Hòa Khê', 'Đề nghị cho bố trí vốn đối ứng làm hai đợt.', 'Không tiếp thu: vốn đối ứng phải bố trí đủ trong tháng để bảo đảm điều kiện nghiệm thu, thanh toán.'],
  ['UBND đặc khu Hòn Ngọc', 'Đề nghị hỗ trợ chi phí vận chuyển vật liệu ra đảo.', 'Giải trình: chi phí vận chuyển đã tính trong tổng mức đầu tư, thực hiện theo hợp đồng.'],
  ['UBND phường Bình Lạc', 'Thống nhất; đã bàn giao 100% mặt bằng đường dẫn Cầu Bình Lạc.', 'Ghi nhận.'],
];

function commentsReport(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: ['SỞ TÀI CHÍNH'], parent: PARENT, number: '356', notation: 'BC-STC', date: c.documents, kind: 'BÁO CÁO', abstract: `Tổng hợp, tiếp thu, giải trình ý kiến đối với phương án điều chỉnh kế hoạch đầu tư công năm ${c.year}` }),
    p(`Sở Tài chính đã gửi lấy ý kiến ${COMMENTS.length} cơ quan, đơn vị, địa phương về phương án điều chỉnh và dự thảo Nghị quyết; đến nay nhận được ${COMMENTS.length}/${COMMENTS.length} văn bản trả lời. Kết quả tổng hợp, tiếp thu như sau:`),
    h1('I. KẾT QUẢ CHUNG'),
    ...ps(
      'Các cơ quan đều thống nhất sự cần thiết, nguyên tắc và tổng mức điều chỉnh; ý kiến tập trung vào tiến độ giải phóng mặt bằng, mức giảm của dự án y tế và thủy lợi, trách nhiệm của chủ đầu tư.',
      `Sau khi tiếp thu, phương án giữ nguyên mức điều chỉnh ${CHANGE} triệu đồng, chi tiết hóa tiến độ và bổ sung quy định về trách nhiệm tổ chức thực hiện.`,
    ),
    h1('II. TỔNG HỢP TIẾP THU, GIẢI TRÌNH'),
    table(
      [column('TT', 11, 'center'), column('Cơ quan, đơn vị', 36), column('Nội dung ý kiến', null), column('Tiếp thu, giải trình', 58)],
      COMMENTS.map((one, i) => row(String(i + 1), ...one)),
    ),
    h1('III. GIẢI TRÌNH VỀ TỪNG DỰ ÁN ĐIỀU CHỈNH'),
    ...ADJUSTED_PROJECTS.map((one) => p(reason(one))),
    adjustmentTable('Phương án sau khi tiếp thu ý kiến'),
    sliceTable('Cơ cấu theo nguồn vốn sau khi tiếp thu', 'Nguồn vốn', bySource(), true),
    h1('IV. NỘI DUNG CÒN Ý KIẾN KHÁC NHAU'),
    ...ps(
      '1. Mức giảm vốn của Trung tâm y tế đặc khu Hòn Ngọc: Sở Y tế đề nghị giảm ít hơn; Sở Tài chính đề nghị giữ mức giảm 30.200 triệu đồng do thời gian đấu thầu lại kéo dài sang năm sau.',
      '2. Thời điểm bố trí vốn đối ứng của xã Hòa Khê: Sở Tài chính đề nghị bố trí một lần trong tháng.',
      'Sở Tài chính kính báo cáo Ủy ban nhân dân tỉnh xem xét, quyết định./.',
    ),
    signature(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], 'Mẫn Thế Tường', ['- UBND tỉnh;', '- Các cơ quan được lấy ý kiến;', '- Lưu: VT, QLNS.']),
  ];
}

export const investmentDocuments: SampleDocuments = (c) => [
  administrative({ item: 3, order: 1, key: 'dau-tu-cong-to-trinh', title: 'Tờ trình', kind: 'to_trinh', pages: 8 }, submission(c)),
  administrative({ item: 3, order: 2, key: 'dau-tu-cong-du-thao-nghi-quyet', title: 'Dự thảo Nghị quyết', kind: 'du_thao', pages: 5 }, resolution(c)),
  administrative({ item: 3, order: 3, key: 'dau-tu-cong-phu-luc-du-an', title: 'Phụ lục danh mục dự án', kind: 'phu_luc', pages: 32 }, projectAnnex(c)),
  administrative({ item: 3, order: 4, key: 'dau-tu-cong-tong-hop-y-kien', title: 'Báo cáo tổng hợp, tiếp thu ý kiến', kind: 'bao_cao', pages: 6 }, commentsReport(c)),
];
