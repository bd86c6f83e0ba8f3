import { slashed, spelled, weekday, type SessionCalendar } from './calendar';
import { CHIEF_OF_OFFICE, COMMUNES, MEMBERS } from './data/province';
import { COMMITTEE, type SampleSpec } from './sample-document';
import { layoutOf } from './layout';
import type { InvitationDocument, ProgrammeDocument } from '../../../server/shared/protocol/administrative-document';

export interface ProgrammeRow { time: string; content: string; presenter: string; documents: string; kind?: 'total' }

/** Agenda of the session in November: clock times are those of the plan. */
export function programmeRows(c: SessionCalendar): ProgrammeRow[] {
  return [
    { time: '08:00–08:10', content: 'Ổn định tổ chức, điểm danh, thông qua Chương trình phiên họp', presenter: 'Văn phòng UBND tỉnh;\nChánh Văn phòng', documents: 'Giấy mời; Chương trình' },
    { time: '08:10–08:50', content: `1. Tình hình kinh tế – xã hội, quốc phòng – an ninh tháng ${c.month} và ${c.month} tháng; nhiệm vụ trọng tâm tháng ${c.nextMonth.month} (biểu quyết công khai)`, presenter: 'Sở Tài chính;\nGiám đốc Sở Tài chính', documents: 'Báo cáo; Tóm tắt; Phụ lục số liệu' },
    { time: '08:50–09:15', content: `2. Kết quả thực hiện kết luận phiên họp tháng ${c.previousMonth.month} và nhiệm vụ Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân tỉnh giao`, presenter: 'Văn phòng UBND tỉnh;\nChánh Văn phòng', documents: 'Báo cáo; Phụ lục danh mục nhiệm vụ' },
    { time: '09:15–09:55', content: `3. Điều chỉnh kế hoạch đầu tư công năm ${c.year}; dự thảo Nghị quyết trình Hội đồng nhân dân tỉnh (biểu quyết công khai)`, presenter: 'Sở Tài chính;\nGiám đốc Sở Tài chính', documents: 'Tờ trình; Dự thảo Nghị quyết; Phụ lục danh mục dự án; Báo cáo tổng hợp, tiếp thu ý kiến' },
    { time: '09:55–10:10', content: 'Giải lao', presenter: '', documents: '', kind: 'total' },
    { time: '10:10–10:40', content: '4. Dự thảo Quyết định của Ủy ban nhân dân tỉnh ban hành Quy định phân cấp quản lý công trình hạ tầng kỹ thuật cho Ủy ban nhân dân cấp xã (biểu quyết công khai)', presenter: 'Sở Xây dựng;\nGiám đốc Sở Xây dựng', documents: 'Tờ trình; Dự thảo Quyết định; Dự thảo Quy định; Báo cáo thẩm định; Bảng tiếp thu, giải trình' },
    { time: '10:40–11:05', content: `5. Kế hoạch chuyển đổi số tỉnh năm ${c.nextYear} (biểu quyết công khai)`, presenter: 'Sở Khoa học và Công nghệ;\nGiám đốc Sở', documents: 'Tờ trình; Dự thảo Quyết định; Dự thảo Kế hoạch; Phụ lục nhiệm vụ' },
    { time: '11:05–11:25', content: '6. Xử lý trụ sở, tài sản công dôi dư sau sắp xếp đơn vị hành chính', presenter: 'Sở Tài chính;\nPhó Giám đốc Sở Tài chính', documents: 'Báo cáo; Phụ lục cơ sở nhà, đất; Dự thảo công văn chỉ đạo' },
    { time: '11:25–11:40', content: `7. Xét tặng Cờ thi đua của Ủy ban nhân dân tỉnh năm ${c.year} (bỏ phiếu kín)`, presenter: 'Sở Nội vụ;\nGiám đốc Sở Nội vụ', documents: 'Tờ trình; Danh sách, tóm tắt thành tích; Dự thảo Quyết định' },
    { time: '11:40–11:50', content: '8. Nội dung theo tài liệu giấy (không đưa lên hệ thống)', presenter: 'Bộ Chỉ huy quân sự tỉnh;\nChỉ huy trưởng', documents: 'Tài liệu giấy, phát và thu hồi tại phiên họp' },
    { time: '11:50–12:00', content: 'Chủ tọa kết luận, bế mạc', presenter: 'Chủ tịch UBND tỉnh', documents: '', kind: 'total' },
  ];
}

const GUESTS = [
  'Thường trực Hội đồng nhân dân tỉnh; Ban Kinh tế – Ngân sách Hội đồng nhân dân tỉnh', 'Văn phòng Tỉnh ủy; Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh',
  'Thuế tỉnh; Kho bạc Nhà nước khu vực; Thống kê tỉnh; Ngân hàng Nhà nước khu vực', 'Ban Quản lý các khu công nghiệp; Báo và phát thanh, truyền hình tỉnh',
  'Lãnh đạo Văn phòng Ủy ban nhân dân tỉnh; chuyên viên báo cáo theo từng nội dung',
];

interface Numbers { invitation: string; session: 'current' | 'previous'; prefix: string; pages: number; month: number; year: number }

