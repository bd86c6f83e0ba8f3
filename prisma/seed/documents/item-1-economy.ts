import type { Block } from '../../../server/shared/protocol/administrative-document';
import { addMonths, monthOf, slashed, two, type SessionCalendar } from './calendar';
import { INVESTMENT, bySector } from './data/investment';
import { TABLES, against, cumulative, indicator, monthly, type Indicator, type IndicatorTable } from './data/indicators';
import { COMMITTEE, administrative, type SampleDocuments } from './sample-document';
import { annex, column, figure, h1, h2, landscape, opening, p, pageBreak, percent, ps, row, signature, table, total } from './writing';
import { CHAIR } from './data/province';
import { agencyResults, assignments, communeInvestmentTable, communeResults } from './sections';
import { taskList } from './data/tasks';

const NUMBER = '412';

/** Figures of one indicator in a sentence. */
function facts(key: string, c: SessionCalendar) {
  const one = indicator(key);
  const month = monthly(one, c.year, c.month);
  const before = addMonths(c.session, -1);
  const all = cumulative(one, c.year, c.month);
  const rate = against(one, c.year, c.month);
  const step = (month / monthly(one, before.year, before.month)) * 100 - 100;
  return {
    month: figure(month, one.digits), all: figure(all, one.digits), unit: one.unit,
    change: `${rate >= 100 ? 'tăng' : 'giảm'} ${figure(Math.abs(rate - 100), 1)}%`,
    step: `${step >= 0 ? 'tăng' : 'giảm'} ${figure(Math.abs(step), 1)}%`,
    mean: figure(all, 2),
  };
}

export function span(c: SessionCalendar): string {
  return c.month === 1 ? 'tháng 1' : `tháng ${c.month} và ${c.month} tháng`;
}

/** Month, cumulated and compared figures of a list of indicators. */
function resultTable(title: string, t: IndicatorTable, c: SessionCalendar): Block {
  return table(
    [column('TT', 11, 'center'), column('Chỉ tiêu', null), column('Đơn vị tính', 30, 'center'), column(`Tháng ${c.month}`, 24, 'right'), column('Lũy kế từ đầu năm', 28, 'right'), column('So cùng kỳ (%)', 24, 'right')],
    t.indicators.map((one, i) => row(String(i + 1), one.name, one.kind === 'rate' ? '%' : one.unit, figure(monthly(one, c.year, c.month), one.digits), figure(cumulative(one, c.year, c.month), one.digits), one.kind === 'rate' ? '–' : figure(against(one, c.year, c.month), 1))),
    { caption: title },
  );
}

function lastMonths(c: SessionCalendar, count: number): Array<{ year: number; month: number }> {
  return Array.from({ length: count }, (_, i) => addMonths(c.session, i - count + 1));
}

function trend(key: string, caption: string, c: SessionCalendar, form: 'bar' | 'line', floor?: number): Block {
  const one = indicator(key);
  const months = lastMonths(c, 12);
  return {
    t: 'chart', form, caption, unit: one.kind === 'rate' ? '%' : one.unit, height: 52, ...(floor === undefined ? {} : { floor }),
    labels: months.map((m) => `${two(m.month)}/${String(m.year).slice(2)}`),
    series: [{ name: one.name, values: months.map((m) => monthly(one, m.year, m.month)) }],
  };
}

function byKey(key: string): IndicatorTable {
  const found = TABLES.find((one) => one.key === key);
  if (!found) throw new RangeError(key);
  return found;
}

