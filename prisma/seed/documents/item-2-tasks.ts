import type { Block } from '../../../server/shared/protocol/administrative-document';
import { monthOf, slashed, type SessionCalendar } from './calendar';
import { CHIEF_OF_OFFICE } from './data/province';
import { agencyResults } from './sections';
import { STATE_LABELS, countByState, taskList, type Task, type TaskState } from './data/tasks';
import { PARENT, administrative, type SampleDocuments } from './sample-document';
import { annex, column, group, h1, h2, landscape, opening, p, percent, ps, row, signature, table, total } from './writing';

const STATES: TaskState[] = ['done', 'late', 'doing', 'overdue'];

function agencies(tasks: readonly Task[]): string[] {
  return [...new Set(tasks.map((one) => one.agency))];
}

function report(c: SessionCalendar, tasks: readonly Task[]): Block[] {
  const count = countByState(tasks);
  const overdue = tasks.filter((one) => one.state === 'overdue');
  const sessionTasks = tasks.filter((one) => one.fromSession);
  const names = agencies(tasks);
  const finished = count.done + count.late;
  return [
    ...opening({
      agency: ['VĂN PHÒNG'], parent: PARENT, number: '295', notation: 'BC-VP', date: c.documents, kind: 'BÁO CÁO',
      abstract: `Kết quả thực hiện kết luận phiên họp tháng ${c.previousMonth.month} và nhiệm vụ do Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân tỉnh giao`,
    }),
    p(`Văn phòng Ủy ban nhân dân tỉnh báo cáo kết quả thực hiện kết luận phiên họp ${monthOf(c.previousMonth)} và nhiệm vụ Ủy ban nhân dân, Chủ tịch Ủy ban nhân dân tỉnh giao, tính đến hết ngày ${slashed(c.cutOff)}, như sau:`),
    h1('I. KẾT QUẢ CHUNG'),
    ...ps(
      `Tổng số nhiệm vụ đang theo dõi là ${tasks.length} nhiệm vụ của ${names.length} cơ quan, đơn vị. Đã hoàn thành ${finished} nhiệm vụ (${percent(finished, tasks.length)}%), trong đó ${count.done} nhiệm vụ đúng hạn, ${count.late} nhiệm vụ quá hạn; đang thực hiện trong hạn ${count.doing} nhiệm vụ; quá hạn chưa hoàn thành ${count.overdue} nhiệm vụ.`,
      `Riêng ${sessionTasks.length} nhiệm vụ theo kết luận phiên họp ${monthOf(c.previousMonth)} đã hoàn thành ${sessionTasks.filter((one) => one.state === 'done').length}/${sessionTasks.length}, đạt 100%.`,
    ),
    { t: 'chart', form: 'bar', caption: 'Hình 1. Nhiệm vụ theo kết quả thực hiện', unit: 'nhiệm vụ', labels: STATES.map((s) => STATE_LABELS[s]), series: [{ name: 'Nhiệm vụ', values: STATES.map((s) => count[s]) }], height: 55 },
    table(
      [column('TT', 11, 'center'), column('Cơ quan, đơn vị', null), column('Tổng số', 18, 'center'), column('Đúng hạn', 18, 'center'), column('Hoàn thành quá hạn', 22, 'center'), column('Đang thực hiện', 22, 'center'), column('Quá hạn', 18, 'center')],
      [
        ...names.map((name, i) => {
          const own = tasks.filter((one) => one.agency === name);
          const n = countByState(own);
          return row(String(i + 1), name, String(own.length), String(n.done), String(n.late), String(n.doing), String(n.overdue));
        }),
        total('', 'Tổng số', String(tasks.length), ...STATES.map((s) => String(count[s]))),
      ],
      { caption: 'Bảng 1. Kết quả theo cơ quan, đơn vị' },
    ),
    h1('II. KẾT QUẢ THỰC HIỆN KẾT LUẬN PHIÊN HỌP THÁNG TRƯỚC'),
    table(
      [column('TT', 11, 'center'), column('Nội dung kết luận', null), column('Cơ quan chủ trì', 44), column('Kết quả', 48)],
      sessionTasks.map((one, i) => row(String(i + 1), one.content, one.agency, one.progress)),
    ),
    h1(`III. ${count.overdue} NHIỆM VỤ QUÁ HẠN`),
    p('Văn phòng Ủy ban nhân dân tỉnh đã gửi văn bản đôn đốc từng cơ quan; nguyên nhân và kết quả đến nay như sau:'),
    ...overdue.map((one, i) => p(`${i + 1}. ${one.agency}: ${one.content.charAt(0).toLowerCase()}${one.content.slice(1)}. Thời hạn ${slashed(one.due)}. Tình hình: ${one.progress.charAt(0).toLowerCase()}${one.progress.slice(1)}. Đề nghị thủ trưởng cơ quan làm rõ trách nhiệm, cam kết thời hạn hoàn thành tại phiên họp.`)),
    h1('IV. KẾT QUẢ CỦA TỪNG CƠ QUAN, ĐƠN VỊ'),
    ...agencyResults(tasks),
    h1('V. ĐÁNH GIÁ, KIẾN NGHỊ'),
    h2('1. Đánh giá'),
    ...ps(
      'Các cơ quan đã chủ động hơn trong cập nhật tiến độ; số nhiệm vụ hoàn thành quá hạn giảm so với tháng trước. Tuy nhiên còn tình trạng cập nhật kết quả khi đã sát hạn, báo cáo chung chung, chưa nêu sản phẩm.',
      'Nguyên nhân chủ yếu: việc phối hợp liên ngành chậm; một số nhiệm vụ phụ thuộc ý kiến của bộ, ngành trung ương; hồ sơ đất đai, hộ tịch sau sắp xếp đơn vị hành chính chưa đồng bộ.',
    ),
    h2('2. Kiến nghị'),
    ...ps(
      `- Giao các cơ quan có nhiệm vụ quá hạn báo cáo giải trình, cam kết thời hạn hoàn thành trước phiên họp ${monthOf(c.nextMonth)}.`,
      '- Không xem xét khen thưởng đối với cơ quan để nhiệm vụ quá hạn trên 60 ngày mà không có lý do khách quan.',
      '- Từ tháng tới, thông tin tiến độ được công khai trên Hệ thống; không yêu cầu báo cáo giấy.',
      'Văn phòng Ủy ban nhân dân tỉnh kính báo cáo Ủy ban nhân dân tỉnh xem xét, chỉ đạo./.',
    ),
    signature(['CHÁNH VĂN PHÒNG'], CHIEF_OF_OFFICE, ['- Thành viên UBND tỉnh;', '- Các sở, ban, ngành;', '- UBND cấp xã;', '- Lưu: VT, TH.']),
  ];
}

