import type { Block } from '../../../server/shared/protocol/administrative-document';
import { slashed, type SessionCalendar } from './calendar';
import { CANDIDATES, CRITERIA } from './data/emulation';
import { CHAIR, agency } from './data/province';
import { COMMITTEE, PARENT, administrative, type SampleDocuments } from './sample-document';
import { annex, article, column, figure, h1, h2, italic, opening, p, pageBreak, ps, row, signature, table, total } from './writing';

/** Points of a candidate on each criterion, whose sum is the score. */
function marks(score: number): number[] {
  const first = CRITERIA.map(([, top]) => Math.floor(top * score) / 100);
  const rest = Math.round((score - first.reduce((a, b) => a + b, 0)) * 100) / 100;
  return first.map((value, i) => (i === 0 ? Math.round((value + rest) * 100) / 100 : value));
}

function criteriaTable(): Block {
  return table(
    [column('TT', 11, 'center'), column('Tiêu chí', null), column('Điểm tối đa', 22, 'center'), ...CANDIDATES.map((one) => column(`Đơn vị ${one.label}`, 22, 'right'))],
    [
      ...CRITERIA.map(([name, top], i) => row(String(i + 1), name, String(top), ...CANDIDATES.map((one) => figure(marks(one.score)[i] ?? 0, 2)))),
      total('', 'Tổng điểm', '100', ...CANDIDATES.map((one) => figure(one.score, 2))),
    ],
    { caption: 'Kết quả chấm điểm của Hội đồng Thi đua – Khen thưởng tỉnh' },
  );
}

function submission(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: ['SỞ NỘI VỤ'], parent: PARENT, number: '207', notation: 'TTr-SNV', date: c.documents, kind: 'TỜ TRÌNH', abstract: `Về việc xét tặng Cờ thi đua của Ủy ban nhân dân tỉnh năm ${c.year}`, to: ['Ủy ban nhân dân tỉnh Thanh Giang'] }),
    ...['Căn cứ Luật Thi đua, khen thưởng;', 'Căn cứ Quy chế thi đua, khen thưởng của tỉnh Thanh Giang;', 'Căn cứ kết quả họp Hội đồng Thi đua – Khen thưởng tỉnh,'].map(italic),
    p(`Sở Nội vụ trình Ủy ban nhân dân tỉnh xem xét, bỏ phiếu kín tặng Cờ thi đua của Ủy ban nhân dân tỉnh năm ${c.year} cho các tập thể dẫn đầu khối thi đua như sau:`),
    h1('I. QUÁ TRÌNH XÉT CHỌN'),
    ...ps(
      'Toàn tỉnh có 11 khối thi đua với 86 tập thể tham gia. Các khối đã bình xét, chấm điểm, giới thiệu 14 tập thể; Hội đồng Thi đua – Khen thưởng tỉnh thẩm định hồ sơ, lấy ý kiến công khai trong 10 ngày và thống nhất đề nghị 03 tập thể dưới đây.',
      'Thanh tra tỉnh, Công an tỉnh, Thuế tỉnh xác nhận 03 tập thể không có vi phạm; không có đơn thư phản ánh trong thời gian công khai.',
    ),
    criteriaTable(),
    h1('II. TẬP THỂ ĐỀ NGHỊ XÉT TẶNG'),
    ...CANDIDATES.flatMap((one) => [h2(`${one.label}. ${one.name} (${one.block})`), ...one.points.map((text) => p(`- ${text}`)), table([column('Chỉ tiêu', null), column('Kế hoạch', 34, 'right'), column('Thực hiện', 34, 'right')], one.figures.map((f) => row(...f))), p(`Tổng điểm Hội đồng chấm: ${figure(one.score, 1)}/100 điểm.`)]),
    h1('III. HÌNH THỨC XEM XÉT VÀ KIẾN NGHỊ'),
    ...ps(
      '1. Ủy ban nhân dân tỉnh bỏ phiếu kín đối với từng tập thể với hai phương án: tán thành, không tán thành. Tập thể được tặng Cờ thi đua khi có quá nửa tổng số thành viên Ủy ban nhân dân tỉnh tán thành.',
      '2. Tiền thưởng kèm theo Cờ thi đua thực hiện theo quy định, từ Quỹ thi đua, khen thưởng của tỉnh.',
      'Sở Nội vụ kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./.',
    ),
    signature(['GIÁM ĐỐC'], agency('noivu').head, ['- Như trên;', '- Thành viên HĐTĐKT tỉnh;', '- Lưu: VT, TĐKT.']),
  ];
}

