import { sessionCalendar, slashed, two, type Day, type SessionCalendar } from './calendar';
import { CHAIR, CHIEF_OF_OFFICE, agency } from './data/province';
import { INVESTMENT, PROJECTS, bySector } from './data/investment';
import { TABLES, against, cumulative, monthly } from './data/indicators';
import { taskList } from './data/tasks';
import { economyDocuments } from './item-1-economy';
import { invitation, programme, programmeRows, type ProgrammeRow } from './opening';
import { COMMITTEE, PARENT, administrative, type SampleSpec } from './sample-document';
import { agencyResults, communeInvestmentTable } from './sections';
import { column, figure, h1, opening, p, percent, ps, row, signature, table, total } from './writing';

function iso(day: Day): string {
  return `${day.year}-${two(day.month)}-${two(day.day)}`;
}

export function previousCalendar(c: SessionCalendar): SessionCalendar {
  return sessionCalendar(iso(c.previousSession));
}

/** Programme of that session: shorter than the one in preparation, the rows that both have in common said alike. */
export function previousRows(was: SessionCalendar): ProgrammeRow[] {
  const rows = programmeRows(was);
  const like = (place: number, change: Partial<ProgrammeRow>): ProgrammeRow[] => rows.slice(place).slice(0, 1).map((one) => ({ ...one, ...change }));
  return [
    ...like(0, { time: '08:00–08:10' }),
    ...like(1, { time: '08:10–08:55', documents: 'Báo cáo; Phụ lục số liệu' }),
    ...like(2, { time: '08:55–09:20', content: '2. Kết quả thực hiện nhiệm vụ do Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân tỉnh giao', documents: 'Báo cáo' }),
    ...like(3, { time: '09:20–10:00', content: `3. Tình hình giải ngân vốn đầu tư công năm ${was.year} và giải pháp những tháng cuối năm (biểu quyết công khai)`, documents: 'Báo cáo' }),
    ...like(10, { time: '10:00–10:10' }),
  ];
}

