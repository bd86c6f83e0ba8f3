import type { SampleAgendaRow, SampleDocument, SampleVote } from './types';

const document = (key: string, title: string, subject: string, pages: number): SampleDocument => ({ key, title, subject, pages });

const secretVote = (key: string, unitName: string, forVotes: number, against: number, openedAt: string, closedAt: string): SampleVote => ({
  key,
  kind: 'secret',
  question: `Tặng Cờ thi đua của UBND tỉnh năm {year} cho ${unitName}`,
  for: forVotes,
  against,
  abstain: 0,
  passed: forVotes > 10,
  openedAt,
  closedAt,
});

const ACCOUNT = 'tình hình kinh tế – xã hội, quốc phòng – an ninh tháng {month} và {month} tháng năm {year}';
const TASKS = 'kết quả thực hiện kết luận phiên họp tháng {previous} và nhiệm vụ UBND, Chủ tịch UBND tỉnh giao';
const INVESTMENT = 'điều chỉnh kế hoạch đầu tư công năm {year}';
const WORKS = 'phân cấp quản lý công trình hạ tầng kỹ thuật cho UBND cấp xã';
const DIGITAL = 'chuyển đổi số tỉnh Thanh Giang năm {nextYear}';
const PREMISES = 'xử lý trụ sở, tài sản công dôi dư sau sắp xếp đơn vị hành chính';
const FLAG = 'tặng Cờ thi đua của UBND tỉnh năm {year}';

