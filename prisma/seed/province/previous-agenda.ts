import type { SampleAgendaRow, SampleDocument } from './types';

const document = (key: string, title: string, subject: string, pages: number): SampleDocument => ({ key, title, subject, pages });

/** Agenda of the closed session a month earlier: 3 items, 6 documents of 27 pages, planned 130 minutes, held 08:01–10:09. */
export const previousAgenda: readonly SampleAgendaRow[] = [
  {
    key: 'truoc-khai-mac',
    kind: 'opening',
    title: 'Ổn định, điểm danh, thông qua chương trình',
    plannedMinutes: 10,
    presenter: 'chanh.van.phong',
    unit: 'van-phong',
    documents: [
      document('truoc-giay-moi', 'Giấy mời', 'Dự phiên họp Ủy ban nhân dân tỉnh thường kỳ', 2),
      document('truoc-chuong-trinh', 'Chương trình', 'Chương trình phiên họp Ủy ban nhân dân tỉnh thường kỳ', 1),
    ],
    votes: [],
    actual: { start: '08:01', end: '08:10' },
  },
  {
    key: 'truoc-nd1',
    kind: 'item',
    title: 'Tình hình kinh tế - xã hội, quốc phòng – an ninh tháng {month} và {month} tháng; nhiệm vụ trọng tâm tháng {next}',
    plannedMinutes: 45,
    presenter: 'cu.minh.thac',
    unit: 'so-tai-chinh',
    documents: [
      document('truoc-nd1-bao-cao', 'Báo cáo', 'Báo cáo tình hình kinh tế – xã hội tháng {month} năm {year}', 4),
      document('truoc-nd1-phu-luc', 'Phụ lục số liệu', 'Phụ lục số liệu kinh tế – xã hội tháng {month} năm {year}', 12),
    ],
    votes: [
      { key: 'truoc-bq1', kind: 'open', question: 'Thống nhất nội dung Báo cáo?', against: [], abstain: [], passed: true, openedAt: '08:50', closedAt: '08:52' },
    ],
    actual: { start: '08:10', end: '08:57' },
  },
  {
    key: 'truoc-nd2',
    kind: 'item',
    title: 'Kết quả thực hiện nhiệm vụ do Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân tỉnh giao',
    plannedMinutes: 25,
    presenter: 'chanh.van.phong',
    unit: 'van-phong',
    documents: [document('truoc-nd2-bao-cao', 'Báo cáo', 'Báo cáo kết quả thực hiện nhiệm vụ được giao', 5)],
    votes: [],
    actual: { start: '08:57', end: '09:21' },
  },
  {
    key: 'truoc-nd3',
    kind: 'item',
    title: 'Tình hình giải ngân vốn đầu tư công năm {year} và giải pháp những tháng cuối năm',
    plannedMinutes: 40,
    presenter: 'cu.minh.thac',
    unit: 'so-tai-chinh',
    documents: [document('truoc-nd3-bao-cao', 'Báo cáo', 'Báo cáo tình hình giải ngân vốn đầu tư công năm {year}', 3)],
    votes: [
      {
        key: 'truoc-bq3',
        kind: 'open',
        question: 'Thống nhất cho lập phương án điều chỉnh kế hoạch đầu tư công năm {year}?',
        against: ['tieu.quang.vien', 'doan.ich.lan'],
        abstain: ['nhu.thi.mai.khanh'],
        passed: true,
        openedAt: '09:54',
        closedAt: '09:56',
      },
    ],
    actual: { start: '09:21', end: '10:00' },
  },
  {
    key: 'truoc-be-mac',
    kind: 'closing',
    title: 'Chủ tọa kết luận, bế mạc',
    plannedMinutes: 10,
    presenter: 'chu.tich',
    unit: 'tinh',
    documents: [],
    votes: [],
    actual: { start: '10:00', end: '10:09' },
  },
];