/** Documents of the closed regular session about a month earlier. */
export function previousDocuments(c: SessionCalendar): SampleSpec[] {
  const was = previousCalendar(c);
  const numbers = { invitation: '196', session: 'previous' as const, prefix: 'ky-truoc-', pages: 1, month: was.month, year: was.year };
  const rows = previousRows(was);
  const month = TABLES.slice(0, 4);
  const tasks = taskList(was.cutOff);
  const close = signature(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], CHAIR, ['- Thành viên UBND tỉnh;', '- Lưu: VT, TH.']);
  const figures = economyDocuments(was).find((one) => one.key === 'kt-xh-phu-luc');
  if (!figures) throw new Error('figures of the earlier session are missing');
  return [
    { ...invitation(was, numbers), pages: 2 },
    { ...programme(was, numbers, rows), pages: 1 },
    administrative({ session: 'previous', item: 1, order: 1, key: 'ky-truoc-kt-xh-bao-cao', title: 'Báo cáo', kind: 'bao_cao', pages: 4 }, [
      ...opening({ agency: COMMITTEE, number: '377', notation: 'BC-UBND', date: was.documents, kind: 'BÁO CÁO', abstract: `Tình hình kinh tế – xã hội tháng ${was.month} năm ${was.year}` }),
      ...ps('Tháng qua, kinh tế – xã hội của tỉnh tiếp tục chuyển biến tích cực; các cơ quan tập trung khắc phục hậu quả mưa lũ, đẩy nhanh giải ngân vốn đầu tư công và chuẩn bị nguồn hàng cuối năm.'),
      ...month.map((t, i) => table(
        [column('TT', 11, 'center'), column('Chỉ tiêu', null), column('Đơn vị tính', 30, 'center'), column('Trong tháng', 26, 'right'), column('Lũy kế', 28, 'right'), column('So cùng kỳ (%)', 26, 'right')],
        t.indicators.map((one, k) => row(String(k + 1), one.name, one.kind === 'rate' ? '%' : one.unit, figure(monthly(one, was.year, was.month), one.digits), figure(cumulative(one, was.year, was.month), one.digits), one.kind === 'rate' ? '–' : figure(against(one, was.year, was.month), 1))),
        { caption: `Bảng ${i + 1}. ${t.title}` },
      )),
      h1('NHIỆM VỤ TRỌNG TÂM THÁNG TỚI'),
      ...ps('1. Đẩy nhanh giải ngân vốn đầu tư công, rà soát các dự án chậm tiến độ để đề xuất điều chỉnh kế hoạch.', '2. Hoàn thành thống kê thiệt hại, đề xuất hỗ trợ ba xã bị ảnh hưởng do mưa lũ.', '3. Hoàn thiện dự thảo Quy định phân cấp quản lý công trình hạ tầng kỹ thuật và dự thảo Kế hoạch chuyển đổi số, trình phiên họp tới./.'),
      close,
    ]),
    { ...figures, session: 'previous' as const, order: 2, key: 'ky-truoc-kt-xh-phu-luc', pages: 12 },
    administrative({ session: 'previous', item: 2, order: 1, key: 'ky-truoc-nhiem-vu', title: 'Báo cáo', kind: 'bao_cao', pages: 5 }, [
      ...opening({ agency: ['VĂN PHÒNG'], parent: PARENT, number: '261', notation: 'BC-VP', date: was.documents, kind: 'BÁO CÁO', abstract: 'Kết quả thực hiện nhiệm vụ do Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân tỉnh giao' }),
      p(`Tính đến ngày ${slashed(was.cutOff)}, Văn phòng theo dõi ${tasks.length} nhiệm vụ của các cơ quan, đơn vị; kết quả cụ thể như sau:`),
      ...agencyResults(tasks),
      p('Văn phòng Ủy ban nhân dân tỉnh kính báo cáo./.'),
      signature(['CHÁNH VĂN PHÒNG'], CHIEF_OF_OFFICE, ['- Thành viên UBND tỉnh;', '- Lưu: VT, TH.']),
    ]),
    administrative({ session: 'previous', item: 3, order: 1, key: 'ky-truoc-giai-ngan', title: 'Báo cáo', kind: 'bao_cao', pages: 3 }, [
      ...opening({ agency: ['SỞ TÀI CHÍNH'], parent: PARENT, number: '325', notation: 'BC-STC', date: was.documents, kind: 'BÁO CÁO', abstract: `Tình hình giải ngân vốn đầu tư công năm ${was.year}` }),
      p(`Kế hoạch vốn năm ${was.year} giao ${PROJECTS.length} dự án là ${figure(INVESTMENT.plan)} triệu đồng. Qua rà soát, Sở Tài chính nhận thấy 04 dự án khó giải ngân hết kế hoạch, 03 dự án có khối lượng vượt kế hoạch vốn; đề nghị Ủy ban nhân dân tỉnh cho lập phương án điều chỉnh trình phiên họp tháng ${c.month}.`),
      table([column('TT', 11, 'center'), column('Lĩnh vực', null), column('Số dự án', 24, 'center'), column('Tổng mức đầu tư', 36, 'right'), column('Kế hoạch', 34, 'right'), column('Tỷ trọng (%)', 24, 'right')], [...bySector().map((s, i) => row(String(i + 1), s.label, String(s.count), figure(s.cost), figure(s.plan), percent(s.plan, INVESTMENT.plan))), total('', 'Tổng số', String(PROJECTS.length), figure(PROJECTS.reduce((a, o) => a + o.cost, 0)), figure(INVESTMENT.plan), '100')], { caption: 'Kế hoạch vốn theo lĩnh vực', unit: 'triệu đồng' }),
      communeInvestmentTable('Kế hoạch và giải ngân theo địa bàn'),
      h1('GIẢI PHÁP'),
      ...ps('1. Giao từng lãnh đạo sở theo dõi, làm việc hằng tuần với các chủ đầu tư có dự án giải ngân dưới 50%.', '2. Kho bạc Nhà nước khu vực thanh toán trong 01 ngày làm việc đối với hồ sơ hợp lệ.', '3. Đề nghị Ủy ban nhân dân các xã Thượng Vân, Đông Lạc, Phú Vân giải quyết dứt điểm vướng mắc mặt bằng./.'),
      signature(['GIÁM ĐỐC'], agency('taichinh').head, ['- UBND tỉnh;', '- Lưu: VT, QLNS.']),
    ]),
  ];
}