function economy(c: SessionCalendar): Block[] {
  const f = (key: string) => facts(key, c);
  const iip = f('iip'), lua = f('lua'), banle = f('banle'), khach = f('khach'), xk = f('xk'), nk = f('nk'), thu = f('thu'), nd = f('thu_nd'), dat = f('thu_dat'), chi = f('chi'), cpi = f('cpi'), vt = f('vt_dt'), dn = f('dn_moi'), von = f('dn_von'), da = f('da_cap'), rung = f('rung'), lon = f('thit_lon'), ts = f('ts_kt');
  return [
    h1('I. VỀ PHÁT TRIỂN KINH TẾ'),
    h2('1. Sản xuất công nghiệp'),
    ...ps(
      `Chỉ số sản xuất công nghiệp (IIP) tháng ${c.month} bằng ${iip.month}% so với cùng kỳ; bình quân từ đầu năm bằng ${figure(cumulative(indicator('iip'), c.year, c.month), 1)}%. Công nghiệp chế biến, chế tạo tiếp tục là động lực, trong đó nhóm linh kiện điện tử, thiết bị điện và nhóm chế biến gỗ tăng cao nhất nhờ đơn hàng xuất khẩu cuối năm.`,
      'Các doanh nghiệp tại Khu công nghiệp Vân Hải và Cụm công nghiệp Bình Lạc duy trì ba ca sản xuất; riêng ngành giấy và hóa chất, phân bón tăng chậm do giá nguyên liệu đầu vào biến động. Sở Công Thương đã làm việc với 14 doanh nghiệp để tháo gỡ khó khăn về điện, mặt bằng và lao động.',
    ),
    resultTable('Bảng 1. Chỉ số sản xuất công nghiệp', byKey('iip'), c),
    trend('iip', 'Hình 1. Chỉ số sản xuất công nghiệp 12 tháng gần nhất', c, 'line', 90),
    resultTable('Bảng 2. Sản phẩm công nghiệp chủ yếu', byKey('products'), c),
    h2('2. Nông, lâm nghiệp và thủy sản'),
    ...ps(
      `Sản lượng lúa lũy kế đạt ${lua.all} nghìn tấn, ${lua.change} so với cùng kỳ. Trong tháng, các địa phương tập trung thu hoạch, làm đất vụ mới và chăm sóc cây ăn quả có múi; tỷ lệ giống chất lượng cao đạt 68% diện tích.`,
      `Chăn nuôi phát triển ổn định, thịt lợn hơi xuất chuồng lũy kế đạt ${lon.all} tấn, ${lon.change}; dịch tả lợn châu Phi xảy ra nhỏ lẻ tại 3 thôn của xã Đông Lạc và xã Phú Vân, đã được khống chế trong 9 ngày. Trồng mới ${rung.all} ha rừng tập trung, ${rung.change}; không để xảy ra cháy rừng lớn.`,
      `Sản lượng thủy sản khai thác đạt ${ts.all} tấn, ${ts.change}. Toàn tỉnh đã lắp thiết bị giám sát hành trình cho 98,6% tàu cá từ 15 m trở lên; đặc khu Hòn Ngọc không có tàu cá vi phạm vùng biển nước ngoài.`,
    ),
    resultTable('Bảng 3. Sản xuất nông, lâm nghiệp và thủy sản', byKey('crops'), c),
    trend('thit_lon', 'Hình 2. Thịt lợn hơi xuất chuồng 12 tháng gần nhất', c, 'bar'),
    h2('3. Thương mại, dịch vụ, du lịch và giá cả'),
    ...ps(
      `Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ tiêu dùng tháng ${c.month} ước đạt ${banle.month} tỷ đồng, ${banle.step} so với tháng trước; lũy kế đạt ${banle.all} tỷ đồng, ${banle.change} so với cùng kỳ. Toàn tỉnh đón ${khach.all} nghìn lượt khách, ${khach.change}; công suất phòng lưu trú tại Hòn Ngọc cuối tuần đạt trên 80%.`,
      `Chỉ số giá tiêu dùng bình quân bằng ${cpi.mean}% so với cùng kỳ; nhóm thuốc và dịch vụ y tế, nhóm nhà ở, điện, nước tăng cao hơn mức chung, nhóm giao thông giảm theo giá xăng, dầu. Doanh thu vận tải, kho bãi lũy kế đạt ${vt.all} tỷ đồng, ${vt.change}.`,
    ),
    resultTable('Bảng 4. Bán lẻ hàng hóa và dịch vụ', byKey('retail'), c),
    trend('banle', 'Hình 3. Tổng mức bán lẻ hàng hóa và dịch vụ 12 tháng gần nhất', c, 'bar'),
    trend('khach', 'Hình 4. Lượt khách du lịch 12 tháng gần nhất', c, 'line', 0),
    resultTable('Bảng 5. Vận tải, kho bãi', byKey('transport'), c),
    h2('4. Xuất khẩu, nhập khẩu'),
    p(`Kim ngạch xuất khẩu tháng ${c.month} đạt ${xk.month} triệu USD, lũy kế ${xk.all} triệu USD, ${xk.change}; nhập khẩu lũy kế ${nk.all} triệu USD, ${nk.change}, chủ yếu là máy móc, nguyên phụ liệu và linh kiện phục vụ sản xuất. Cán cân thương mại của tỉnh tiếp tục xuất siêu.`),
    resultTable('Bảng 6. Xuất, nhập khẩu hàng hóa', byKey('trade'), c),
    trend('xk', 'Hình 5. Kim ngạch xuất khẩu 12 tháng gần nhất', c, 'line', 0),
    h2('5. Thu, chi ngân sách'),
    ...ps(
      `Thu ngân sách nhà nước trên địa bàn tháng ${c.month} đạt ${thu.month} tỷ đồng, lũy kế ${thu.all} tỷ đồng, ${thu.change} so với cùng kỳ; trong đó thu nội địa ${nd.all} tỷ đồng, ${nd.change}; thu tiền sử dụng đất ${dat.all} tỷ đồng, ${dat.change}. Khu vực ngoài quốc doanh và doanh nghiệp có vốn đầu tư nước ngoài đóng góp lớn nhất vào mức tăng thu.`,
      `Chi cân đối ngân sách địa phương lũy kế đạt ${chi.all} tỷ đồng, ${chi.change}, bảo đảm các khoản lương, an sinh xã hội, phòng, chống thiên tai và hoạt động của 9 đơn vị hành chính cấp xã.`,
    ),
    resultTable('Bảng 7. Thu ngân sách nhà nước trên địa bàn', byKey('budget'), c),
    trend('thu', 'Hình 6. Thu ngân sách nhà nước trên địa bàn 12 tháng gần nhất', c, 'bar'),
    resultTable('Bảng 8. Chi ngân sách địa phương', byKey('spending'), c),
    h2('6. Đầu tư công'),
    ...ps(
      `Kế hoạch vốn đầu tư công năm ${c.year} giao cho ${figure(120)} dự án là ${figure(INVESTMENT.plan)} triệu đồng; đến hết ngày ${c.cutOff.day}/${c.cutOff.month}/${c.cutOff.year} giải ngân ${figure(INVESTMENT.paid)} triệu đồng, đạt ${percent(INVESTMENT.paid, INVESTMENT.plan)}% kế hoạch. Ủy ban nhân dân tỉnh trình điều chỉnh giảm ${figure(INVESTMENT.decrease)} triệu đồng của 04 dự án chậm tiến độ để bổ sung cho 03 dự án có khối lượng hoàn thành (nội dung 3 của phiên họp).`,
    ),
    table(
      [column('TT', 11, 'center'), column('Lĩnh vực', null), column('Số dự án', 20, 'center'), column('Kế hoạch', 28, 'right'), column('Giải ngân', 28, 'right'), column('Tỷ lệ (%)', 22, 'right')],
      [...bySector().map((s, i) => row(String(i + 1), s.label, String(s.count), figure(s.plan), figure(s.paid), percent(s.paid, s.plan))), total('', 'Tổng số', '120', figure(INVESTMENT.plan), figure(INVESTMENT.paid), percent(INVESTMENT.paid, INVESTMENT.plan))],
      { caption: 'Bảng 9. Giải ngân vốn đầu tư công theo lĩnh vực', unit: 'triệu đồng' },
    ),
    communeInvestmentTable('Bảng 10. Giải ngân vốn đầu tư công theo địa bàn'),
    h2('7. Phát triển doanh nghiệp, thu hút đầu tư'),
    p(`Từ đầu năm có ${dn.all} doanh nghiệp thành lập mới, ${dn.change}, tổng vốn đăng ký ${von.all} tỷ đồng, ${von.change}; chấp thuận chủ trương đầu tư ${da.all} dự án. Tổ công tác của Ủy ban nhân dân tỉnh đã tháo gỡ vướng mắc cho 9 dự án ngoài ngân sách, trong đó 4 dự án đã khởi công.`),
    resultTable('Bảng 11. Doanh nghiệp và đầu tư', byKey('enterprises'), c),
  ];
}