export const taskDocuments: SampleDocuments = (c) => {
  const tasks = taskList(c.cutOff);
  return [
    administrative({ item: 2, order: 1, key: 'nhiem-vu-bao-cao', title: 'Báo cáo', kind: 'bao_cao', pages: 10 }, report(c, tasks)),
    administrative({ item: 2, order: 2, key: 'nhiem-vu-phu-luc', title: 'Phụ lục danh mục nhiệm vụ', kind: 'phu_luc', pages: 15 }, [
      landscape(
        annex('Phụ lục', 'DANH MỤC NHIỆM VỤ ỦY BAN NHÂN DÂN, CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH GIAO', `(Kèm theo Báo cáo số 295/BC-VP ngày ${slashed(c.documents)} của Văn phòng Ủy ban nhân dân tỉnh)`),
        table(
          [column('TT', 12, 'center'), column('Nội dung nhiệm vụ', null), column('Nguồn giao', 46), column('Thời hạn', 24, 'center'), column('Kết quả, tiến độ', 58), column('Đánh giá', 38)],
          agencies(tasks).flatMap((name) => [
            group('', name),
            ...tasks.filter((one) => one.agency === name).map((one) => row(String(one.number), one.content, one.source, slashed(one.due), one.progress, STATE_LABELS[one.state])),
          ]),
          { numberRow: true },
        ),
      ),
    ]),
  ];
};