export function invitation(c: SessionCalendar, n: Numbers): SampleSpec {
  const title = `Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng ${n.month} năm ${n.year}`;
  const key = `${n.prefix}giay-moi`;
  const data: InvitationDocument = {
    header: { agency: COMMITTEE, number: n.invitation, notation: 'GM-UBND', placeDate: `Thanh Giang, ${spelled(c.invitation)}` },
    abstract: `Dự phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng ${n.month} năm ${n.year}`,
    opening: [`Ủy ban nhân dân tỉnh Thanh Giang trân trọng kính mời các đồng chí trong thành phần dưới đây tới dự `, { s: `${title}.`, b: true }],
    content: 'Theo Chương trình phiên họp gửi kèm Giấy mời này.',
    chair: 'Đồng chí Chủ tịch Ủy ban nhân dân tỉnh.',
    time: `Từ 08 giờ 00, ${weekday(c.session)}, ${spelled(c.session)}.`,
    place: `Phòng họp số 1, Trụ sở Ủy ban nhân dân tỉnh; trực tuyến tới ${COMMUNES.length} điểm cầu Ủy ban nhân dân các xã, phường, đặc khu.`,
    attendees: [
      `1. Thành viên Ủy ban nhân dân tỉnh (${MEMBERS.length} đồng chí).`, ...GUESTS.map((text, i) => `${i + 2}. ${text}.`),
      `7. Chủ tịch Ủy ban nhân dân: ${COMMUNES.map((one) => one.name).join(', ')} (dự tại điểm cầu).`,
    ],
    requests: [
      `(1) Xác nhận tham dự trên Hệ thống họp không giấy tờ trước 16 giờ 30 ngày ${slashed(c.rsvpDue)}.`,
      '(2) Trường hợp không dự họp được, báo cáo Chủ tọa và đăng ký người dự thay; người dự thay không tham gia biểu quyết.',
      `(3) Nghiên cứu trước tài liệu, gửi ý kiến trên Hệ thống; cơ quan chuẩn bị nội dung cập nhật tài liệu trước 16 giờ 30 ngày ${slashed(c.documentsDue)}.`,
      '(4) Sử dụng máy tính bảng được cấp để đọc tài liệu, đăng ký phát biểu và biểu quyết; Văn phòng không in tài liệu phát tại phòng họp, trừ trường hợp đại biểu đăng ký.',
      '(5) Các điểm cầu kiểm tra đường truyền, âm thanh, hình ảnh từ 07 giờ 30; bố trí cán bộ kỹ thuật trực trong suốt phiên họp.',
      '(6) Nội dung 8 của Chương trình sử dụng tài liệu giấy, chỉ thành viên Ủy ban nhân dân tỉnh dự tại phòng họp.',
    ].slice(0, n.session === 'previous' ? 5 : 6),
    closing: 'Ủy ban nhân dân tỉnh trân trọng kính mời./.',
    signature: { authority: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'], name: CHIEF_OF_OFFICE },
    recipients: ['- Như thành phần mời;', '- CT, các PCT UBND tỉnh;', '- Các điểm cầu cấp xã;', '- Lưu: VT, TH.'],
    layout: layoutOf(key),
  };
  return { session: n.session, item: null, order: 1, key, title: 'Giấy mời', kind: 'giay_moi', pages: n.pages, template: 'invitation', data };
}

export function programme(c: SessionCalendar, n: Numbers, rows: ProgrammeRow[]): SampleSpec {
  const key = `${n.prefix}chuong-trinh`;
  const data: ProgrammeDocument = {
    header: { agency: COMMITTEE, number: null, notation: null, placeDate: `Thanh Giang, ${spelled(c.invitation)}` },
    abstract: `Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng ${n.month} năm ${n.year}`,
    opening: [`Thời gian: từ 08 giờ 00, ${weekday(c.session)}, ${spelled(c.session)}.`, 'Địa điểm: Phòng họp số 1, Trụ sở Ủy ban nhân dân tỉnh, kết hợp trực tuyến tới 9 điểm cầu cấp xã.', 'Chủ trì: Đồng chí Chủ tịch Ủy ban nhân dân tỉnh. Thư ký: Phó Chánh Văn phòng Ủy ban nhân dân tỉnh.'],
    items: rows,
    closing: ['Cơ quan trình bày báo cáo tóm tắt không quá 07 phút mỗi nội dung; đại biểu nghiên cứu trước toàn văn tài liệu trên Hệ thống.', 'Mỗi ý kiến phát biểu không quá 05 phút; đại biểu đăng ký phát biểu trên Hệ thống và thực hiện theo điều hành của Chủ tọa./.'],
    signature: { authority: ['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'], name: CHIEF_OF_OFFICE },
    recipients: ['- Như thành phần mời;', '- Lưu: VT, TH.'],
    layout: layoutOf(key),
  };
  return { session: n.session, item: null, order: 2, key, title: 'Chương trình', kind: 'chuong_trinh', pages: n.pages, template: 'programme', data };
}

export function openingDocuments(c: SessionCalendar): SampleSpec[] {
  const numbers: Numbers = { invitation: '214', session: 'current', prefix: '', pages: 2, month: c.month, year: c.year };
  return [invitation(c, numbers), programme(c, numbers, programmeRows(c))];
}
