import { MinutesDocument } from '../../server/shared/protocol/minutes-document';
import { sessionCalendar, slashed, spelled } from '../../prisma/seed/documents/calendar';
import { INVESTMENT } from '../../prisma/seed/documents/data/investment';
import { CHAIR, COMMUNES, MEMBERS, SECRETARY } from '../../prisma/seed/documents/data/province';
import { countByState, taskList } from '../../prisma/seed/documents/data/tasks';
import { COMMITTEE } from '../../prisma/seed/documents/sample-document';
import { previousCalendar } from '../../prisma/seed/documents/previous-session';
import { figure, percent } from '../../prisma/seed/documents/writing';

/** Biên bản of the closed session before the one of `sessionDate` (yyyy-MM-dd). */
export function previousMinutes(sessionDate: string): MinutesDocument {
  const c = sessionCalendar(sessionDate);
  const was = previousCalendar(c);
  const tasks = taskList(was.cutOff);
  const count = countByState(tasks);
  const absent = 'Âu Thị Phương Trầm';
  const numbered = (...texts: string[]) => texts.map((text) => ({ text, kind: 'numbered' as const }));
  return MinutesDocument.parse({
    header: { agency: COMMITTEE, number: '10', notation: 'BB-UBND' },
    abstract: `Phiên họp Ủy ban nhân dân tỉnh thường kỳ tháng ${was.month} năm ${was.year}`,
    start: `08 giờ 01 phút, ${spelled(was.session)}.`,
    place: `Phòng họp số 1, Trụ sở Ủy ban nhân dân tỉnh, kết hợp trực tuyến tới ${COMMUNES.length} điểm cầu.`,
    form: 'Họp trực tiếp kết hợp trực tuyến; tài liệu được cung cấp trên Hệ thống họp không giấy tờ.',
    attendance: ['Thành viên Ủy ban nhân dân tỉnh: có mặt 20/21 đồng chí (18 trực tiếp, 02 trực tuyến) – có danh sách kèm theo.'],
    absentHeading: 'Vắng mặt: 01 đồng chí, gồm:',
    absentees: [`Đồng chí ${absent}, Giám đốc Sở Ngoại vụ – công tác nước ngoài, đã báo cáo và được Chủ tịch Ủy ban nhân dân tỉnh đồng ý.`],
    guests: 'Đại biểu mời: 18 đồng chí, gồm đại diện Thường trực Hội đồng nhân dân tỉnh, Văn phòng Tỉnh ủy, Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các cơ quan trung ương trên địa bàn và Chủ tịch Ủy ban nhân dân 09 xã, phường, đặc khu.',
    chair: `Đồng chí ${CHAIR} – Chủ tịch Ủy ban nhân dân tỉnh.`,
    secretary: `Đồng chí ${SECRETARY} – Phó Chánh Văn phòng Ủy ban nhân dân tỉnh.`,
    quorum: 'Với số thành viên có mặt nêu trên, phiên họp đủ điều kiện tiến hành theo quy định.',
    sections: [
      { heading: 'I. KHAI MẠC', paragraphs: [{ text: 'Đồng chí Chủ tọa tuyên bố lý do, thông qua Chương trình phiên họp gồm 03 nội dung.' }] },
      {
        heading: 'II. DIỄN BIẾN',
        items: [
          {
            heading: `Nội dung 1. Tình hình kinh tế – xã hội, quốc phòng – an ninh tháng ${was.month} và ${was.month} tháng; nhiệm vụ trọng tâm tháng ${was.nextMonth.month}`,
            paragraphs: [
              ...numbered('Trình bày: Đồng chí Cù Minh Thạc, Giám đốc Sở Tài chính báo cáo tóm tắt Báo cáo (từ 08 giờ 12 phút đến 08 giờ 27 phút).', 'Ý kiến thảo luận: có 03 ý kiến phát biểu, 02 ý kiến gửi trước bằng văn bản trên Hệ thống. Cụ thể:'),
              { text: 'Đồng chí Doãn Ích Lân, Giám đốc Sở Công Thương: đề nghị bổ sung giải pháp bảo đảm nguồn hàng và bình ổn giá cuối năm.', kind: 'dash' as const },
              { text: 'Đồng chí Lục Thị Quế Chi, Giám đốc Sở Nông nghiệp và Môi trường: đề nghị làm rõ thiệt hại do mưa lũ tại 3 xã và nguồn hỗ trợ.', kind: 'dash' as const },
              { text: 'Đồng chí Lương Thục Khuê, Phó Chủ tịch thường trực: đề nghị gắn trách nhiệm người đứng đầu với kết quả giải ngân.', kind: 'dash' as const },
              { text: '3. Tiếp thu, giải trình: Đồng chí Cù Minh Thạc tiếp thu các ý kiến, bổ sung số liệu thiệt hại và giải pháp vào Báo cáo.' },
              { text: '4. Biểu quyết: “Thống nhất nội dung Báo cáo?”. Hình thức: công khai. Kết quả: tán thành 20/21 thành viên (95,2%); không tán thành 00; không biểu quyết 00; không tham gia 01. Ủy ban nhân dân tỉnh thông qua.' },
              { text: `5. Kết luận của Chủ tọa: thống nhất Báo cáo; giao Sở Nông nghiệp và Môi trường chủ trì đề xuất hỗ trợ khắc phục thiệt hại do mưa lũ, lấy ý kiến thành viên bằng phiếu; giao Sở Công Thương hoàn thành phương án bảo đảm hàng hóa cuối năm trước ngày ${slashed(was.nextMonth.month === c.month ? { ...c.session, day: 15 } : c.session)}.` },
            ],
          },
          {
            heading: 'Nội dung 2. Kết quả thực hiện nhiệm vụ do Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân tỉnh giao',
            paragraphs: [
              ...numbered(
                'Trình bày: Đồng chí Khương Bá Lãm, Chánh Văn phòng báo cáo tóm tắt Báo cáo (từ 09 giờ 02 phút đến 09 giờ 12 phút).',
                `Ý kiến thảo luận: có 02 ý kiến phát biểu về ${tasks.length} nhiệm vụ đang theo dõi, trong đó ${count.overdue} nhiệm vụ quá hạn.`,
                'Tiếp thu, giải trình: Thủ trưởng các cơ quan có nhiệm vụ quá hạn giải trình nguyên nhân, cam kết thời hạn hoàn thành.',
                'Kết luận của Chủ tọa: yêu cầu công khai tiến độ trên Hệ thống; các cơ quan có nhiệm vụ quá hạn báo cáo lại tại phiên họp tháng tới.',
              ),
            ],
          },
          {
            heading: `Nội dung 3. Tình hình giải ngân vốn đầu tư công năm ${was.year} và giải pháp những tháng cuối năm`,
            paragraphs: [
              ...numbered(
                'Trình bày: Đồng chí Cù Minh Thạc, Giám đốc Sở Tài chính báo cáo tóm tắt Báo cáo (từ 09 giờ 40 phút đến 09 giờ 52 phút).',
                'Ý kiến thảo luận: có 04 ý kiến phát biểu. Cụ thể:',
              ),
              { text: 'Đồng chí Thạch Ngọc Biền, Giám đốc Sở Xây dựng: đề nghị tập trung giải phóng mặt bằng dự án Đường Thượng Vân – Mường Sáng.', kind: 'dash' as const },
              { text: 'Chủ tịch Ủy ban nhân dân xã Đông Lạc: đề nghị bảo đảm vốn xử lý đoạn kè xung yếu.', kind: 'dash' as const },
              { text: 'Đồng chí Trà Thế Huân, Giám đốc Sở Y tế: báo cáo việc đấu thầu lại gói thiết bị Trung tâm y tế đặc khu Hòn Ngọc.', kind: 'dash' as const },
              { text: 'Đồng chí Tạ Hữu Đăng Nhơn, Phó Chủ tịch: đề nghị lập phương án điều chỉnh vốn ngay trong tháng.', kind: 'dash' as const },
              { text: `3. Kết luận của Chủ tọa: kế hoạch vốn ${figure(INVESTMENT.plan)} triệu đồng phải giải ngân trên 95%; giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng và các chủ đầu tư lập phương án điều chỉnh giữa các dự án, trình phiên họp tháng ${c.month}.` },
            ],
          },
        ],
      },
    ],
    conclusion: [
      { text: 'Ủy ban nhân dân tỉnh thống nhất các nội dung trình tại phiên họp; yêu cầu các cơ quan hoàn chỉnh văn bản trong 05 ngày làm việc.', kind: 'numbered' },
      { text: 'Văn phòng Ủy ban nhân dân tỉnh ban hành Thông báo kết luận, theo dõi, đôn đốc việc thực hiện và báo cáo tại phiên họp tới.', kind: 'numbered' },
      { text: `Các cơ quan bảo đảm 100% tài liệu phiên họp được gửi trên Hệ thống; tỷ lệ thành viên dự họp tại phiên này đạt ${percent(20, 21)}%.`, kind: 'numbered' },
    ],
    closing: `Biên bản đã được thông qua qua Hệ thống. Phiên họp kết thúc vào 10 giờ 46 phút, ${spelled(was.session)}./.`,
    signatures: { secretary: { name: SECRETARY }, chair: { name: CHAIR } },
    recipients: ['- Thành viên UBND tỉnh;', '- Lưu: VT, Hồ sơ phiên họp.'],
    attendanceList: {
      title: 'DANH SÁCH THÀNH VIÊN ỦY BAN NHÂN DÂN TỈNH DỰ PHIÊN HỌP',
      reference: `(Kèm theo Biên bản số 10/BB-UBND ${spelled(was.session)})`,
      groups: [{
        heading: 'Thành viên Ủy ban nhân dân tỉnh',
        rows: MEMBERS.map(([name, position], i) => ({ name, position, presence: name === absent ? 'Vắng có lý do' : i === 17 || i === 18 ? 'Có mặt, trực tuyến' : 'Có mặt' })),
      }],
    },
    testOnly: false,
  });
}