function society(c: SessionCalendar): Block[] {
  const f = (key: string) => facts(key, c);
  const vl = f('vl'), bhyt = f('bhyt'), hs = f('hs_tn'), tt = f('hs_tt'), tngt = f('tngt'), nha = f('nha'), chay = f('chay'), td = f('td');
  return [
    h1('II. VỀ VĂN HÓA – XÃ HỘI'),
    h2('1. Giáo dục, y tế'),
    ...ps(
      'Ngành giáo dục hoàn thành kiểm tra đầu năm học tại 118 trường; triển khai học bạ số ở 100% trường tiểu học, trung học cơ sở. Toàn tỉnh còn thiếu 118 giáo viên và 42 phòng học, tập trung ở xã Mường Sáng, xã Thượng Vân; 27/36 phòng học vùng khó khăn đã kiên cố hóa xong.',
      `Lượt khám, chữa bệnh bảo hiểm y tế lũy kế đạt ${bhyt.all} nghìn lượt, ${bhyt.change}; dịch bệnh truyền nhiễm được kiểm soát, số ca sốt xuất huyết giảm 18,2% so với cùng kỳ. 8/8 bệnh viện công lập triển khai bệnh án điện tử.`,
    ),
    h2('2. Lao động, an sinh xã hội, dân tộc, tôn giáo'),
    ...ps(
      `Giải quyết việc làm mới cho ${vl.all} lao động, ${vl.change}. Toàn tỉnh hoàn thành ${nha.all} căn nhà trong chương trình xóa nhà tạm, nhà dột nát; riêng xã Mường Sáng còn 22/86 căn phải hoàn thành trước Tết. Chi trả trợ cấp qua tài khoản đúng ngày tại 9/9 đơn vị cấp xã.`,
      'Tình hình vùng đồng bào dân tộc thiểu số ổn định; các tôn giáo hoạt động tuân thủ pháp luật. Giải ngân Chương trình mục tiêu quốc gia phát triển kinh tế – xã hội vùng đồng bào dân tộc thiểu số đạt 71,5% kế hoạch.',
    ),
    h2('3. Văn hóa, thể thao, khoa học và công nghệ'),
    p('Tuần văn hóa – du lịch tỉnh thu hút 46 nghìn lượt khách. Hệ thống họp không giấy tờ được sử dụng chính thức tại Ủy ban nhân dân tỉnh và 9/9 đơn vị cấp xã; phủ sóng di động 7/7 thôn lõm sóng. Trùng tu di tích Thành cổ Vân Hải đạt 48% khối lượng.'),
    resultTable('Bảng 12. Văn hóa – xã hội, lao động, y tế', byKey('society'), c),
    h1('III. VỀ CẢI CÁCH HÀNH CHÍNH, QUỐC PHÒNG – AN NINH, TRẬT TỰ, AN TOÀN XÃ HỘI'),
    ...ps(
      `Các cơ quan tiếp nhận ${hs.all} hồ sơ thủ tục hành chính, trong đó ${tt.all} hồ sơ trực tuyến, ${tt.change}. Toàn tỉnh tiếp ${td.all} lượt công dân; các vụ việc đông người giảm, 10/12 vụ được giải quyết dứt điểm.`,
      `Quốc phòng – an ninh được giữ vững; hoàn thành chỉ tiêu huấn luyện dân quân tự vệ. Xảy ra ${tngt.all} vụ tai nạn giao thông, ${tngt.change}; ${chay.all} vụ cháy, ${chay.change}. Công tác phòng, chống thiên tai được chủ động: đợt mưa lũ vừa qua làm thiệt hại 3 xã, không có thiệt hại về người.`,
    ),
    resultTable('Bảng 13. Cải cách hành chính và trật tự, an toàn xã hội', byKey('order'), c),
    trend('hs_tt', 'Hình 7. Hồ sơ tiếp nhận trực tuyến 12 tháng gần nhất', c, 'bar'),
  ];
}