/** Agenda of the session with what happened: 8 items, 26 documents, 267 pages, planned 240 minutes, held 08:02–11:47. */
export const sampleAgenda: readonly SampleAgendaRow[] = [
  {
    key: 'khai-mac',
    kind: 'opening',
    title: 'Ổn định, điểm danh, thông qua chương trình',
    plannedMinutes: 10,
    presenter: 'chanh.van.phong',
    unit: 'van-phong',
    documents: [
      document('giay-moi', 'Giấy mời', 'Dự phiên họp Ủy ban nhân dân tỉnh thường kỳ', 2),
      document('chuong-trinh', 'Chương trình', 'Chương trình phiên họp Ủy ban nhân dân tỉnh thường kỳ', 2),
    ],
    votes: [],
    actual: { start: '08:02', end: '08:09' },
  },
  {
    key: 'nd1',
    kind: 'item',
    title: 'Tình hình kinh tế - xã hội, quốc phòng – an ninh tháng {month} và {month} tháng; nhiệm vụ trọng tâm tháng {next}',
    plannedMinutes: 40,
    presenter: 'cu.minh.thac',
    unit: 'so-tai-chinh',
    documents: [
      document('nd1-bao-cao', 'Báo cáo', `Báo cáo ${ACCOUNT}`, 24),
      document('nd1-tom-tat', 'Tóm tắt', `Tóm tắt báo cáo ${ACCOUNT}`, 6),
      document('nd1-phu-luc', 'Phụ lục số liệu', `Phụ lục số liệu ${ACCOUNT}`, 12),
    ],
    votes: [
      { key: 'bq1', kind: 'open', question: 'Thống nhất nội dung Báo cáo?', against: [], abstain: [], passed: true, openedAt: '08:42', closedAt: '08:44' },
    ],
    actual: { start: '08:09', end: '08:46' },
  },
  {
    key: 'nd2',
    kind: 'item',
    title: 'Kết quả thực hiện kết luận phiên họp tháng {previous} và nhiệm vụ UBND, Chủ tịch UBND tỉnh giao',
    plannedMinutes: 25,
    presenter: 'chanh.van.phong',
    unit: 'van-phong',
    documents: [
      document('nd2-bao-cao', 'Báo cáo', `Báo cáo ${TASKS}`, 10),
      document('nd2-phu-luc', 'Phụ lục danh mục nhiệm vụ', `Phụ lục danh mục nhiệm vụ ${TASKS}`, 15),
    ],
    votes: [],
    actual: { start: '08:46', end: '09:06' },
  },
  {
    key: 'nd3',
    kind: 'item',
    title: 'Điều chỉnh kế hoạch đầu tư công năm {year}; dự thảo Nghị quyết trình HĐND tỉnh',
    plannedMinutes: 40,
    presenter: 'cu.minh.thac',
    unit: 'so-tai-chinh',
    documents: [
      document('nd3-to-trinh', 'Tờ trình', `Tờ trình về ${INVESTMENT}`, 8),
      document('nd3-nghi-quyet', 'Dự thảo Nghị quyết', `Dự thảo Nghị quyết của HĐND tỉnh về ${INVESTMENT}`, 5),
      document('nd3-phu-luc', 'Phụ lục danh mục dự án', `Phụ lục danh mục dự án ${INVESTMENT}`, 32),
      document('nd3-tiep-thu', 'Báo cáo tổng hợp, tiếp thu ý kiến', `Báo cáo tổng hợp, tiếp thu ý kiến về ${INVESTMENT}`, 6),
    ],
    votes: [
      {
        key: 'bq3',
        kind: 'open',
        question: 'Thông qua dự thảo để trình HĐND tỉnh?',
        against: ['luc.thi.que.chi'],
        abstain: ['tieu.quang.vien'],
        passed: true,
        openedAt: '09:43',
        closedAt: '09:45',
      },
    ],
    actual: { start: '09:06', end: '09:48' },
  },
  {
    key: 'giai-lao',
    kind: 'break',
    title: 'Giải lao',
    plannedMinutes: 15,
    presenter: null,
    unit: null,
    documents: [],
    votes: [],
    actual: { start: '09:48', end: '10:02' },
  },
  {
    key: 'nd4',
    kind: 'item',
    title: 'Dự thảo Quyết định của UBND tỉnh ban hành Quy định phân cấp quản lý công trình hạ tầng kỹ thuật cho UBND cấp xã',
    plannedMinutes: 30,
    presenter: 'thach.ngoc.bien',
    unit: 'so-xay-dung',
    documents: [
      document('nd4-to-trinh', 'Tờ trình', `Tờ trình về dự thảo Quyết định ban hành Quy định ${WORKS}`, 7),
      document('nd4-quyet-dinh', 'Dự thảo Quyết định', `Dự thảo Quyết định ban hành Quy định ${WORKS}`, 3),
      document('nd4-quy-dinh', 'Dự thảo Quy định', `Dự thảo Quy định ${WORKS}`, 18),
      document('nd4-tham-dinh', 'Báo cáo thẩm định của Sở Tư pháp', `Báo cáo thẩm định dự thảo Quyết định ban hành Quy định ${WORKS}`, 6),
      document('nd4-tiep-thu', 'Bảng tiếp thu, giải trình', `Bảng tiếp thu, giải trình ý kiến đối với dự thảo Quy định ${WORKS}`, 11),
    ],
    votes: [
      {
        key: 'bq4-1',
        kind: 'open',
        question: 'Thông qua toàn văn dự thảo Quyết định?',
        against: [],
        abstain: ['kha.chi.diem'],
        passed: true,
        openedAt: '10:26',
        closedAt: '10:28',
      },
      {
        key: 'bq4-2',
        kind: 'options',
        question: 'Thời điểm có hiệu lực của Quyết định?',
        options: [
          {
            key: 'p1',
            label: 'Phương án 1: 01/01/{nextYear}',
            voters: [
              'chu.tich', 'pct.thuong.truc', 'pct.kinh.te', 'pct.van.xa', 'chanh.van.phong', 'cu.minh.thac',
              'mac.dinh.quang.tri', 'thach.ngoc.bien', 'doan.ich.lan', 'phi.gia.tuan', 'ma.duc.thuyen',
            ],
          },
          {
            key: 'p2',
            label: 'Phương án 2: 01/3/{nextYear}',
            voters: [
              'nguy.thanh.dien', 'luc.thi.que.chi', 'nhu.thi.mai.khanh', 'tra.the.huan', 'be.ngoc.sinh', 'tieu.quang.vien', 'au.thi.phuong.tram',
            ],
          },
        ],
        none: ['kha.chi.diem'],
        chosen: 'p1',
        openedAt: '10:29',
        closedAt: '10:32',
      },
    ],
    actual: { start: '10:02', end: '10:35' },
  },
  {
    key: 'nd5',
    kind: 'item',
    title: 'Kế hoạch chuyển đổi số tỉnh năm {nextYear}',
    plannedMinutes: 25,
    presenter: 'phi.gia.tuan',
    unit: 'so-khcn',
    documents: [
      document('nd5-to-trinh', 'Tờ trình', `Tờ trình về Kế hoạch ${DIGITAL}`, 5),
      document('nd5-quyet-dinh', 'Dự thảo Quyết định', `Dự thảo Quyết định ban hành Kế hoạch ${DIGITAL}`, 2),
      document('nd5-ke-hoach', 'Dự thảo Kế hoạch', `Dự thảo Kế hoạch ${DIGITAL}`, 22),
      document('nd5-phu-luc', 'Phụ lục nhiệm vụ', `Phụ lục nhiệm vụ của Kế hoạch ${DIGITAL}`, 14),
    ],
    votes: [
      {
        key: 'bq5-1',
        kind: 'open',
        question: 'Thông qua Kế hoạch chuyển đổi số tỉnh năm {nextYear}?',
        against: [
          'pct.van.xa', 'cu.minh.thac', 'doan.ich.lan', 'luc.thi.que.chi', 'tra.the.huan', 'be.ngoc.sinh', 'tieu.quang.vien', 'au.thi.phuong.tram',
        ],
        abstain: ['nguy.thanh.dien'],
        passed: false,
        openedAt: '10:49',
        closedAt: '10:51',
      },
      {
        key: 'bq5-2',
        kind: 'open',
        question: 'Thông qua Kế hoạch chuyển đổi số tỉnh năm {nextYear} (đã bổ sung nguồn lực và chỉ tiêu cấp xã)?',
        against: ['be.ngoc.sinh', 'tieu.quang.vien', 'luc.thi.que.chi'],
        abstain: ['nguy.thanh.dien'],
        passed: true,
        openedAt: '10:57',
        closedAt: '10:59',
      },
    ],
    actual: { start: '10:35', end: '11:01' },
  },
  {
    key: 'nd6',
    kind: 'item',
    title: 'Xử lý trụ sở, tài sản công dôi dư sau sắp xếp đơn vị hành chính',
    plannedMinutes: 20,
    presenter: 'tong.thi.yen.binh',
    unit: 'so-tai-chinh',
    documents: [
      document('nd6-bao-cao', 'Báo cáo', `Báo cáo ${PREMISES}`, 13),
      document('nd6-phu-luc', 'Phụ lục cơ sở nhà, đất', `Phụ lục cơ sở nhà, đất kèm báo cáo ${PREMISES}`, 26),
      document('nd6-cong-van', 'Dự thảo công văn chỉ đạo', `Dự thảo công văn chỉ đạo ${PREMISES}`, 3),
    ],
    votes: [],
    actual: { start: '11:01', end: '11:16' },
  },
  {
    key: 'nd7',
    kind: 'item',
    title: 'Xét tặng Cờ thi đua của UBND tỉnh năm {year}',
    plannedMinutes: 15,
    presenter: 'nguy.thanh.dien',
    unit: 'so-noi-vu',
    documents: [
      document('nd7-to-trinh', 'Tờ trình', `Tờ trình về việc ${FLAG}`, 4),
      document('nd7-danh-sach', 'Danh sách, tóm tắt thành tích', `Danh sách, tóm tắt thành tích tập thể đề nghị ${FLAG}`, 9),
      document('nd7-quyet-dinh', 'Dự thảo Quyết định', `Dự thảo Quyết định ${FLAG}`, 2),
    ],
    votes: [
      secretVote('bq7-a', 'Nhân dân và cán bộ phường Vân Hải', 18, 1, '11:20', '11:22'),
      secretVote('bq7-b', 'Nhân dân và cán bộ xã Mường Sáng', 16, 3, '11:22', '11:24'),
      secretVote('bq7-c', 'Ban Quản lý các khu công nghiệp', 9, 10, '11:24', '11:26'),
    ],
    actual: { start: '11:16', end: '11:29' },
  },
  {
    key: 'nd8',
    kind: 'paper_only',
    title: 'Nội dung theo tài liệu giấy (không đưa lên hệ thống)',
    plannedMinutes: 10,
    presenter: 'ma.duc.thuyen',
    unit: 'bchqs',
    documents: [],
    votes: [],
    actual: { start: '11:29', end: '11:38' },
  },
  {
    key: 'be-mac',
    kind: 'closing',
    title: 'Chủ tọa kết luận, bế mạc',
    plannedMinutes: 10,
    presenter: 'chu.tich',
    unit: 'tinh',
    documents: [],
    votes: [],
    actual: { start: '11:38', end: '11:47' },
  },
];