function list(c: SessionCalendar): Block[] {
  return [
    annex('DANH SÁCH', `TÓM TẮT THÀNH TÍCH CÁC TẬP THỂ ĐỀ NGHỊ TẶNG CỜ THI ĐUA CỦA ỦY BAN NHÂN DÂN TỈNH NĂM ${c.year}`, `(Kèm theo Tờ trình số 207/TTr-SNV ngày ${slashed(c.documents)} của Sở Nội vụ)`),
    ...CANDIDATES.flatMap((one, k) => [
      ...(k === 0 ? [] : [pageBreak]),
      h1(`${one.label}. ${one.name.toUpperCase()}`),
      p(`Khối thi đua: ${one.block}. Tổng điểm: ${figure(one.score, 1)}/100.`),
      h2('1. Thành tích tiêu biểu'),
      ...one.points.map((text) => p(`- ${text}`)),
      h2('2. Một số chỉ tiêu'),
      table([column('TT', 11, 'center'), column('Chỉ tiêu', null), column('Kế hoạch', 34, 'right'), column('Thực hiện', 34, 'right')], one.figures.map((f, i) => row(String(i + 1), ...f))),
      h2('3. Điểm thi đua theo tiêu chí'),
      table([column('TT', 11, 'center'), column('Tiêu chí', null), column('Điểm tối đa', 28, 'center'), column('Hội đồng chấm', 32, 'right')], [...CRITERIA.map(([name, top], i) => row(String(i + 1), name, String(top), figure(marks(one.score)[i] ?? 0, 2))), total('', 'Tổng điểm', '100', figure(one.score, 2))]),
      { t: 'chart' as const, form: 'bar' as const, caption: `Điểm theo tiêu chí, đơn vị ${one.label}`, unit: 'điểm', labels: CRITERIA.map((_, i) => `Tiêu chí ${i + 1}`), series: [{ name: 'Điểm tối đa', values: CRITERIA.map(([, top]) => top) }, { name: 'Hội đồng chấm', values: marks(one.score) }], height: 60 },
      h2('4. Hình thức khen thưởng đã được ghi nhận'),
      table([column('Năm', 22, 'center'), column('Hình thức', null), column('Cấp quyết định', 52)], [
        row(String(c.year - 1), 'Tập thể lao động xuất sắc', 'Chủ tịch Ủy ban nhân dân tỉnh'),
        row(String(c.year - 2), 'Bằng khen về thành tích chuyên đề', 'Chủ tịch Ủy ban nhân dân tỉnh'),
        row(String(c.year - 3), 'Tập thể lao động tiên tiến', 'Thủ trưởng cơ quan chủ quản'),
      ]),
      h2('5. Ý kiến của các cơ quan liên quan'),
      table([column('TT', 11, 'center'), column('Cơ quan', 52), column('Ý kiến', null)], [
        row('1', 'Thanh tra tỉnh', 'Không có kết luận vi phạm trong năm xét khen thưởng.'),
        row('2', 'Thuế tỉnh', 'Hoàn thành nghĩa vụ thuế, không nợ đọng.'),
        row('3', 'Công an tỉnh', 'Bảo đảm an ninh, an toàn; thực hiện tốt phòng cháy, chữa cháy.'),
        row('4', 'Sở Nội vụ', one.label === 'C' ? 'Hồ sơ đầy đủ; đề nghị xem xét thêm về tiến độ tiếp nhận thiết bị.' : 'Hồ sơ đầy đủ, đúng quy định; đề nghị khen thưởng.'),
      ]),
    ]),
  ];
}

function decision(c: SessionCalendar): Block[] {
  return [
    ...opening({ agency: COMMITTEE, notation: 'QĐ-UBND', date: `Thanh Giang, ngày      tháng      năm ${c.year}`, kind: 'QUYẾT ĐỊNH', abstract: `Về việc tặng Cờ thi đua của Ủy ban nhân dân tỉnh năm ${c.year}`, draft: 'DỰ THẢO' }),
    { t: 'p', text: [{ s: 'ỦY BAN NHÂN DÂN TỈNH THANH GIANG', b: true }], align: 'center' },
    ...['Căn cứ Luật Tổ chức chính quyền địa phương;', 'Căn cứ Luật Thi đua, khen thưởng;', 'Theo kết quả bỏ phiếu kín của thành viên Ủy ban nhân dân tỉnh;', `Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 207/TTr-SNV ngày ${slashed(c.documents)},`].map(italic),
    { t: 'p', text: [{ s: 'QUYẾT ĐỊNH:', b: true }], align: 'center' },
    article(1, `Tặng Cờ thi đua của Ủy ban nhân dân tỉnh năm ${c.year} cho các tập thể có tên sau:`),
    table([column('TT', 11, 'center'), column('Tên tập thể', null), column('Khối thi đua', 70)], CANDIDATES.map((one, i) => row(String(i + 1), one.name, one.block)), { caption: '(Danh sách chính thức ghi theo kết quả bỏ phiếu kín)' }),
    p('Các tập thể được tặng Cờ thi đua được kèm theo tiền thưởng theo quy định hiện hành, chi từ Quỹ thi đua, khen thưởng của tỉnh.'),
    article(2, 'Tổ chức trao tặng'),
    p('Giao Sở Nội vụ phối hợp với Văn phòng Ủy ban nhân dân tỉnh tổ chức trao tặng tại hội nghị tổng kết năm; tuyên truyền, nhân rộng các điển hình tiên tiến.'),
    article(3, 'Hiệu lực và trách nhiệm thi hành'),
    p('Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ, thủ trưởng các cơ quan, đơn vị liên quan và các tập thể có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.'),
    signature(['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], CHAIR, ['- Như Điều 3;', '- Ban Thi đua – Khen thưởng;', '- Cổng Thông tin điện tử tỉnh;', '- Lưu: VT, NC.']),
  ];
}

export const emulationDocuments: SampleDocuments = (c) => [
  administrative({ item: 7, order: 1, key: 'thi-dua-to-trinh', title: 'Tờ trình', kind: 'to_trinh', pages: 4 }, submission(c)),
  administrative({ item: 7, order: 2, key: 'thi-dua-danh-sach', title: 'Danh sách, tóm tắt thành tích', kind: 'danh_sach', pages: 9 }, list(c)),
  administrative({ item: 7, order: 3, key: 'thi-dua-du-thao-quyet-dinh', title: 'Dự thảo Quyết định', kind: 'du_thao', pages: 2 }, decision(c)),
];