function outlook(c: SessionCalendar, next: string, number: 'II' | 'V', more: Block[] = []): Block[] {
  return [
    h1(`${number}. ĐÁNH GIÁ CHUNG`),
    ...ps(
      'Những kết quả nổi bật: sản xuất công nghiệp, xuất khẩu, thương mại và du lịch tăng trưởng khá; thu ngân sách vượt tiến độ; bộ máy chính quyền hai cấp vận hành ổn định; an sinh xã hội được bảo đảm, quốc phòng – an ninh được giữ vững.',
      `Hạn chế: giải ngân vốn đầu tư công mới đạt ${percent(INVESTMENT.paid, INVESTMENT.plan)}%, 4 dự án không có khả năng giải ngân hết kế hoạch; còn 14 nhiệm vụ quá hạn; giải phóng mặt bằng một số dự án giao thông, thủy lợi chậm; nhân lực chuyên môn ở một số xã còn thiếu.`,
      'Nguyên nhân: mưa lũ kéo dài; xác định nguồn gốc đất sau sắp xếp địa giới mất nhiều thời gian; một số chủ đầu tư chưa sâu sát; sự phối hợp giữa sở, ngành và Ủy ban nhân dân cấp xã có việc chưa kịp thời.',
    ),
    h1(`${number === 'V' ? 'VI' : 'III'}. NHIỆM VỤ TRỌNG TÂM ${next.toUpperCase()}`),
    ...ps(
      '1. Sở Tài chính chủ trì theo dõi tiến độ giải ngân từng tuần, hoàn chỉnh hồ sơ điều chỉnh kế hoạch đầu tư công trình Hội đồng nhân dân tỉnh; xây dựng kịch bản tăng trưởng quý I năm sau theo từng ngành.',
      '2. Sở Xây dựng, Ban Quản lý dự án đầu tư xây dựng tỉnh cùng Ủy ban nhân dân các xã Thượng Vân, Đông Lạc, Phú Vân hoàn thành chi trả bồi thường, bàn giao mặt bằng trước ngày 31 tháng 12.',
      '3. Sở Công Thương bảo đảm cân đối cung cầu hàng hóa, bình ổn giá dịp cuối năm; phối hợp bảo đảm cung ứng điện cho các khu, cụm công nghiệp.',
      '4. Sở Nông nghiệp và Môi trường chỉ đạo phòng, chống dịch bệnh vật nuôi, chuẩn bị vật tư vụ đông xuân; hoàn thành thống kê, hỗ trợ thiệt hại do mưa lũ.',
      '5. Thuế tỉnh, Kho bạc Nhà nước khu vực rà soát các khoản thu còn dư địa, hướng dẫn thanh toán vốn ngay khi có khối lượng.',
      '6. Sở Nội vụ, Sở Y tế, Sở Giáo dục và Đào tạo khắc phục thiếu giáo viên, bác sĩ tại các xã; hoàn thành nhà ở cho hộ nghèo.',
      '7. Công an tỉnh, Bộ Chỉ huy quân sự tỉnh duy trì sẵn sàng chiến đấu, mở đợt cao điểm tấn công trấn áp tội phạm, bảo đảm trật tự an toàn giao thông.',
      '8. Văn phòng Ủy ban nhân dân tỉnh đôn đốc 14 nhiệm vụ quá hạn, công khai kết quả thực hiện của từng cơ quan trên Hệ thống.',
    ),
    h2('9. Nhiệm vụ cụ thể của các sở, ngành'),
    ...assignments(c),
    ...more,
    ...ps(
      'Trên đây là báo cáo tình hình kinh tế – xã hội, quốc phòng – an ninh; Ủy ban nhân dân tỉnh xin ý kiến các thành viên./.',
    ),
  ];
}

const RECIPIENTS = ['- Thường trực Tỉnh ủy (b/c);', '- Thường trực HĐND tỉnh;', '- Thành viên UBND tỉnh;', '- Các sở, ban, ngành;', '- UBND các xã, phường, đặc khu;', '- Lưu: VT, TH.'];

export const economyDocuments: SampleDocuments = (c) => {
  const nextMonth = `tháng ${c.nextMonth.month}`;
  const subject = `Tình hình kinh tế – xã hội, quốc phòng – an ninh\n${span(c)} năm ${c.year}; nhiệm vụ trọng tâm ${nextMonth} năm ${c.nextMonth.year}`;
  const head = (kind: string, numbered: { number?: string; notation?: string }) => opening({ agency: COMMITTEE, ...numbered, date: c.documents, kind, abstract: subject });
  const reference = `(Kèm theo Báo cáo số ${NUMBER}/BC-UBND ngày ${slashed(c.documents)} của Ủy ban nhân dân tỉnh)`;
  const close = signature(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], CHAIR, RECIPIENTS);
  const f = (key: string) => facts(key, c);
  const key: Indicator[] = ['iip', 'lua', 'banle', 'khach', 'xk', 'thu', 'thu_nd', 'chi', 'cpi', 'dn_moi', 'vl', 'hs_tt', 'tngt'].map(indicator);

  const report = administrative({ item: 1, order: 1, key: 'kt-xh-bao-cao', title: 'Báo cáo', kind: 'bao_cao', pages: 24 }, [
    ...head('BÁO CÁO', { number: NUMBER, notation: 'BC-UBND' }),
    p(`Thực hiện Chương trình công tác năm ${c.year}, Ủy ban nhân dân tỉnh Thanh Giang báo cáo tình hình kinh tế – xã hội, quốc phòng – an ninh ${span(c)} và nhiệm vụ trọng tâm ${monthOf(c.nextMonth)} như sau:`),
    ...economy(c), ...society(c),
    h1('IV. TÌNH HÌNH CÁC XÃ, PHƯỜNG, ĐẶC KHU'), ...communeResults(c),
    ...outlook(c, nextMonth, 'V', [h1('VII. KẾT QUẢ THỰC HIỆN NHIỆM VỤ CỦA CÁC CƠ QUAN'), ...agencyResults(taskList(c.cutOff))]), close,
  ]);

  const summary = administrative({ item: 1, order: 2, key: 'kt-xh-tom-tat', title: 'Tóm tắt', kind: 'tom_tat', pages: 6 }, [
    // A summary goes with its report and has no number of its own.
    ...head('BÁO CÁO TÓM TẮT', {}), { t: 'p', text: reference, align: 'center', italic: true },
    h1('I. KẾT QUẢ CHỦ YẾU'),
    ...ps(
      `1. Sản xuất công nghiệp: chỉ số IIP bình quân bằng ${figure(cumulative(indicator('iip'), c.year, c.month), 1)}% so với cùng kỳ; công nghiệp chế biến, chế tạo giữ vai trò động lực.`,
      `2. Nông nghiệp: sản lượng lúa ${f('lua').all} nghìn tấn, ${f('lua').change}; dịch bệnh vật nuôi được khống chế trong phạm vi hẹp.`,
      `3. Thương mại, dịch vụ: tổng mức bán lẻ ${f('banle').all} tỷ đồng, ${f('banle').change}; khách du lịch ${f('khach').all} nghìn lượt, ${f('khach').change}.`,
      `4. Xuất khẩu ${f('xk').all} triệu USD, ${f('xk').change}; nhập khẩu ${f('nk').all} triệu USD, ${f('nk').change}.`,
      `5. Thu ngân sách ${f('thu').all} tỷ đồng, ${f('thu').change}; chi cân đối ${f('chi').all} tỷ đồng, ${f('chi').change}.`,
      `6. Đầu tư công: giải ngân ${figure(INVESTMENT.paid)} triệu đồng, đạt ${percent(INVESTMENT.paid, INVESTMENT.plan)}% kế hoạch ${figure(INVESTMENT.plan)} triệu đồng.`,
      `7. Xã hội: giải quyết việc làm mới ${f('vl').all} người; ${f('hs_tt').all} hồ sơ trực tuyến; tai nạn giao thông ${f('tngt').change}.`,
    ),
    table(
      [column('TT', 11, 'center'), column('Chỉ tiêu chủ yếu', null), column('Đơn vị tính', 30, 'center'), column('Lũy kế', 30, 'right'), column('So cùng kỳ (%)', 28, 'right')],
      key.map((one, i) => row(String(i + 1), one.name, one.kind === 'rate' ? '%' : one.unit, figure(cumulative(one, c.year, c.month), one.digits), one.kind === 'rate' ? '–' : figure(against(one, c.year, c.month), 1))),
      { caption: 'Một số chỉ tiêu chủ yếu' },
    ),
    trend('thu', 'Thu ngân sách nhà nước trên địa bàn 12 tháng gần nhất', c, 'bar'),
    trend('xk', 'Kim ngạch xuất khẩu 12 tháng gần nhất', c, 'line', 0),
    communeInvestmentTable('Giải ngân vốn đầu tư công theo địa bàn'),
    trend('khach', 'Lượt khách du lịch 12 tháng gần nhất', c, 'bar'),
    ...outlook(c, nextMonth, 'II'), close,
  ]);

  const months = lastMonths(c, 6);
  const figures = administrative({ item: 1, order: 3, key: 'kt-xh-phu-luc', title: 'Phụ lục số liệu', kind: 'phu_luc', pages: 12 }, TABLES.flatMap((t, index) => [
    ...(index === 0 ? [] : [pageBreak]),
    landscape(
      annex(`Biểu số ${two(index + 1)}`, t.title.toUpperCase(), reference),
      table(
        [column('TT', 11, 'center'), column('Chỉ tiêu', null), column('Đơn vị tính', 26, 'center'), ...months.map((m) => column(`Tháng\n${two(m.month)}/${m.year}`, 20, 'right')), column('Lũy kế từ đầu năm', 24, 'right'), column('So cùng kỳ (%)', 20, 'right')],
        t.indicators.map((one, i) => row(String(i + 1), one.name, one.kind === 'rate' ? '%' : one.unit, ...months.map((m) => figure(monthly(one, m.year, m.month), one.digits)), figure(cumulative(one, c.year, c.month), one.digits), one.kind === 'rate' ? '–' : figure(against(one, c.year, c.month), 1))),
      ),
      p(t.indicators.some((one) => one.kind === 'rate') ? 'Ghi chú: chỉ số tháng so với cùng tháng năm trước; cột lũy kế là số bình quân từ đầu năm.' : `Ghi chú: số liệu tháng ${c.month} là số ước tính; các tháng trước là số chính thức do Thống kê tỉnh cung cấp.`),
    ),
  ]));
  return [report, summary, figures];
};
